import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { languageOf } from '../../../../src/syntax/usages/language.ts';
import type { Language } from '../../../../src/syntax/usages/language.ts';
import { scanUsages } from '../../../../src/syntax/usages/scan.ts';
import { FILES } from '../../../usages/files.ts';
import { snippetsOf } from '../../../usages/snippets.ts';

const folder = fileURLToPath(new URL('../../../usages/', import.meta.url));
const NAME = 'DB_PORT_3306_TCP_ADDR';
const languages = [...new Set(Object.values(FILES).flatMap((file) => languageOf(file, '') ?? []))];

test.each([
  ['docker-compose.prod.yml', '', 'compose'],
  ['deploy/Dockerfile.web', '', 'dockerfile'],
  ['C:\\app\\run.SH', '', 'shell'],
  ['bin/start', '#!/usr/bin/env python3\n', 'python'],
  ['bin/start', '#!/bin/sh\n', 'shell'],
  ['bin/start', 'echo', null],
  ['conf/haproxy.cfg', '', 'haproxy'],
  ['.env', '', null],
  ['README.md', '', null],
  ['constructor', '', null],
  ['a.constructor', '', null],
])('%s is %s', (path, text, expected) => {
  expect(languageOf(path, text)).toBe(expected);
});

test('places count UTF-16 units', () => {
  const [usage] = scanUsages(`# 😀\r\nputs '😀', ENV['${NAME}']`, 'ruby');
  expect(usage?.range).toEqual({ start: { line: 1, character: 16 }, end: { line: 1, character: 16 + NAME.length } });
});

describe('whatever the text is, the scan answers', () => {
  const texts = [
    ...snippetsOf(`${folder}run`).map(({ text }) => text.slice(0, Math.max(1, text.lastIndexOf('_') - 3))),
    ...snippetsOf(`${folder}documented`).map(({ text }) => text.slice(Math.floor(text.length / 3))),
    `"\${${NAME}`,
    `\${\`\${"#{${NAME}`,
    `<<A <<B <<'C'\n${NAME}`,
    `\uFEFF${NAME}\u0000\uD800`,
  ];
  test.each(languages)('%s', (language) => {
    for (const text of texts) {
      for (const { range } of scanUsages(text, language)) expect(range.start.line).toBeLessThanOrEqual(range.end.line);
    }
  });
});

/** Texts that make a careless scan look at everything again at each place. */
const REPEATED: readonly (readonly [Language, string])[] = [
  ['javascript', `"${NAME}" `],
  ['javascript', '`${'],
  ['javascript', `x = process.env.DB_PORT;\n`],
  ['javascript', `{ 'DB_PORT': `],
  ['python', `$x = getenv('DB_PORT'); `],
  ['perl', '@ENV{qw(A_NAME '],
  ['ruby', '"#{'],
  ['shell', `${NAME} `],
  ['shell', 'a = $DB_PORT '],
  ['shell', '<<A\n'],
  ['shell', '"$('],
  ['shell', 'env | grep _TCP=\n'],
  ['dockerfile', 'RUN a > b <<A\n'],
  ['make', '$(shell '],
  ['gotemplate', '{{ .Env.DB_NAME '],
  ['erb', '<% '],
  ['yaml', '_PORT'],
];

test.each(REPEATED)('%s: %j again and again ends before the runner’s limit of time', (language, piece) => {
  const text = `environ _PORT_ ${piece.repeat(80_000 / piece.length)}`;
  expect(scanUsages(text, language).length).toBeLessThan(text.length / 8);
});
