import { expect, test } from 'vitest';
import type { FileLink } from '../../../../src/domain/compose/fileLinks.ts';
import { usageFindings } from '../../../../src/domain/usages/findings.ts';
import { namesRead } from '../../../../src/domain/usages/namesRead.ts';
import { projectUsages } from '../../../../src/domain/usages/projectUsages.ts';
import type { ProjectUsage, Receiver } from '../../../../src/domain/usages/projectUsages.ts';
import type { Language } from '../../../../src/syntax/usages/language.ts';
import { scanUsages } from '../../../../src/syntax/usages/scan.ts';

const range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

interface World {
  readonly target: 28 | 29;
  readonly mechanism?: FileLink['mechanism'];
  readonly environment?: readonly string[];
  readonly image?: null;
  readonly language?: Language;
}

function usagesOf(
  text: string,
  { target, mechanism = 'legacy', environment = [], image, language = 'javascript' }: World,
): readonly ProjectUsage[] {
  const link: FileLink = {
    service: 'web',
    kind: 'links',
    target: 'db',
    alias: 'db',
    raw: 'db',
    range,
    malformed: false,
    mechanism,
    targetState: 'defined',
  };
  const receiver: Receiver = {
    service: 'web',
    compose: '/p/compose.yaml',
    range,
    target,
    links: [{ link, names: ['db'], ports: ['3306/tcp'] }],
    files: { context: '/p', copied: ['.'], dockerfile: null, mounts: [] },
    environment: new Set(environment),
    image: image === null ? null : new Set(),
  };
  const file = { path: '/p/app', usages: scanUsages(text, language), bindings: [], kubernetes: [], gitlab: [], ignores: [] };
  return projectUsages([file], { receivers: [receiver], target: 30 });
}

test.each<readonly [string, string, World, string | null]>([
  ['not set', 'process.env.DB_PORT_3306_TCP_ADDR', { target: 29 }, 'usage-not-set warning Docker 29 does not set it'],
  ['set', 'process.env.DB_PORT_3306_TCP_ADDR', { target: 28 }, null],
  ['a default', 'process.env.DB_PORT_3306_TCP_ADDR || "db"', { target: 29 }, 'usage-not-set information the code has a default'],
  ['a pattern', 'process.env["DB_PORT_" + port + "_TCP_ADDR"]', { target: 29 }, 'usage-not-set information This may read'],
  ['a project network', 'process.env.DB_PORT_3306_TCP_ADDR', { target: 28, mechanism: 'dns' }, 'usage-not-set warning on any engine'],
  ['a slip', 'process.env.DB_PORT_3360_TCP_ADDR', { target: 28 }, 'usage-no-link warning Did you mean DB_PORT_3306_TCP_ADDR?'],
  ['no link', 'process.env.REDIS_PORT_6379_TCP_ADDR', { target: 28 }, 'usage-no-link warning no link of "web" gives it'],
  ['no link, a default', 'process.env.REDIS_PORT_6379_TCP_ADDR || ""', { target: 28 }, 'usage-no-link warning no link of'],
  ['nobody knows the image', 'process.env.REDIS_PORT_6379_TCP_ADDR', { target: 28, image: null }, null],
  ['set by hand', 'process.env.DB_PORT_3306_TCP_ADDR', { target: 29, environment: ['DB_PORT_3306_TCP_ADDR'] }, null],
  ['a number', 'parseInt(process.env.DB_PORT, 10)', { target: 28 }, 'usage-number warning wanted as a number'],
  ['a number by its default', 'const port = process.env.DB_PORT || 3306', { target: 28 }, 'usage-number warning wanted as a number'],
  ['a number in Python', 'int(os.environ["DB_PORT"])', { target: 28, language: 'python' }, 'usage-number warning'],
  ['a number in Ruby', 'ENV["DB_PORT"].to_i', { target: 28, language: 'ruby' }, 'usage-number warning'],
  ['a number in PHP', '<?php $p = (int) getenv("DB_PORT") ?: 3306;', { target: 28, language: 'php' }, 'usage-number warning'],
  ['a number in Go', 'n, _ := strconv.Atoi(os.Getenv("DB_PORT"))', { target: 28, language: 'go' }, 'usage-number warning'],
  ['a number, nobody knows the image', 'parseInt(process.env.DB_PORT, 10)', { target: 28, image: null }, 'usage-number information'],
  ['an own number', 'parseInt(process.env.DB_PORT, 10)', { target: 28, environment: ['DB_PORT'] }, null],
  ['a URL', 'url.parse(process.env.DB_PORT)', { target: 28 }, null],
  ['a secret', 'process.env.DB_ENV_MYSQL_ROOT_PASSWORD', { target: 28 }, 'usage-secret information a secret of "db"'],
  ['no secret', 'process.env.DB_ENV_MYSQL_VERSION', { target: 28 }, null],
])('%s', (_title, text, world, expected) => {
  const found = usageFindings(usagesOf(text, world));
  if (expected === null) expect(found).toEqual([]);
  else {
    const [code = '', severity = '', ...words] = expected.split(' ');
    expect(found.map((one) => [one.code, one.severity])).toEqual([[code, severity]]);
    expect(found[0]?.message).toContain(words.join(' '));
  }
});

test('comments silence what is said of a reader, and those that silence nothing are told', () => {
  const text = 'process.env.DB_PORT_3306_TCP_ADDR; process.env.DB_PORT_3360_TCP_ADDR';
  const range = { start: { line: 0, character: 80 }, end: { line: 0, character: 99 } };
  const ignores = ['usage-not-set', 'usage-secret'].map((code) => ({ code, range, line: 0 }));
  const told = (target: 28 | 29): readonly string[] =>
    usageFindings(usagesOf(text, { target }), [{ path: '/p/app', ignores }]).map(({ code, message }) => `${code} ${message.slice(0, 40)}`);
  expect(told(29)).toEqual([
    'usage-no-link This reads DB_PORT_3360_TCP_ADDR, but th',
    'ignore-unused There is no finding "usage-secret" here ',
  ]);
  expect(told(28)).toHaveLength(3);
});

test('each service answers for the engine of its own folder', () => {
  const [own] = usagesOf('process.env.DB_PORT_3306_TCP_ADDR', { target: 28 });
  expect([own?.target, own?.suppliedBy]).toEqual([28, 'link']);
});

test('the names a service reads, each once', () => {
  const usages = usagesOf('process.env.DB_PORT; process.env.DB_NAME; process.env.DB_PORT; env["DB_PORT_" + x + "_TCP"]', { target: 28 });
  expect(namesRead(usages, 'web')).toEqual(['DB_NAME', 'DB_PORT']);
  expect(namesRead(usages, 'db')).toEqual([]);
});
