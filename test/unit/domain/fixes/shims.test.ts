import { describe, expect, it } from 'vitest';
import { fileLinks } from '../../../../src/domain/compose/fileLinks.ts';
import type { PredictionInput } from '../../../../src/domain/compose/predictVariables.ts';
import { shimsFor } from '../../../../src/domain/fixes/shims.ts';
import type { WantedShims } from '../../../../src/domain/fixes/shims.ts';
import { readCompose } from '../../../../src/syntax/compose/read.ts';

/** The first link of a file of legacy links, whose sources' images are known to add nothing. */
function inputOf(text: string, { engine = 28, isKnown = true } = {}): PredictionInput {
  const reading = readCompose(text);
  if (reading.kind !== 'compose') throw new Error(text);
  const { services, format } = reading.file;
  const [link] = fileLinks(reading.file, []);
  if (!link) throw new Error('no link');
  const service = (name: string | null) => services.find((each) => each.name === name);
  const image = isKnown ? { exposed: [], env: [], complete: true } : null;
  return { link, source: service(link.target), receiver: service(link.service), format, project: null, image, engine };
}

function values(input: PredictionInput, wanted: WantedShims): readonly string[] {
  const { shims, left } = shimsFor(input, wanted);
  return [...shims.map(({ name, value }) => `${name}=${value}`), ...left.map(({ name, reason }) => `${name}: ${reason}`)];
}

const file = (expose: string, rest = '') =>
  `web: {image: x, links: ["mysql_server:db"]}\nmysql_server: {image: y, expose: [${expose}]${rest}}\n`;

describe('what a link sets, set by hand', () => {
  it('has the alias where the link puts an address', () => {
    expect(values(inputOf(file('"3306"')), 'all')).toEqual([
      'DB_PORT=tcp://db:3306',
      'DB_PORT_3306_TCP=tcp://db:3306',
      'DB_PORT_3306_TCP_ADDR=db',
      'DB_PORT_3306_TCP_PORT=3306',
      'DB_PORT_3306_TCP_PROTO=tcp',
      'DB_NAME=/web/db',
    ]);
  });

  it.each<[string, number, string, WantedShims, readonly string[]]>([
    ['the lowest port up to Docker 27', 27, '"53/udp","80"', ['DB_PORT'], ['DB_PORT=udp://db:53']],
    ['the lowest TCP port from 28', 28, '"53/udp","80"', ['DB_PORT'], ['DB_PORT=tcp://db:80']],
    [
      'the ends of a range',
      28,
      '"6379-6380"',
      ['DB_PORT_6379_TCP_START', 'DB_PORT_6379_TCP_PORT_END'],
      ['DB_PORT_6379_TCP_START=tcp://db:6379', 'DB_PORT_6379_TCP_PORT_END=6380'],
    ],
    [
      'a range that only the other rule knows',
      28,
      '"6379-6380","6381/udp"',
      ['DB_PORT_6379_UDP_END'],
      ['DB_PORT_6379_UDP_END=udp://db:6381'],
    ],
    ['a name that Compose invents', 28, '"80"', ['MYSQL_SERVER_1_PORT_80_TCP_ADDR'], ['MYSQL_SERVER_1_PORT_80_TCP_ADDR=db']],
    ['the list of all ports', 28, '"3306","3306/udp"', 'ports', ['DB_PORTS=tcp://db:3306,udp://db:3306']],
    ['the list by its name', 28, '"3306"', ['DB_PORTS'], ['DB_PORTS=tcp://db:3306']],
    ['a port that is not exposed', 28, '"80"', ['DB_PORT_81_TCP'], ['DB_PORT_81_TCP: No file tells a port of the source for it.']],
    ['no variable of this link', 28, '"80"', ['OTHER_PORT'], ['OTHER_PORT: It is none that this link sets.']],
    ['no port at all', 28, '', 'ports', ['DB_PORTS: No file tells a port of the source for it.']],
  ])('%s', (_title, engine, expose, wanted, expected) => {
    expect(values(inputOf(file(expose), { engine }), wanted)).toEqual(expected);
  });

  it('takes the ports from the names where nobody knows what the image exposes', () => {
    const input = inputOf(file(''), { isKnown: false });
    expect(values(input, ['DB_PORT', 'DB_PORT_5432_TCP_ADDR'])).toEqual(['DB_PORT=tcp://db:5432', 'DB_PORT_5432_TCP_ADDR=db']);
    expect(values(input, ['DB_PORT'])).toEqual(['DB_PORT: No file tells a port of the source for it.']);
  });

  it.each<[string, string, string, string | null]>([
    ['a written value', ', environment: {PASSWORD: secret}', '${PASSWORD}', 'PASSWORD'],
    ['a value of the image', '', '${PASSWORD}', 'PASSWORD'],
    ['what comes from elsewhere', ', environment: {PASSWORD: "${SHOP_PASSWORD:?}"}', '${SHOP_PASSWORD:?}', null],
    ['what is handed through', ', environment: [PASSWORD]', '${PASSWORD}', null],
    ['a default that is a secret itself', ', environment: {PASSWORD: "${P:-secret}"}', '${PASSWORD}', 'PASSWORD'],
  ])('never copies a value of the source: %s', (_title, rest, value, needs) => {
    expect(shimsFor(inputOf(file('"80"', rest)), ['DB_ENV_PASSWORD']).shims).toEqual([{ name: 'DB_ENV_PASSWORD', value, needs }]);
    expect(values(inputOf(file('"80"', rest)), 'all').join()).not.toContain('ENV');
  });

  it('leaves what the receiver sets itself', () => {
    const text = 'web: {image: x, links: ["db"], environment: {DB_PORT: "1"}}\ndb: {image: y, expose: ["80"]}\n';
    expect(values(inputOf(text), 'all').join()).not.toContain('DB_PORT=');
    expect(values(inputOf(text), ['DB_PORT'])).toEqual(['DB_PORT: `web` sets it already.']);
  });
});
