import { describe, expect, test } from 'vitest';
import { fileLinks } from '../../../../src/domain/compose/fileLinks.ts';
import { sourceFinder } from '../../../../src/domain/compose/sourceFinder.ts';
import type { TargetEngine } from '../../../../src/domain/engine/target.ts';
import { judgeLinks } from '../../../../src/domain/findings/index.ts';
import type { JudgedLink, LinkFinding } from '../../../../src/domain/findings/index.ts';
import { atLeast } from '../../../../src/domain/findings/severity.ts';
import { readCompose } from '../../../../src/syntax/compose/read.ts';

function judged(text: string, engine: TargetEngine): readonly JudgedLink[] {
  const reading = readCompose(text);
  if (reading.kind !== 'compose') throw new Error(`not a compose file: ${text}`);
  const around = {
    links: fileLinks(reading.file, []),
    sourceOf: sourceFinder(reading.file.services),
    inProjects: new Map(),
    near: () => null,
  };
  return judgeLinks(around, engine);
}

function findings(text: string, engine: TargetEngine): readonly LinkFinding[] {
  return judged(text, engine).flatMap((one) => one.findings);
}

/** What is said about each link: its code and how grave it is, the gravest first. */
function said(text: string, engine: TargetEngine): readonly string[] {
  return findings(text, engine).map(({ code, severity }) => `${code} ${severity}`);
}

/** A service on the default bridge with these links, among services without a secret. */
function bridged(...links: readonly string[]): string {
  return `web:\n  links: ${JSON.stringify(links)}\ndb: {image: x}\nqueue: {image: x}\n`;
}

describe('severity follows the mechanism and the engine', () => {
  const withMode = (mode: string) => `services:\n  web:\n    ${mode}\n    links: ["db:sql"]\n  db: {image: x}\n`;

  test.each([
    ['', 28, 'link-dns hint'],
    ['', 30, 'link-dns hint'],
    ['network_mode: bridge', 28, 'link-legacy information'],
    ['network_mode: bridge', 29, 'link-legacy warning'],
    ['network_mode: bridge', 30, 'link-legacy warning'],
    ['network_mode: host', 28, 'link-refused error'],
    ['network_mode: "container:x"', 29, 'link-refused error'],
    ['network_mode: "service:db"', 30, 'link-refused error'],
  ] as const)('%s on Docker %d is %s', (mode, engine, expected) => {
    expect(said(withMode(mode), engine)).toEqual([expected]);
  });

  test.each(['network_mode: none', 'network_mode: "${MODE}"'])('nothing is said about %s', (mode) => {
    expect(judged(withMode(mode), 29)).toMatchObject([{ findings: [], finding: null }]);
  });

  test.each(['', 'network_mode: bridge', 'network_mode: none', 'network_mode: "${MODE}"'])(
    'a missing target is an error with %s',
    (mode) => {
      expect(said(withMode(mode).replace('  db:', '  other:'), 28)).toEqual(['link-target-missing error']);
    },
  );

  test('a refused link with a missing target says what refuses it', () => {
    expect(said(withMode('network_mode: host').replace('  db:', '  other:'), 29)).toEqual(['link-refused error']);
  });

  test('too many colons are named as the reason', () => {
    expect(findings(withMode('').replace('db:sql', 'db:a:b'), 29)[0]?.message).toContain('"db:a:b" holds more than one colon');
  });

  test('only a link on a project network may be faded out', () => {
    expect(findings(withMode(''), 29)[0]?.unnecessary).toBe(true);
    expect(findings(withMode('network_mode: bridge'), 29)[0]?.unnecessary).toBe(false);
  });
});

describe('link-shares-secret', () => {
  const withSecret = (...entries: readonly string[]) =>
    `web:\n  links: ["db:sql"]\ndb:\n  image: x\n  environment: ${JSON.stringify(entries)}\n`;

  test('a secret of the source is named as the receiver sees it, without its value', () => {
    const [, finding] = findings(withSecret('MYSQL_DATABASE=shop', 'MYSQL_PASSWORD=hunter2'), 28);
    expect(finding).toMatchObject({ code: 'link-shares-secret', severity: 'information' });
    expect(finding?.message).toBe('The link "db:sql" copies what looks secret in "db" into "web": SQL_ENV_MYSQL_PASSWORD.');
  });

  test.each(['API_KEY', 'URL=amqp://u:p@queue', 'DB_PASSWORD=${DB_PASSWORD}'])('%s is a secret', (entry) => {
    expect(said(withSecret(entry), 28)).toEqual(['link-legacy information', 'link-shares-secret information']);
  });

  test.each(['KEYBOARD=us', 'PASSWORD=', 'MYSQL_PASSWORD_FILE=/run/secrets/db', 'MYSQL_ALLOW_EMPTY_PASSWORD=yes'])(
    '%s is none',
    (entry) => {
      expect(said(withSecret(entry), 28)).toEqual(['link-legacy information']);
    },
  );

  test('more than three are counted', () => {
    const [, finding] = findings(withSecret('A_KEY=1', 'B_KEY=1', 'C_KEY=1', 'D_KEY=1', 'E_KEY=1'), 28);
    expect(finding?.message).toMatch(/SQL_ENV_A_KEY, SQL_ENV_B_KEY, SQL_ENV_C_KEY and 2 more\.$/);
  });

  test('where no variable is set, none is shared', () => {
    expect(said(withSecret('API_KEY=x'), 29)).toEqual(['link-legacy warning']);
    expect(said(`services:\n  ${withSecret('API_KEY=x').trimEnd().replaceAll('\n', '\n  ')}\n`, 28)).toEqual(['link-dns hint']);
  });
});

describe('link-alias-unusable', () => {
  test.each(['db:db.example.com', 'db:1db', 'db:a b', 'db:café'])('%s on Docker 28', (link) => {
    expect(said(bridged(link), 28)).toEqual(['link-legacy information', 'link-alias-unusable information']);
  });

  test.each(['db', 'db:my-db', 'db:_x1', 'db:/a/b'])('not %s', (link) => {
    expect(said(bridged(link), 28)).toEqual(['link-legacy information']);
  });

  test('nor where no variable is set', () => {
    expect(said(bridged('db:1db'), 29)).toEqual(['link-legacy warning']);
  });
});

describe('link-prefix-collision', () => {
  test('is said of both links, before what is less grave', () => {
    const [first, second] = judged(bridged('db:my-db', 'queue:my_db'), 28);
    expect(first?.findings.map(({ code }) => code)).toEqual(['link-prefix-collision', 'link-legacy']);
    expect(first?.finding).toMatchObject({ code: 'link-prefix-collision', severity: 'warning' });
    expect(first?.finding?.message).toContain('"db:my-db" and "queue:my_db" of "web" both set MY_DB_…');
    expect(second?.finding?.message).toContain('"queue:my_db" and "db:my-db"');
  });

  test.each([
    ['other prefixes', bridged('db:a', 'queue:b'), 28],
    ['one alias twice, which is one link to the engine', bridged('db:x', 'queue:x'), 28],
    ['another receiver', 'web:\n  links: ["db:my-db"]\njob:\n  links: ["db:my_db"]\ndb: {image: x}\n', 28],
    ['an engine that sets none', bridged('db:my-db', 'queue:my_db'), 29],
  ] as const)('not of %s', (_, text, engine) => {
    expect(findings(text, engine).map(({ code }) => code)).not.toContain('link-prefix-collision');
  });
});

test('severities are ordered from hint to error', () => {
  expect(atLeast('warning', 'warning')).toBe(true);
  expect(atLeast('error', 'hint')).toBe(true);
  expect(atLeast('hint', 'information')).toBe(false);
});
