import { describe, expect, it } from 'vitest';
import { mentionsIn } from '../../../../src/domain/fixes/mentions.ts';
import { prove, viewOf } from '../../../../src/domain/fixes/proof.ts';
import { readCompose } from '../../../../src/syntax/compose/read.ts';

function proof(before: string, after: string) {
  const [was, is] = [readCompose(before), readCompose(after)];
  if (was.kind !== 'compose' || is.kind !== 'compose') throw new Error('not a compose file');
  return prove(
    viewOf(was.file),
    viewOf(is.file),
    mentionsIn(
      [{ path: 'compose.yaml', text: before }],
      was.file.services.map(({ name }) => name),
    ),
  );
}

const lost = (...names: readonly string[]) => names.map((name) => ({ receiver: 'web', source: 'db', name }));

const start = 'services:\n  db: {image: mysql}\n  other: {image: mysql}\n  web: {image: web, links: ["db:d"]}\n';
const dependent = '  web: {image: web, depends_on: [db]}\n';
const aliased = 'services:\n  db: {image: mysql, networks: {default: {aliases: [d]}}}\n';

describe('prove', () => {
  it('accepts an alias in place of a link and names what goes', () => {
    expect(proof(start, `${aliased}  other: {image: mysql}\n${dependent}`)).toEqual({ proved: true, lost: lost('db_1', 'db-1') });
  });

  it('loses no numbered name that the source still has', () => {
    const named = (rest: string) => `services:\n  db: {container_name: db-1}\n${rest}`;
    const before = named('  web: {links: [db]}\n');
    expect(proof(before, named('  web: {depends_on: [db]}\n'))).toEqual({ proved: true, lost: lost('<project>-db-1') });
  });

  it.each([
    ['a lost alias', `services:\n  db: {image: mysql}\n  other: {image: mysql}\n${dependent}`, /`d` would no longer lead `web` to `db`/],
    ['a second owner', `${aliased}  other: {image: mysql, networks: {default: {aliases: [d]}}}\n${dependent}`, /another service/],
    [
      'a changed owner',
      `services:\n  db: {image: mysql}\n  other: {image: mysql, networks: {default: {aliases: [d]}}}\n${dependent}`,
      /another service/,
    ],
    [
      'an alias that is a service',
      `services:\n  db: {image: mysql, networks: {default: {aliases: [other]}}}\n  other: {image: mysql}\n${dependent}`,
      /`other` would lead/,
    ],
    ['a lost start order', `${aliased}  other: {image: mysql}\n  web: {image: web}\n`, /start after `db`/],
    ['a new dependency', `${aliased}  other: {image: mysql}\n  web: {image: web, depends_on: [db, other]}\n`, /depend on `other`/],
    [
      'another condition',
      `${aliased}  other: {image: mysql}\n  web: {image: web, depends_on: {db: {condition: service_healthy}}}\n`,
      /depend on `db`/,
    ],
    ['another image', `${aliased}  other: {image: redis}\n${dependent}`, /more than links/],
    ['a left network', `${aliased}  other: {image: mysql}\n  web: {image: web, networks: [back], depends_on: [db]}\n`, /more than links/],
    ['a new link', start.replace('"db:d"', '"db:d", "other:o"'), /add a link/],
  ])('rejects %s', (_title, after, reason) => {
    expect(proof(start, after)).toMatchObject({ proved: false, reason: expect.stringMatching(reason) as string });
  });

  it('rejects the loss of a numbered name that the file mentions', () => {
    const mention = '    environment: {SECOND: "db-2"}\n';
    const before = `services:\n  db: {image: mysql}\n  web:\n    links: [db]\n${mention}`;
    const after = `services:\n  db: {image: mysql}\n  web:\n    depends_on: [db]\n${mention}`;
    expect(proof(before, after)).toMatchObject({ proved: false, reason: expect.stringMatching(/only through the link/) as string });
  });

  it('sees a name that a member of two networks knows from the other one', () => {
    const file = (aliases: string, links: string) =>
      `services:\n  db: {networks: {a: ${aliases}}}\n  far: {container_name: d, networks: [b]}\n  near: {networks: [a, b]}\n  web: {networks: [a], ${links}}\nnetworks: {a: , b: }\n`;
    expect(proof(file('', 'links: ["db:d"]'), file('{aliases: [d]}', 'depends_on: [db]'))).toMatchObject({
      proved: false,
      reason: 'The name `d` would lead `near` to another service, too.',
    });
  });
});
