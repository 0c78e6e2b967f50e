import type { Project } from '../compose/project/project.ts';
import type { PlainMap, PlainNode, PlainReading } from '../../syntax/compose/plain.ts';

/** The services whose files give them a health check that one can wait for; of those that an image brings nothing is known. */
export function healthChecked({ files }: Project, plain: (path: string) => PlainReading): ReadonlySet<string> {
  const checked = new Set<string>();
  for (const path of files) {
    const reading = plain(path);
    if (reading.kind !== 'documents') continue;
    for (const { root } of reading.documents)
      for (const [name, { value }] of mapAt(root, 'services')?.entries ?? []) {
        const check = mapAt(value, 'healthcheck');
        if (!check) continue;
        if (isOff(check)) checked.delete(name);
        else if (check.entries.has('test')) checked.add(name);
      }
  }
  return checked;
}

/** `disable: true` and the test `NONE` take a check away (compose-spec `05-services.md`, healthcheck). */
function isOff(check: PlainMap): boolean {
  const test = check.entries.get('test')?.value;
  const first = test?.kind === 'list' ? test.items[0] : test;
  return textOf(check.entries.get('disable')?.value) === 'true' || textOf(first) === 'NONE';
}

function mapAt(node: PlainNode, key: string): PlainMap | null {
  const value = node.kind === 'map' ? node.entries.get(key)?.value : undefined;
  return value?.kind === 'map' ? value : null;
}

function textOf(node: PlainNode | undefined): string | null {
  return node?.kind === 'scalar' ? node.text : null;
}
