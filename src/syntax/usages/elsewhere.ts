import { parseYaml } from '../yaml/parse.ts';
import type { YamlMap, YamlNode } from '../yaml/tree.ts';

/** The prefixes of which a text reads `<PREFIX>_SERVICE_HOST`, which Kubernetes sets beside names like those of links (Kubernetes, "Service", environment variables). */
export function kubernetesPrefixes(text: string): readonly string[] {
  if (!text.includes('_SERVICE_HOST')) return [];
  return [...text.matchAll(/\b([A-Z][A-Z0-9_]{0,199})_SERVICE_HOST\b/g)].flatMap(([, prefix]) => prefix ?? []);
}

/** A service of GitLab jobs. */
export interface GitlabService {
  readonly image: string;
  /** The names that the file gives it. */
  readonly names: readonly string[];
}

/** The services of the jobs of a `.gitlab-ci.yml` that GitLab Runner's Docker executor links: those without a network of the build's own (`FF_NETWORK_PER_BUILD`, GitLab Runner feature flags). */
export function gitlabServices(text: string): readonly GitlabService[] {
  if (!text.includes('services')) return [];
  const services: GitlabService[] = [];
  const visit = (node: YamlNode | null, isServices: boolean): void => {
    if (node?.kind === 'seq' && isServices) services.push(...node.items.flatMap(serviceOf));
    if (node?.kind !== 'map' || hasOwnNetwork(node)) return;
    for (const { key, value } of node.entries) visit(value, key.text === 'services');
  };
  visit(parseYaml(text).root, false);
  return services;
}

/** Whether the variables of a file or of a job ask for a network of the build's own. */
function hasOwnNetwork({ entries }: YamlMap): boolean {
  const variables = entries.find(({ key }) => key.text === 'variables')?.value;
  if (variables?.kind !== 'map') return false;
  const flag = variables.entries.find(({ key }) => key.text === 'FF_NETWORK_PER_BUILD')?.value;
  return flag?.kind === 'scalar' && /^(?:true|1)$/i.test(flag.text);
}

function serviceOf(item: YamlNode | null): readonly GitlabService[] {
  if (item?.kind === 'scalar') return [{ image: item.text, names: [] }];
  if (item?.kind !== 'map') return [];
  const text = (wanted: string): string => {
    const value = item.entries.find(({ key }) => key.text === wanted)?.value;
    return value?.kind === 'scalar' ? value.text : '';
  };
  return text('name') === ''
    ? []
    : [
        {
          image: text('name'),
          names: text('alias')
            .split(/[\s,]+/)
            .filter((one) => one !== ''),
        },
      ];
}
