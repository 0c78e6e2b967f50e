import type { ComposeFile } from '../compose/composeFile.ts';
import { asMap, isInterpolated, valueOf } from '../compose/fields.ts';
import { Maps, follow } from '../compose/follow.ts';
import type { Reached } from '../compose/follow.ts';
import type { YamlDocument, YamlMap } from '../yaml/tree.ts';

/** Starts as a host path does; anything else before the colon is a volume's name (compose-spec, volumes, short syntax). */
const SHORT = /^((?:[A-Za-z]:[\\/]|\.|\/)[^:]*):/;

/** The host paths that each service of a compose file mounts, as written; those that hold a variable or start at somebody's home are left out. */
export function bindMounts({ format, services }: ComposeFile, { root }: YamlDocument): ReadonlyMap<string, readonly string[]> {
  const maps = new Maps();
  const at = (map: Reached<YamlMap> | null, key: string): Reached | null => map && valueOf(maps.get(map, key));
  const mapAt = (map: Reached<YamlMap> | null, key: string): Reached<YamlMap> | null => {
    const reached = at(map, key);
    return reached && asMap(reached);
  };
  const textAt = (map: Reached<YamlMap>, key: string): string | null => {
    const node = at(map, key)?.node;
    return node?.kind === 'scalar' ? node.text : null;
  };
  const sourceOf = (item: Reached): string | null => {
    if (item.node.kind === 'scalar') return SHORT.exec(item.node.text)?.[1] ?? null;
    const map = asMap(item);
    return map && textAt(map, 'type') === 'bind' ? textAt(map, 'source') : null;
  };
  const top = follow(root, true);
  const file = top && asMap(top);
  const all = format === 'v1' ? file : mapAt(file, 'services');
  return new Map(
    services.map(({ name }) => {
      const volumes = at(mapAt(all, name), 'volumes');
      const items = volumes?.node.kind === 'seq' ? volumes.node.items.flatMap((item) => follow(item, volumes.own) ?? []) : [];
      const sources = items.flatMap((item) => sourceOf(item) ?? []);
      return [name, sources.filter((source) => !isInterpolated(source) && !source.startsWith('~'))];
    }),
  );
}
