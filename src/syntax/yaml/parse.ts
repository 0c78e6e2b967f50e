import { parsePlainly } from './plainly.ts';
import { parseThoroughly } from './thorough.ts';
import type { YamlDocument } from './tree.ts';

/** Reads the first YAML document of a text in time linear in its length; never throws, whatever the text is. */
export function parseYaml(text: string): YamlDocument {
  return parsePlainly(text) ?? parseThoroughly(text);
}
