import { composeKind } from '../compose/kind.ts';

/** A language or format in which readers of link variables are found. */
export type Language =
  | 'apache'
  | 'clojure'
  | 'coffeescript'
  | 'compose'
  | 'csharp'
  | 'dockerfile'
  | 'elixir'
  | 'envsubst'
  | 'erb'
  | 'go'
  | 'gotemplate'
  | 'groovy'
  | 'haproxy'
  | 'hocon'
  | 'java'
  | 'javascript'
  | 'jinja'
  | 'json'
  | 'kotlin'
  | 'lua'
  | 'make'
  | 'nginx'
  | 'perl'
  | 'php'
  | 'properties'
  | 'python'
  | 'ruby'
  | 'rust'
  | 'scala'
  | 'shell'
  | 'supervisor'
  | 'systemd'
  | 'yaml';

const BY_NAME: readonly (readonly [RegExp, Language])[] = [
  [/^(?:dockerfile|containerfile)(?:\..*)?$|\.dockerfile$/, 'dockerfile'],
  [/^(?:gnu)?makefile$|\.ma?k$/, 'make'],
  [/^(?:rakefile|gemfile|vagrantfile|capfile|guardfile)$/, 'ruby'],
  [/^jenkinsfile/, 'groovy'],
  [/supervisor.*\.conf$/, 'supervisor'],
  [/haproxy.*\.(?:cfg|conf)$/, 'haproxy'],
  [/(?:httpd|apache).*\.conf$|^\.htaccess$/, 'apache'],
  [/^procfile$|^\.(?:bash|z)rc$|^\.profile$/, 'shell'],
];

const BY_EXTENSION: Readonly<Record<string, Language>> = {
  bash: 'shell',
  cfg: 'haproxy',
  cjs: 'javascript',
  clj: 'clojure',
  coffee: 'coffeescript',
  conf: 'nginx',
  cs: 'csharp',
  ctmpl: 'gotemplate',
  cts: 'javascript',
  erb: 'erb',
  ex: 'elixir',
  exs: 'elixir',
  go: 'go',
  gotmpl: 'gotemplate',
  gradle: 'groovy',
  groovy: 'groovy',
  hocon: 'hocon',
  ini: 'supervisor',
  j2: 'jinja',
  java: 'java',
  jinja: 'jinja',
  jinja2: 'jinja',
  js: 'javascript',
  json: 'json',
  jsx: 'javascript',
  ksh: 'shell',
  kt: 'kotlin',
  kts: 'kotlin',
  lua: 'lua',
  mjs: 'javascript',
  mts: 'javascript',
  php: 'php',
  phtml: 'php',
  pl: 'perl',
  pm: 'perl',
  properties: 'properties',
  psgi: 'perl',
  py: 'python',
  rake: 'ruby',
  rb: 'ruby',
  rs: 'rust',
  ru: 'ruby',
  sbt: 'scala',
  scala: 'scala',
  service: 'systemd',
  sh: 'shell',
  t: 'perl',
  template: 'envsubst',
  tmpl: 'gotemplate',
  tpl: 'gotemplate',
  ts: 'javascript',
  tsx: 'javascript',
  vue: 'javascript',
  yaml: 'yaml',
  yml: 'yaml',
  zsh: 'shell',
};

const BY_INTERPRETER: readonly (readonly [RegExp, Language])[] = [
  [/\b(?:ba|da|a|k|z)?sh\b/, 'shell'],
  [/\b(?:node|bun|deno)/, 'javascript'],
  [/\bpython/, 'python'],
  [/\bruby/, 'ruby'],
  [/\bperl/, 'perl'],
  [/\bphp/, 'php'],
  [/\blua/, 'lua'],
  [/\bmake\b/, 'make'],
];

/** The language of a file by its name, then by the interpreter in its first line; null for prose, `.env` files and all else in which nothing reads. */
export function languageOf(path: string, text: string): Language | null {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  if (composeKind(name)) return 'compose';
  const lower = name.toLowerCase();
  const named = BY_NAME.find(([pattern]) => pattern.test(lower))?.[1] ?? extensionOf(lower);
  if (named) return named;
  const interpreter = /^#![^\r\n]{1,200}/.exec(text)?.[0];
  return interpreter === undefined ? null : (BY_INTERPRETER.find(([pattern]) => pattern.test(interpreter))?.[1] ?? null);
}

function extensionOf(name: string): Language | null {
  const extension = name.slice(name.lastIndexOf('.') + 1);
  if (extension === name) return null;
  if (extension === 'conf' && name.startsWith('application')) return 'hocon';
  return Object.hasOwn(BY_EXTENSION, extension) ? (BY_EXTENSION[extension] ?? null) : null;
}
