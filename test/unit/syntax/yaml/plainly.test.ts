import { describe, expect, it } from 'vitest';
import { parsePlainly } from '../../../../src/syntax/yaml/plainly.ts';
import { parseThoroughly } from '../../../../src/syntax/yaml/thorough.ts';

describe('what is read plainly', () => {
  it.each([
    'a: b\n',
    '---\na: b',
    '# c\n\n---\n- a\n-   b # c\n-\n- - c\n  - d\n-\n  e\n',
    'web:\n  image: "x:1" # why\n  links:\n  - db\n  - \'it\'\'s\'\n\n# c\n  ports: ["80", 443 , a:b]\ndb: {}\n',
    'a: &a\n  k: v\nb: &b [x]\nc: &c 12\nd:\n  <<: [*a, *b]\n  e: *c\n  f: *no\ng: *a # c\n',
    'a: 1\nb: 2\na: 3\n"b": 4\nc:\nd: \n',
    '- k: v\n  l:\n  - x\n- k: |\n    one\n      two\n\n    three\n\n  l: >-\n    one\n    two\n\n    three\n- "a\\tb\\\\": c\n',
    'a: [b,\n  {c: d, "e": *x},\n  []\n ]\nf: {\n  g: h,\n  }\n',
    'a: -1\nb: .5\nc: 1e3\nd: ~\ne: Null\nf: TRUE\ng: false\nh: 1.10\ni: 007\nj: yes\nk: -x\nl: http://a:1/#b\n',
    'a:\r\n- b\r\n\r\n- c # d\r\ne: f',
    '- |\n a\n- >\n b\n',
    'just a text\n',
  ])('is what the library reads: %j', (text) => {
    expect(parsePlainly(text)).toEqual(parseThoroughly(text));
  });

  it.each([
    ['tags', 'a: !reset b\n'],
    ['scalars on several lines', 'a: b\n  c\n'],
    ['quoted scalars on several lines', 'a: "b\n  c"\n'],
    ['explicit keys', '? a\n: b\n'],
    ['further documents', 'a: b\n---\nc: d\n'],
    ['directives', '%YAML 1.1\n---\na: b\n'],
    ['tabs', 'a:\tb\n'],
    ['lone carriage returns', 'a: b\rc: d\n'],
    ['anchors of keys', '&a b: c\n'],
    ['anchors of nothing', 'a: &b\n'],
    ['escapes that few write', 'a: "\\x41"\n'],
    ['indentation that a scalar states', 'a: |2\n   b\n'],
    ['faults', 'a: b: c\n'],
    ['lists that end early', 'a: [b\n'],
    ['no content', '# nothing\n'],
  ])('has none of these: %s', (_, text) => {
    expect(parsePlainly(text)).toBeNull();
  });

  it('is what the library reads of texts made at random, and a good part of them', () => {
    const pick = random(20_261_124);
    let read = 0;
    for (let count = 0; count < 12_000; count++) {
      const text = randomText(pick);
      const plain = parsePlainly(text);
      if (!plain) continue;
      read++;
      expect(plain, JSON.stringify(text)).toEqual(parseThoroughly(text));
    }
    expect(read).toBeGreaterThan(1000);
  });
});

type Pick = <T>(from: readonly T[]) => T;

/** Always the same choices for the same seed. */
function random(seed: number): Pick {
  let state = seed;
  return <T>(from: readonly T[]): T => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fff_ffff;
    return from[Math.floor((state / 0x8000_0000) * from.length)] as T;
  };
}

const INDENTS = ['', '', '', ' ', '  ', '  ', '   ', '    ', '    ', '      '];
const LINES = [
  ...[
    'a: b',
    'a:',
    'web:',
    'links:',
    'image: x',
    "\"q\": 'it''s'",
    'k:  v  # c',
    'k: "x\\n"',
    'k: "x"# c',
    'a : b',
    'a:b',
    '- x',
    '-',
    '- - z',
  ],
  ...[
    '- k: v',
    '- "k": v',
    '- [a]: b',
    '- {x: y}',
    '- db:x',
    'a: - b',
    'a: b: c',
    '{a: 1, b: [c]}',
    'w: [a,',
    ']',
    '}',
    ',',
    '[',
    'y: {}',
    '#c',
  ],
  ...[
    '&a',
    '*a',
    'x: &a',
    'x: &b y',
    'y: *a',
    '<<: *a',
    '<<: [*a, *b]',
    '- &b c',
    '- *b',
    '? a',
    ':',
    '---',
    '--- a',
    '...',
    'k: |',
    '- |-',
    'k: >',
  ],
  ...[
    '- >-',
    'k: |2',
    'text',
    'more text',
    '!reset',
    '12',
    '- 1.50',
    'k: 0x1F',
    'k: ~',
    'k: null',
    'k: -1e3',
    'k: .inf',
    '\t',
    "'",
    '"',
    '\\',
    '%',
    '@',
  ],
  ...['é', '\u2028', '', '', ' ', 'http://x:80', '<<', 'a\r', 'k: 1:2', '- {a: b, a: c}', 'a:  # c', '-  # c', "- 'x'", '- a: |', '- b: >'],
];

function randomText(pick: Pick): string {
  const lines = Array.from({ length: pick([1, 2, 3, 4, 5, 6, 7]) }, () => {
    const line = pick(INDENTS) + pick(LINES);
    return pick([true, false, false, false]) ? line + pick(['', ' ']) + pick(LINES) : line;
  });
  return lines.join('\n') + pick(['', '\n', '\n', '\n\n']);
}
