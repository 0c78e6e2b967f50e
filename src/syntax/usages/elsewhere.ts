import { parseYaml } from '../yaml/parse.ts';
import type { YamlNode } from '../yaml/tree.ts';

/** The prefixes of which a text reads `<PREFIX>_SERVICE_HOST`, which Kubernetes sets beside names like those of links (Kubernetes, "Service", environment variables). */
export function kubernetesPrefixes(text: string): readonly string[] {
  if (!text.includes('_SERVICE_HOST')) return [];
  return [...text.matchAll(/\b([A-Z][A-Z0-9_]{0,199})_SERVICE_HOST\b/g)].flatMap(([, prefix]) => prefix ?? []);
}

/** The images that the jobs of a `.gitlab-ci.yml` have as `services`, which GitLab Runner may link. */
export function gitlabImages(text: string): readonly string[] {
  const images: string[] = [];
  const visit = (node: YamlNode | null, isServices: boolean): void => {
    if (node?.kind === 'seq' && isServices) images.push(...node.items.flatMap(imageOf));
    if (node?.kind !== 'map') return;
    for (const { key, value } of node.entries) visit(value, key.text === 'services');
  };
  visit(parseYaml(text).root, false);
  return images;
}

function imageOf(item: YamlNode | null): readonly string[] {
  if (item?.kind === 'scalar') return [item.text];
  if (item?.kind !== 'map') return [];
  return item.entries.flatMap(({ key, value }) => (key.text === 'name' && value?.kind === 'scalar' ? [value.text] : []));
}
