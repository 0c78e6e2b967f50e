import { expect, test } from 'vitest';
import { codeFileOf } from '../../../../src/domain/usages/codeFile.ts';
import { ignoreReader } from '../../../../src/domain/usages/ignoreReader.ts';
import { applyEdits } from '../../../../src/syntax/text.ts';

/** The lines for which comments of a file speak, counted from one. */
function silenced(path: string, text: string): readonly number[] {
  return (codeFileOf(path, text)?.ignores ?? []).map(({ line }) => line + 1);
}

const HERE = 'docker-links: ignore usage-not-set because';

test.each<readonly [string, string, readonly number[]]>([
  ['a.js', `// ${HERE}\nprocess.env.X`, [2]],
  ['a.js', `process.env.X /* ${HERE} */`, [1]],
  ['a.js', `/*\n * why\n * ${HERE}\n */\nprocess.env.X`, [5]],
  ['a.js', `const text = "// ${HERE}";\nprocess.env.X`, []],
  ['a.tsx', `<p>\n  {/* ${HERE} */}\n  {process.env.X}\n</p>`, [3]],
  ['a.py', `# ${HERE}\n\nos.environ["X"]`, [2]],
  ['a.py', `x = 1  # ${HERE}\n`, [1]],
  ['a.py', `text = """\n# ${HERE}\n"""\n`, []],
  ['a.rb', `# ${HERE}\n# more\nENV["X"]`, [3]],
  ['a.rb', `a = <<~TEXT\n  # ${HERE}\nTEXT\n`, []],
  ['a.php', `<?php\n// ${HERE}\ngetenv("X");`, [3]],
  ['a.php', `<?php\n# ${HERE}\ngetenv("X");`, [3]],
  ['a.php', `<p>// ${HERE}</p>\n`, []],
  ['a.go', `// ${HERE}\nos.Getenv("X")`, [2]],
  ['A.java', `// ${HERE}\nSystem.getenv("X")`, [2]],
  ['a.lua', `-- ${HERE}\nos.getenv("X")`, [2]],
  ['a.pl', `# ${HERE}\n$ENV{X}`, [2]],
  ['a.clj', `;; ${HERE}\n(System/getenv "X")`, [2]],
  ['run.sh', `# ${HERE}\necho $X`, [2]],
  ['run.sh', `cat <<TEXT\n# ${HERE}\nTEXT\n`, []],
  ['run.sh', `echo "# ${HERE}"\n`, []],
  ['Dockerfile', `# ${HERE}\nCMD echo $X`, [2]],
  ['Makefile', `# ${HERE}\na:\n\techo $$X`, [2]],
  ['nginx.conf', `# ${HERE}\nenv X;`, [2]],
  ['supervisord.conf', `; ${HERE}\nenvironment=A=%(ENV_X)s`, [2]],
  ['a.erb', `<%# ${HERE} %>\n<%= ENV["X"] %>`, [2]],
  ['a.ctmpl', `{{/* ${HERE} */}}\n{{ env "X" }}`, [2]],
  ['a.j2', `{# ${HERE} #}\n{{ X }}`, [2]],
  ['a.json', `{"a": "// ${HERE}"}`, []],
  ['a.js', '// docker-links: ignore link-deprecated of another\n', []],
  ['README.md', `# ${HERE}\n`, []],
])('the comments of %s: %j', (path, text, expected) => {
  expect(silenced(path, text)).toEqual(expected);
});

/** The text with a comment above the first reader of the name; null where none can stand. */
function ignoring(path: string, text: string): string | null {
  const usage = codeFileOf(path, text)?.usages.find(({ name }) => name === 'DB_PORT_3306_TCP_ADDR');
  if (!usage) throw new Error('nothing reads the name');
  const edit = ignoreReader({ path, text, range: usage.range, code: 'usage-not-set' });
  return edit && applyEdits(text, [edit]);
}

const NAME = 'DB_PORT_3306_TCP_ADDR';

test.each<readonly [string, string, string]>([
  ['a.js', `if (x) {\r\n  host = process.env.${NAME};\r\n}\r\n`, `if (x) {\r\n  // @\r\n  host = process.env.${NAME};\r\n}\r\n`],
  ['a.js', `a = \`\n\${\nprocess.env.${NAME}}\``, `a = \`\n\${\n// @\nprocess.env.${NAME}}\``],
  ['a.tsx', `const a = process.env.${NAME};\nconst b = <br />;`, `// @\nconst a = process.env.${NAME};\nconst b = <br />;`],
  ['a.py', `\tos.environ["${NAME}"]\n`, `\t# @\n\tos.environ["${NAME}"]\n`],
  ['a.rb', `ENV["${NAME}"]`, `# @\nENV["${NAME}"]`],
  ['a.php', `<?php\ngetenv("${NAME}");`, `<?php\n// @\ngetenv("${NAME}");`],
  ['a.go', `x := os.Getenv("${NAME}")`, `// @\nx := os.Getenv("${NAME}")`],
  ['A.java', `System.getenv("${NAME}");`, `// @\nSystem.getenv("${NAME}");`],
  ['a.lua', `os.getenv("${NAME}")`, `-- @\nos.getenv("${NAME}")`],
  ['run.sh', `echo $${NAME}`, `# @\necho $${NAME}`],
  ['Makefile', `a:\n\techo $$${NAME}\n`, `a:\n# @\n\techo $$${NAME}\n`],
  ['nginx.conf', `env ${NAME};\n`, `# @\nenv ${NAME};\n`],
  ['app.yml', `a:\n  b: \${${NAME}}\n`, `a:\n  # @\n  b: \${${NAME}}\n`],
  ['app.service', `[Service]\nExecStart=/bin/a $${NAME}\n`, `[Service]\n# @\nExecStart=/bin/a $${NAME}\n`],
])('a comment above a reader of %s', (path, text, expected) => {
  expect(ignoring(path, text)).toBe(expected.replace('@', 'docker-links: ignore usage-not-set because …'));
});

test.each([
  ['a string of several lines', 'a.js', `a = \`\n\${process.env.${NAME}}\``],
  ['markup', 'a.jsx', `<p>\n  {process.env.${NAME}}\n</p>`],
  ['markup with text', 'a.jsx', `<p>\n  at {process.env.${NAME}}\n</p>`],
  ['an element of a template', 'a.vue', `<template>\n{{ process.env.${NAME} }}\n</template>`],
  ['PHP in a page', 'a.php', `<p>\n<?= getenv("${NAME}") ?></p>`],
  ['a line that goes on', 'run.sh', `run \\\n  $${NAME}`],
  ['a unit’s line that goes on', 'app.service', `[Service]\nExecStart=/bin/a \\\n  $${NAME}\n`],
  ['a here-document', 'run.sh', `cat <<TEXT\n$${NAME}\nTEXT\n`],
  ['a here-document of Ruby', 'a.rb', `a = <<~TEXT\n  #{ENV["${NAME}"]}\nTEXT\n`],
  ['a text of YAML', 'app.yml', `a: |\n  one\n  \${${NAME}}\n`],
  ['JSON', 'a.json', `{"a": "\${${NAME}}"}`],
  ['a template’s output', 'a.erb', `<%= ENV["${NAME}"] %>`],
])('no comment in %s', (_title, path, text) => {
  expect(ignoring(path, text)).toBeNull();
});

test('no comment for a reader that has moved', () => {
  const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 3 } };
  expect(ignoreReader({ path: 'a.js', text: `process.env.${NAME}`, range, code: 'usage-not-set' })).toBeNull();
});
