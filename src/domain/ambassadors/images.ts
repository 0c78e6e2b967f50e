/** The images that were made for the pattern, by their names without registry and tag. */
const MADE_FOR: ReadonlySet<string> = new Set([
  'svendowideit/ambassador',
  'cpuguy83/docker-grand-ambassador',
  'progrium/ambassadord',
  'gliderlabs/connectable',
  'jpetazzo/hamba',
  'jeffjen/docker-ambassador',
]);

/** The Kubernetes gateway of the same name is another thing. */
const KUBERNETES = /datawire|emissary|getambassador|ambassador-labs/;

const NAMED = /(?:^|[/_-])ambassadord?(?:$|[_-])/;
const PROXY = /(?:^|[/_-])(?:haproxy|socat|simpleproxy|tcp-?proxy)(?:$|[_-])/;

/** What an image's name tells: made for the pattern, named after it, a proxy of the kind that is used for it, Kubernetes' gateway, or nothing. */
export type ImageKind = 'made-for' | 'named' | 'proxy' | 'kubernetes' | 'other';

/** Reads an image's name, or the folder that an image is built from. */
export function imageKind(image: string): ImageKind {
  const name = image
    .replace(/@sha256:.*$/, '')
    .replace(/:[\w.-]+$/, '')
    .replace(/\/+$/, '')
    .toLowerCase();
  if (KUBERNETES.test(name)) return 'kubernetes';
  const [first = '', ...rest] = name.split('/');
  const plain = rest.length > 0 && /[.:]|^localhost$/.test(first) ? rest.join('/') : name;
  if (MADE_FOR.has(plain)) return 'made-for';
  if (NAMED.test(name)) return 'named';
  return PROXY.test(name) ? 'proxy' : 'other';
}
