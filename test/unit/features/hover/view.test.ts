import { describe, expect, test } from 'vitest';
import { hoverAt, withReasons } from '../../../../src/features/hover/view.ts';
import { reasonToKeep } from '../../../../src/features/shared/rewrites.ts';
import { code, prose } from '../../../../src/base/markdown.ts';
import { snapshotOf } from '../shared/workspace.ts';

const URI = 'file:///shop/compose.yaml';
const SHOP = 'services:\n  web:\n    links:\n      - db:mysql\n  db:\n    image: mysql:8\n    expose: ["3306"]\n';

describe('hover in a compose file', () => {
  test('a link item names its alias, its effect and the endpoint behind it', () => {
    const hover = hoverAt(snapshotOf({ 'compose.yaml': SHOP }), URI, { line: 3, character: 12 });
    expect(hover?.range).toEqual({ start: { line: 3, character: 8 }, end: { line: 3, character: 16 } });
    expect(hover?.markdown).toContain('**Link** of `web` to `db` as `mysql`');
    expect(hover?.markdown).toContain('Docker 29: private name in DNS.');
    expect(hover?.markdown).toContain('`mysql:3306`');
    expect(hover?.markdown).toContain('`mysql:8`');
  });

  test('a service says who links to it', () => {
    const hover = hoverAt(snapshotOf({ 'compose.yaml': SHOP }), URI, { line: 4, character: 3 });
    expect(hover?.markdown).toContain('- `web` as `mysql`');
  });

  test('a link that has no safe edit says why, one that has says nothing of it', () => {
    const v1 = 'web:\n  links:\n    - db\ndb:\n  image: mysql\n';
    const said = (text: string, name: string) => {
      const snapshot = snapshotOf({ [name]: text });
      const line = text.split('\n').findIndex((each) => each.includes('- db'));
      const hover = hoverAt(snapshot, `file:///shop/${name}`, { line, character: 9 - (name === 'compose.yaml' ? 0 : 2) });
      const [file] = snapshot.files;
      if (!hover || file?.kind !== 'compose') throw new Error('nothing is said');
      return withReasons(
        hover,
        (hover.links ?? []).map((link) => reasonToKeep(snapshot, file, link)),
      ).markdown;
    };
    expect(said(v1, 'docker-compose.yml')).toContain(
      'No safe edit replaces it: A file without "services:" puts its containers on the default bridge',
    );
    expect(said(SHOP, 'compose.yaml')).not.toContain('No safe edit');
  });

  test('elsewhere there is nothing to say', () => {
    const snapshot = snapshotOf({ 'compose.yaml': SHOP });
    expect(hoverAt(snapshot, URI, { line: 1, character: 3 })).toBeNull();
    expect(hoverAt(snapshot, 'file:///other.yaml', { line: 3, character: 12 })).toBeNull();
  });

  test('what was read is never markup', () => {
    const hostile = 'services:\n  web:\n    links:\n      - "[x](y)`<b>:z"\n';
    const hover = hoverAt(snapshotOf({ 'compose.yaml': hostile }), URI, { line: 3, character: 12 });
    expect(hover?.markdown ?? '').toContain('``[x](y)`<b>``');
    expect(code('a`b\nc')).toBe('``a`b c``');
    expect(code('`')).toBe('`` ` ``');
  });
});

test('a sentence with what was read in it is no markup either', () => {
  expect(prose('`a` has [x](command:y) and <b> & **c**\n- d')).toBe('"a" has \\[x\\]\\(command:y\\) and \\<b\\> \\& \\*\\*c\\*\\* \\- d');
});
