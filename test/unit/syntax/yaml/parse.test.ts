import { describe, expect, it } from 'vitest';
import { parseYaml } from '../../../../src/syntax/yaml/parse.ts';
import type { YamlNode } from '../../../../src/syntax/yaml/tree.ts';

/** The tree in short: scalars as their own text, maps and lists as themselves, anything with an anchor or tag marked. */
function shown(text: string, node: YamlNode | null): unknown {
  if (!node) return null;
  switch (node.kind) {
    case 'scalar':
      return text.slice(node.span.start, node.span.end);
    case 'alias':
      return { alias: node.name, to: node.target?.kind ?? null };
    case 'seq':
      return node.items.map((item) => shown(text, item));
    case 'map':
      return node.entries.map((entry) => [entry.key.text, shown(text, entry.value)]);
  }
}

function written(text: string): unknown {
  const { root, fault } = parseYaml(text);
  return fault ?? shown(text, root);
}

describe('the tree', () => {
  it('gives each node the text it has, quotes included', () => {
    expect(written('a: \'x\'\nb: "y\\n" # c\nc: plain # d\n')).toEqual([
      ['a', "'x'"],
      ['b', '"y\\n"'],
      ['c', 'plain'],
    ]);
  });

  it('ends a collection with its last item, not with the comments and blanks behind it', () => {
    const text = 'a:\n  b:\n    - x\n    - y # why\n\n  # about c\n  c: z\n\n\nd:\n';
    const { root } = parseYaml(text);
    if (root?.kind !== 'map') throw new Error('no map');
    const a = root.entries[0];
    expect(text.slice(a?.span.start, a?.span.end)).toBe('a:\n  b:\n    - x\n    - y # why\n\n  # about c\n  c: z');
    expect(a?.value?.kind === 'map' && a.value.entries.map(({ span }) => text.slice(span.start, span.end))).toEqual([
      'b:\n    - x\n    - y',
      'c: z',
    ]);
    expect(text.slice(root.span.start, root.span.end)).toBe(text.trimEnd());
  });

  it('has null for what is empty and ends before the blanks there', () => {
    const text = 'a:   \nb:\n- x\n- \n';
    const { root } = parseYaml(text);
    if (root?.kind !== 'map') throw new Error('no map');
    expect(shown(text, root)).toEqual([
      ['a', null],
      ['b', ['x', null]],
    ]);
    expect(root.entries.map(({ span }) => text.slice(span.start, span.end))).toEqual(['a:', 'b:\n- x\n-']);
  });

  it('leaves anchors and tags out of the span and names them', () => {
    const text = 'a: &here !override\n  - x\nb: !reset\nc: !!str 12\n';
    const { root } = parseYaml(text);
    if (root?.kind !== 'map') throw new Error('no map');
    expect(root.entries.map(({ value }) => [value?.anchor, value?.tag, value && text.slice(value.span.start, value.span.end)])).toEqual([
      ['here', '!override', '- x'],
      [undefined, '!reset', ''],
      [undefined, '!!str', '12'],
    ]);
  });

  it('ends a block scalar with its last character', () => {
    expect(written('a: |\n  one\n  two\n\n\nb: >-\n  three\n')).toEqual([
      ['a', '|\n  one\n  two'],
      ['b', '>-\n  three'],
    ]);
  });

  it('has the values of the core schema beside the text', () => {
    const { root } = parseYaml('[3306, 1.10, true, ~, "5", yes, 0x1F]');
    expect(root?.kind === 'seq' && root.items.map((item) => item?.kind === 'scalar' && [item.value, item.text])).toEqual([
      [3306, '3306'],
      [1.1, '1.10'],
      [true, 'true'],
      [null, '~'],
      ['5', '5'],
      ['yes', 'yes'],
      [31, '0x1F'],
    ]);
  });

  it('points an alias at the node that held the anchor when it was read', () => {
    const { root } = parseYaml('[&a one, *a, &a {k: v}, *a]');
    expect(root?.kind === 'seq' && root.items.map((item) => item?.kind === 'alias' && item.target?.kind)).toEqual([
      false,
      'scalar',
      false,
      'map',
    ]);
  });

  it('knows an anchor only behind its node, so that no tree holds itself', () => {
    const { root, unknownAnchors } = parseYaml('a: *b\nb: &b {c: *b}\n');
    expect(unknownAnchors.map(({ name, span }) => [name, span.start])).toEqual([
      ['b', 3],
      ['b', 16],
    ]);
    expect(() => JSON.stringify(root)).not.toThrow();
  });

  it('keeps offsets with CRLF and a byte order mark', () => {
    const text = '\uFEFFa: 1\r\nb:\r\n- c\r\n- d';
    expect(written(text)).toEqual([
      ['a', '1'],
      ['b', ['c', 'd']],
    ]);
  });

  it('reads complex keys as keys without text', () => {
    expect(written('? [a, b]\n: x\n&k key: 1\n*k : 2\n')).toEqual([
      ['', 'x'],
      ['key', '1'],
      ['key', '2'],
    ]);
  });

  it('reads what libyaml reads: a closing bracket at the column of its key', () => {
    expect(written('links: [\n  a,\n  b\n]\n')).toEqual([['links', ['a', 'b']]]);
  });

  it('reads merge keys and dates of YAML 1.1 as the texts they are', () => {
    expect(written('%YAML 1.1\n---\na: &a {d: 2001-12-14}\nb:\n  <<: *a\n')).toEqual([
      ['a', [['d', '2001-12-14']]],
      ['b', [['<<', { alias: 'a', to: 'map' }]]],
    ]);
  });

  it.each(['', '\uFEFF', '# only a comment\n', '---\n', '\n\n'])('has no root for %j', (text) => {
    expect(parseYaml(text)).toEqual({ root: null, fault: null, duplicates: [], unknownAnchors: [], disputes: [], rest: null });
  });
});

describe('what is noticed', () => {
  it('lists the later ones of keys that one map has twice', () => {
    const { duplicates } = parseYaml('a: 1\nb: {c: 1, "c": 2, c: 3}\na: 2\nc: 0\n? [x]\n: 1\n? [x]\n: 2\n');
    expect(duplicates.map(({ text, span }) => [text, span.start])).toEqual([
      ['c', 15],
      ['c', 23],
      ['a', 29],
    ]);
  });

  it('reads the first of several documents and says where the rest begins', () => {
    const text = 'a: 1\n---\nb: {\n';
    const { root, fault, rest } = parseYaml(text);
    expect(fault).toBeNull();
    expect(shown(text, root)).toEqual([['a', '1']]);
    expect(rest).toEqual({ start: 5, end: text.length });
  });

  it.each(['a: 1\n...\n', 'a: 1\n---\n', 'a: 1\n---\n# the end\n'])('sees no second document in %j', (text) => {
    expect(parseYaml(text)).toMatchObject({ fault: null, rest: null });
  });
});

describe('faults', () => {
  it('names merge conflict markers and their place', () => {
    const text = 'web:\n  image: x\n<<<<<<< HEAD\n  links: [a]\n=======\n  links: [b]\n>>>>>>> theirs\n';
    expect(parseYaml(text)).toMatchObject({
      root: null,
      fault: { message: 'The file holds merge conflict markers.', span: { start: 16, end: 28 } },
    });
  });

  it.each([
    ['{{', 'web:\n  image: x\n  {{ if .Values.db }}\n  links: [db]\n  {{ end }}\n', 18],
    ['{%', '{% if db %}\nweb:\n  image: x\n{% endif %}\n', 0],
    ['<%', 'web:\n  <% if db %>\n  links:\n    - db\n  <% end %>\n', 7],
    ['{{', 'a: {{ x }}-{{ y }}\n', 3],
  ])('names template syntax %s', (mark, text, start) => {
    expect(parseYaml(text).fault).toEqual({
      message: `The file holds template syntax \`${mark}\`: it is YAML only after the template has run.`,
      span: { start, end: start + 2 },
    });
  });

  it('does not blame a template in quotes for another fault', () => {
    const text = 'web:\n  tag: "{{.Name}}"\n x: y\n';
    expect(parseYaml(text).fault?.message).toBe('The file is not valid YAML: All mapping items must start at the same column.');
  });

  it.each([
    ['a: b: c\n', 3],
    ['a: [b\nc: d\n', 6],
    ['a:\n\tb: c\n', 3],
    ['a: "b\n', 6],
  ])('gives one sentence and the place for %j', (text, start) => {
    const { fault, root } = parseYaml(text);
    expect(root).toBeNull();
    expect(fault?.message).toMatch(/^The file is not valid YAML: [^\n]+[^.]\.$/);
    expect(fault?.span.start).toBe(start);
  });

  it.each(['[', '{a: ', '- ', '? ', '{{', '[\n'])('refuses to go 10,000 levels deep into %j', (open) => {
    const fault = parseYaml(open.repeat(10_000)).fault;
    expect(fault?.message).toMatch(/^The file (?:nests lists and maps more than 250 levels deep|is not valid YAML|holds template syntax)/);
  });

  it('goes 200 levels deep', () => {
    expect(parseYaml('['.repeat(200) + ']'.repeat(200)).fault).toBeNull();
  });

  it('finds the fault of lines that only seem to nest', () => {
    expect(parseYaml('a: b: c\n'.repeat(1000)).fault).toMatchObject({ span: { start: 3 } });
  });
});

describe('size', () => {
  it('stays linear in an alias bomb', () => {
    const levels = Array.from({ length: 40 }, (_, level) =>
      level === 0 ? 'a0: &a0 [x, x]' : `a${String(level)}: &a${String(level)} [${`*a${String(level - 1)}, `.repeat(9)}]`,
    );
    const { root, fault } = parseYaml(levels.join('\n'));
    expect(fault).toBeNull();
    expect(root?.kind === 'map' && root.entries.length).toBe(40);
  });

  it('reads 20,000 keys of one map and finds the one written twice', () => {
    const keys = Array.from({ length: 20_000 }, (_, index) => `k${String(index)}: v`);
    const { root, duplicates } = parseYaml([...keys, 'k7: w'].join('\n'));
    expect(root?.kind === 'map' && root.entries.length).toBe(20_001);
    expect(duplicates.map(({ text }) => text)).toEqual(['k7']);
  });
});
