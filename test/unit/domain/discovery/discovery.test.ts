import { describe, expect, test } from 'vitest';
import { compareFor, whyNot } from '../../../../src/domain/discovery/comparison.ts';
import { STRATEGIES } from '../../../../src/domain/discovery/index.ts';
import { discoveryMarkdown } from '../../../../src/domain/discovery/markdown.ts';
import { situationOf } from '../../../../src/domain/discovery/situation.ts';
import type { Situation } from '../../../../src/domain/discovery/strategy.ts';
import { waysIn } from '../../../../src/domain/discovery/ways.ts';
import { ROWS } from '../../../../src/domain/fixes/rewrite.ts';
import { surroundingsOf } from '../../../../src/model/surroundings.ts';
import { rewriteScope } from '../../../../src/model/rewriteScope.ts';
import { snapshotOf } from '../../features/shared/workspace.ts';

const NEARBY = { dotenv: { kind: 'none' }, texts: [], unsearched: [] } as const;

/** The situation of a service's first link in a file of that path. */
function situation(text: string, receiver = 'web', path = 'compose.yaml'): Situation {
  const snapshot = snapshotOf({ [path]: text });
  const file = snapshot.files[0];
  if (file?.kind !== 'compose') throw new Error(file?.kind);
  const links = file.links.map(({ link }) => link);
  const link = links.find(({ service }) => service === receiver);
  if (!link) throw new Error('no such link');
  const scope = rewriteScope(file, (uri) => (uri === file.uri ? text : null), surroundingsOf(snapshot, file, NEARBY));
  const ways = link.kind === 'links' ? waysIn(scope, file.compose.format)(link) : [];
  const service = (name: string) => file.compose.services.find((one) => one.name === name);
  return situationOf({ link, links, compose: file.compose, text, path, service, ways });
}

/** How each strategy stands, by its code. */
function fits(link: Situation): Readonly<Record<string, string>> {
  return Object.fromEntries(compareFor(link).map(({ strategy: { code }, judgement: { fit } }) => [code, fit]));
}

function reasons(link: Situation, code: string): string {
  return (
    compareFor(link)
      .find(({ strategy }) => strategy.code === code)
      ?.judgement.reasons.join(' ') ?? ''
  );
}

const PLAIN = 'services:\n  web: { image: app, links: ["mysql:db"] }\n  mysql: { image: mysql }\n';

describe('strategies for the link at hand', () => {
  test('on a project network a name in Docker’s DNS fits, by an edit that is named', () => {
    const link = situation(PLAIN);
    expect(fits(link)).toEqual({
      'docker-dns': 'fits',
      'private-network': 'no',
      'swarm-overlay': 'if',
      'kubernetes-service': 'if',
      consul: 'no',
      outside: 'no',
    });
    expect(reasons(link, 'docker-dns')).toMatch(/^Replace link "mysql:db" by a network alias: proved/);
    expect(reasons(link, 'private-network')).toContain('not needed');
  });

  test('where one alias means two services, a network of two fits, and a common name does not', () => {
    const text =
      'services:\n  web: { image: a, links: ["one:db"] }\n  shop: { image: a, links: ["two:db"] }\n  one: { image: x }\n  two: { image: x }\n';
    const link = situation(text);
    expect(fits(link)).toMatchObject({ 'private-network': 'fits', 'docker-dns': 'no' });
    expect(reasons(link, 'private-network')).toContain('to be confirmed');
  });

  test('a file for docker stack deploy has no links at all', () => {
    const link = situation(PLAIN, 'web', 'docker-stack.yml');
    expect(fits(link)).toMatchObject({ 'swarm-overlay': 'fits' });
    expect(reasons(link, 'swarm-overlay')).toContain('drops links');
  });

  test('Consul counts where it is present, and registrator registers published ports only', () => {
    const near = '  consul: { image: "hashicorp/consul:1.20", command: agent -dev }\n  registrator: { image: gliderlabs/registrator }\n';
    expect(fits(situation(PLAIN + near))).toMatchObject({ consul: 'if' });
    expect(reasons(situation(PLAIN + near), 'consul')).toContain('"mysql" publishes no port');
    const published = PLAIN.replace('image: mysql }', 'image: mysql, ports: ["3306:3306"] }') + near;
    expect(reasons(situation(published), 'consul')).not.toContain('publishes no port');
    expect(reasons(situation(PLAIN), 'consul')).toBe('No Consul is at hand, and for one link none is worth setting up.');
  });

  test('a Service of Kubernetes is named like the alias, if that can be a name there', () => {
    expect(reasons(situation(PLAIN), 'kubernetes-service')).toContain('would be called "db"');
    expect(reasons(situation(PLAIN.replace(':db', ':my_db')), 'kubernetes-service')).toContain('cannot be the name of a Service');
  });

  test('what is outside is named by plain DNS, or is a container of somebody else', () => {
    const link = situation('services:\n  web: { image: a, external_links: ["shop_db_1:db"] }\n');
    expect(fits(link)).toMatchObject({ outside: 'if', 'docker-dns': 'if', 'private-network': 'if' });
  });

  test('on the host’s network the gateway stands for the name', () => {
    const link = situation(PLAIN.replace('image: mysql }', 'image: mysql, network_mode: host }'));
    expect(fits(link)).toMatchObject({ outside: 'fits' });
  });

  test('an ambassador to a far address asks for an overlay network, or a name outside', () => {
    const link = situation(
      'services:\n  web: { image: a, links: ["amb:redis"] }\n  amb: { image: svendowideit/ambassador, environment: { REDIS_PORT_6379_TCP: "tcp://10.0.0.7:6379" } }\n',
    );
    expect(link.notes).toEqual([expect.stringContaining('"amb" is an ambassador (web → amb → 10.0.0.7:6379)')]);
    expect(discoveryMarkdown(link)).toContain('an address that somebody wrote');
    expect(reasons(link, 'swarm-overlay')).toContain('10.0.0.7:6379');
    expect(reasons(link, 'outside')).toContain('10.0.0.7:6379');
  });

  test('an ambassador between is taken out first', () => {
    const link = situation(
      'services:\n  web: { image: a, links: ["amb:db"] }\n  amb: { image: svendowideit/ambassador, links: [mysql] }\n  mysql: {}\n',
    );
    expect(fits(link)).toMatchObject({ 'docker-dns': 'if' });
    expect(reasons(link, 'docker-dns')).toContain('Once "amb" is taken out');
  });

  test.each([
    ['nginx:1.25', 'resolver 127.0.0.11'],
    ['haproxy', '`resolvers` section'],
  ])('that %s looks names up once is said', (image, words) => {
    expect(reasons(situation(PLAIN.replace('image: app', `image: "${image}"`)), 'docker-dns')).toContain(words);
    expect(reasons(situation(PLAIN), 'docker-dns')).not.toContain(words);
  });

  test.each([
    [PLAIN, 'looked up anew each time and so not static at all'],
    [
      'web: { image: a, links: ["mysql:db"] }\nmysql: { image: mysql }\n',
      'hosts line of "db" follows a restart of "mysql", the variables that',
    ],
    ['services:\n  web: { image: a, network_mode: none, links: ["mysql:db"] }\n  mysql: { image: mysql }\n', 'has no effect'],
  ])('what is wrong with the link is true of its mechanism', (text, words) => {
    expect(whyNot(situation(text))).toContain(words);
  });
});

describe('the list of strategies', () => {
  test('each says all that the comparison tells of it, and names kinds of edits that there are', () => {
    for (const { code, meaning, fits: when, costs, cannot, compared, rows } of STRATEGIES) {
      expect(
        [meaning, ...costs, ...cannot].every((sentence) => /^[A-Z`].*\.$/.test(sentence)),
        code,
      ).toBe(true);
      expect(when.endsWith('.'), code).toBe(false);
      expect(
        Object.values(compared).every((words) => words !== ''),
        code,
      ).toBe(true);
      expect(rows.filter((row) => !ROWS.includes(row))).toEqual([]);
    }
    const claimed = STRATEGIES.flatMap(({ rows }) => [...rows]);
    expect(new Set(claimed).size).toBe(claimed.length);
  });
});

describe('the document', () => {
  test('a table for the link, and all strategies side by side', () => {
    const text = discoveryMarkdown(situation(PLAIN));
    expect(text).toMatch(/^# Which discovery for `web` → `mysql` as `db`\?\n/);
    expect(text).toMatch(/^\| Name or alias in Docker’s DNS \| fits \| Replace link "mysql:db" by a network alias/m);
    expect(text).toMatch(/^\| way \| monitoring \| load balancing \| integration \| availability \|$/m);
  });

  test('without a link only the comparison', () => {
    const text = discoveryMarkdown(null);
    expect(text).toMatch(/^# Which discovery\?\n\n## Side by side\n/);
    expect(text).not.toContain('| here |');
  });

  test('a name that was read is no markup', () => {
    const text = discoveryMarkdown({ ...situation(PLAIN), alias: 'a|b [x](command:y)', source: '<b>*' });
    expect(text).toContain('`a|b [x](command:y)`');
    expect(text).not.toMatch(/[^\\`]\[x\]\(command:y\)"/);
    expect(text).not.toMatch(/"<b>\*/);
  });
});
