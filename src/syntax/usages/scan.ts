import { Lines } from '../text.ts';
import { scanCode } from './code.ts';
import type { CodeRules } from './code.ts';
import { scanCompose } from './compose.ts';
import { scanDockerfile } from './dockerfile.ts';
import { withoutLiterals } from './heredocs.ts';
import { coffeescript, javascript } from './javascript.ts';
import { clojure, groovy, java, kotlin, scala } from './jvm.ts';
import type { Language } from './language.ts';
import { scanMake } from './make.ts';
import { blanked, mayHaveUsages } from './names.ts';
import { perl } from './perl.ts';
import { PHP_CODE, php } from './php.ts';
import { python } from './python.ts';
import { elixir, ruby } from './ruby.ts';
import { scanShell } from './shell.ts';
import { csharp, go, lua, rust } from './systems.ts';
import { TEMPLATES, scanTemplate } from './templates.ts';
import type { TemplateRules } from './templates.ts';
import { isNumberUse } from './url.ts';
import type { Found, Usage } from './usage.ts';

type Scan = (text: string) => readonly Found[];

const ERB_CODE = /<%(?![%#])(?:(?!%>)[^])*/g;
const code =
  (rules: CodeRules): Scan =>
  (text) =>
    scanCode(text, rules);
const erb: Scan = (text) => scanCode(blanked(text, ERB_CODE, 'outside'), ruby);
/** A format's own references, and those of the template languages that are used to write it. */
const template =
  (rules: TemplateRules): Scan =>
  (text) => [
    ...scanTemplate(text, rules),
    ...(text.includes('<%') ? erb(text) : []),
    ...(text.includes('{{') && rules !== TEMPLATES.gotemplate ? scanTemplate(text, TEMPLATES.gotemplate) : []),
  ];

/** How each language is read: the list to add one to. */
const SCANS: Readonly<Record<Language, Scan>> = {
  apache: template(TEMPLATES.apache),
  clojure: code(clojure),
  coffeescript: code(coffeescript),
  compose: scanCompose,
  csharp: code(csharp),
  dockerfile: scanDockerfile,
  elixir: code(elixir),
  envsubst: template(TEMPLATES.envsubst),
  erb,
  go: code(go),
  gotemplate: template(TEMPLATES.gotemplate),
  groovy: code(groovy),
  haproxy: template(TEMPLATES.haproxy),
  hocon: template(TEMPLATES.hocon),
  java: code(java),
  javascript: code(javascript),
  jinja: template(TEMPLATES.jinja),
  json: template(TEMPLATES.json),
  kotlin: code(kotlin),
  lua: code(lua),
  make: scanMake,
  nginx: template(TEMPLATES.nginx),
  perl: (text) => scanCode(withoutLiterals(text), perl),
  php: (text) => scanCode(withoutLiterals(blanked(text, PHP_CODE, 'outside')), php),
  properties: template(TEMPLATES.properties),
  python: code(python),
  ruby: (text) => scanCode(withoutLiterals(text), ruby),
  rust: code(rust),
  scala: code(scala),
  shell: scanShell,
  supervisor: template(TEMPLATES.supervisor),
  systemd: template(TEMPLATES.systemd),
  yaml: template(TEMPLATES.yaml),
};

/** The readers of names that links can set, in the text's order; linear in the text's length, and one search where there is no such name. */
export function scanUsages(text: string, language: Language): readonly Usage[] {
  if (!mayHaveUsages(text)) return [];
  const found = SCANS[language](text).toSorted((a, b) => a.start - b.start || a.end - b.end);
  const lines = new Lines(text);
  return found
    .filter((usage, index) => usage.start !== found[index - 1]?.start)
    .map(({ name, form, start, end, hasDefault, url }) => {
      const number = form === 'literal' && !url && isNumberUse(text, { name, start, end });
      return { name, form, range: lines.range({ start, end }), language, hasDefault, url, number };
    });
}
