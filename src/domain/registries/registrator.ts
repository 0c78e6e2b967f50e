import { portOf } from './json.ts';

/** What registrator looks at in a container. */
export interface RegistratorInput {
  readonly image: string;
  /** Labels and variables that begin with `SERVICE_`; variables win. */
  readonly labels: ReadonlyMap<string, string | null>;
  readonly environment: ReadonlyMap<string, string | null>;
  /** Keys such as `3306/tcp` of the ports that are exposed or published. */
  readonly exposed: readonly string[];
  /** Keys of the ports that are published on the host. */
  readonly published: readonly string[];
}

/** What registrator makes of one port of a container. */
export interface RegistratorPort {
  readonly port: string;
  /** The service's name in the registry. */
  readonly name: string;
  readonly tags: readonly string[];
  /** Why it is not registered; null when it is. */
  readonly reason: 'not-published' | 'ignored' | null;
}

/**
 * What registrator registers of a container, by its rules (bridge/bridge.go and bridge/util.go): without `-internal` only ports that are published on
 * the host; `SERVICE_NAME` or the image's last part names them, with `-PORT` where there are several; what is meant for one port (`SERVICE_3306_NAME`)
 * goes before.
 */
export function registeredPorts(container: RegistratorInput, isInternal: boolean): readonly RegistratorPort[] {
  const candidates = [...new Set([...container.published, ...container.exposed])].filter((key) => portOf(key.split('/')[0] ?? '') !== null);
  const isReached = (key: string): boolean => isInternal || container.published.includes(key);
  const isGroup = candidates.filter(isReached).length > 1;
  return candidates.map((key) => {
    const [port = '', protocol = 'tcp'] = key.split('/');
    const about = aboutPort(container, port);
    const own = about.get('name');
    const name = own?.value ?? imageName(container.image);
    const tags = (about.get('tags')?.value ?? '').split(',').filter((tag) => tag !== '');
    return {
      port: key,
      name: isGroup && own?.ofPort !== true ? `${name}-${port}` : name,
      tags: protocol === 'udp' ? [...tags, 'udp'] : tags,
      reason: !isReached(key) ? 'not-published' : about.has('ignore') ? 'ignored' : null,
    };
  });
}

/** What `SERVICE_X` and `SERVICE_PORT_X` say about one port, by X in lower case; empty values say nothing. */
function aboutPort(
  { labels, environment }: RegistratorInput,
  port: string,
): ReadonlyMap<string, { readonly value: string; readonly ofPort: boolean }> {
  const found = new Map<string, { readonly value: string; readonly ofPort: boolean }>();
  for (const [key, value] of new Map<string, string | null>([...labels, ...environment])) {
    if (!key.startsWith('SERVICE_') || value === null || value === '') continue;
    const word = key.slice('SERVICE_'.length).toLowerCase();
    const [, number, rest] = /^(\d+)_(.+)$/.exec(word) ?? [];
    if (number !== undefined && number !== port) continue;
    const ofPort = rest !== undefined;
    if (ofPort || found.get(word)?.ofPort !== true) found.set(rest ?? word, { value, ofPort });
  }
  return found;
}

/** The last part of an image's name, without its tag. */
function imageName(image: string): string {
  return (image.split('/').at(-1) ?? image).split(/[:@]/)[0] ?? image;
}

/** Whether a container says something to registrator. */
export function speaksToRegistrator({ labels, environment }: Pick<RegistratorInput, 'labels' | 'environment'>): boolean {
  const isOne = (key: string): boolean => /^SERVICE_(?:\d+_)?(?:NAME|TAGS|ID|IGNORE|CHECK_[A-Z_]+)$/.test(key);
  return [...labels.keys(), ...environment.keys()].some(isOne);
}
