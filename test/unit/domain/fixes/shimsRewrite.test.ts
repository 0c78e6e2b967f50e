import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { fileLinks } from '../../../../src/domain/compose/fileLinks.ts';
import { readProject } from '../../../../src/domain/compose/project/readProject.ts';
import type { WantedShims } from '../../../../src/domain/fixes/shims.ts';
import { shimsRewrite, withSettings } from '../../../../src/domain/fixes/shimsRewrite.ts';
import { readCompose } from '../../../../src/syntax/compose/read.ts';
import type { ComposeCapture } from '../../../golden/composeCapture.ts';

const ONE = [
  { name: 'A_PORT', value: 'tcp://a:80' },
  { name: 'A_PORT_80_TCP_PORT', value: '80' },
  { name: 'A_NAME', value: '/web/a' },
  { name: 'A_ENV_X', value: '${X}' },
];

const text = (result: ReturnType<typeof withSettings>): string => (typeof result === 'string' ? result : result.text);

const MAP = (indent: string) =>
  ['A_PORT: tcp://a:80', 'A_PORT_80_TCP_PORT: "80"', 'A_NAME: /web/a', 'A_ENV_X: "${X}"'].map((line) => `${indent}${line}\n`).join('');
const LIST = (indent: string) =>
  ['A_PORT=tcp://a:80', 'A_PORT_80_TCP_PORT=80', 'A_NAME=/web/a', 'A_ENV_X=${X}'].map((line) => `${indent}- ${line}\n`).join('');

describe('variables for a service', () => {
  it.each<[string, string, string]>([
    [
      'into a map',
      'services:\n  web:\n    environment:\n      B: c # d\n    image: x\n',
      `services:\n  web:\n    environment:\n      B: c # d\n${MAP('      ')}    image: x\n`,
    ],
    ['into a list', 'services:\n  web:\n    environment:\n    - B=c\n', `services:\n  web:\n    environment:\n    - B=c\n${LIST('    ')}`],
    [
      'into an empty one',
      'services:\n  web:\n    environment:\n    image: x\n',
      `services:\n  web:\n    environment:\n${MAP('      ')}    image: x\n`,
    ],
    [
      'where there is none',
      'services:\n  web:\n    image: x\n\n  db: {image: y}\n',
      `services:\n  web:\n    image: x\n    environment:\n${MAP('      ')}\n  db: {image: y}\n`,
    ],
    [
      'in the form of the other services',
      'services:\n  web:\n    image: x\n  db: {environment: [C=d]}\n',
      `services:\n  web:\n    image: x\n    environment:\n${LIST('      ')}  db: {environment: [C=d]}\n`,
    ],
    [
      'into a map in brackets',
      'services: {web: {environment: {B: c}}}\n',
      'services: {web: {environment: {B: c, A_PORT: tcp://a:80, A_PORT_80_TCP_PORT: "80", A_NAME: /web/a, A_ENV_X: "${X}"}}}\n',
    ],
    [
      'into a list in brackets',
      'services: {web: {environment: [B=c]}}\n',
      "services: {web: {environment: [B=c, A_PORT=tcp://a:80, A_PORT_80_TCP_PORT=80, A_NAME=/web/a, 'A_ENV_X=${X}']}}\n",
    ],
    [
      'into a service in brackets',
      'services: {web: {image: x}}\n',
      'services: {web: {image: x, environment: {A_PORT: tcp://a:80, A_PORT_80_TCP_PORT: "80", A_NAME: /web/a, A_ENV_X: "${X}"}}}\n',
    ],
    [
      'into a v1 file, with its line ends',
      'web:\r\n    image: x\r\n',
      `web:\r\n    image: x\r\n    environment:\r\n${MAP('        ').replaceAll('\n', '\r\n')}`,
    ],
    [
      'beside a merge key',
      'x-a: &a {C: d}\nservices:\n  web:\n    environment:\n      <<: *a\n',
      `x-a: &a {C: d}\nservices:\n  web:\n    environment:\n      <<: *a\n${MAP('      ')}`,
    ],
    [
      'above a block of text',
      'services:\n  web:\n    environment:\n      B: |+\n        c\n\n',
      `services:\n  web:\n    environment:\n${MAP('      ')}      B: |+\n        c\n\n`,
    ],
  ])('%s', (_title, before, after) => {
    expect(text(withSettings(before, 'web', ONE))).toBe(after);
  });

  it.each<[string, string, string]>([
    [
      'an anchor',
      'services:\n  web:\n    environment: &e {B: c}\n  db: {environment: *e}\n',
      '`environment` is shared through an anchor or has a tag.',
    ],
    [
      'another’s anchor',
      'services:\n  db: {environment: &e {B: c}}\n  web: {environment: *e}\n',
      '`environment` is not written in the service’s own text.',
    ],
    ['a merge key', 'x-a: &a {environment: {B: c}}\nservices:\n  web: {<<: *a}\n', '`environment` comes through a merge key.'],
    [
      'the service’s own anchor',
      'services:\n  web: &w {image: x}\n  b: *w\n',
      '`web` has an anchor or a tag, so others may take the change over.',
    ],
    ['no such service', 'services:\n  db: {image: x}\n', '`web` has no text of its own in this file.'],
  ])('not where %s stands', (_title, before, reason) => {
    expect(text(withSettings(before, 'web', ONE))).toBe(reason);
  });

  it('quotes what a YAML of some version would read as something else', () => {
    const settings = [
      { name: 'yes', value: 'on' },
      { name: 'A', value: 'a: b' },
      { name: 'B', value: "it's #1" },
      { name: 'C', value: 'tcp://a:1,udp://a:1' },
    ];
    const map = text(withSettings('services:\n  web:\n    image: x\n', 'web', settings));
    expect(map).toContain(`      'yes': "on"\n      A: "a: b"\n      B: "it's #1"\n      C: "tcp://a:1,udp://a:1"\n`);
    const list = text(withSettings('services: {web: {environment: [X=y]}}\n', 'web', settings));
    expect(list).toContain(`[X=y, yes=on, 'A=a: b', 'B=it''s #1', 'C=tcp://a:1,udp://a:1']`);
  });
});

describe('the variables of a link', () => {
  function rewrite(source: string, wanted: WantedShims) {
    const reading = readCompose(source);
    if (reading.kind !== 'compose') throw new Error(source);
    const { services, format } = reading.file;
    const [link] = fileLinks(reading.file, []);
    if (!link) throw new Error('no link');
    const service = (name: string | null) => services.find((each) => each.name === name);
    const around = { format, project: null, image: { exposed: ['3306/tcp'], env: [], complete: true }, engine: 28 };
    return shimsRewrite(
      { path: 'docker-compose.yml', text: source },
      { link, source: service(link.target), receiver: service('web'), ...around },
      wanted,
    );
  }

  const LINKED = 'services:\n  db: {image: h3-db}\n  web:\n    image: h3-base\n    links: ["db:database"]\n';

  it('are set while the link is in place, and it is said what that means', () => {
    expect(rewrite(LINKED, ['DATABASE_PORT_3306_TCP_ADDR', 'DATABASE_ENV_P', 'DATABASE_PORT_1_TCP'])).toMatchObject({
      kind: 'rewrite',
      row: 'variables',
      title: 'Set the variables of link "db:database" in `environment` of web',
      files: [{ text: `${LINKED}    environment:\n      DATABASE_PORT_3306_TCP_ADDR: database\n      DATABASE_ENV_P: "\${P}"\n` }],
      changed: [
        'the values have the name database where the link puts an address: code that takes nothing but an address fails',
        'P has to be given to Compose, in .env or in its own environment',
        'DATABASE_PORT_1_TCP is not set: No file tells a port of the source for it',
      ],
      consent: 'asks',
    });
  });

  it('are refused with the reason where none can be set', () => {
    expect(rewrite(LINKED, ['DATABASE_PORT_1_TCP'])).toMatchObject({
      kind: 'refused',
      reason: 'DATABASE_PORT_1_TCP: No file tells a port of the source for it.',
    });
  });

  it.each(['1.29.2--20.10.24', '2.26.1--29.7.2'])('%s: the captured variables are those that we set', (programs) => {
    const captured = JSON.parse(
      readFileSync(new URL(`../../../golden/captures/compose-${programs}--v3-alias-replaced-env.json`, import.meta.url), 'utf8'),
    ) as ComposeCapture;
    const web = captured.containers.find(({ service }) => service === 'web');
    const real = web?.pid1_env?.filter((entry) => entry.startsWith('DATABASE_'));
    const result = rewrite(LINKED, real?.map((entry) => entry.split('=')[0] ?? '') ?? []);
    if (result.kind === 'refused') throw new Error(result.reason);
    const ours = readProject({ reader: 'compose-2', files: ['f'] }, () => result.files[0]?.text ?? null).services.find(
      ({ name }) => name === 'web',
    );
    expect(ours?.environment.map(({ name, value }) => `${name}=${value ?? ''}`).sort()).toEqual(real?.toSorted());
    expect(real).toHaveLength(5);
  });
});
