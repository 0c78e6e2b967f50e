import { describe, expect, it } from 'vitest';
import { readDockerfile } from '../../../../src/syntax/dockerfile/read.ts';
import { Lines } from '../../../../src/syntax/text.ts';
import type { Range } from '../../../../src/syntax/text.ts';

const covered = (text: string, range: Range) => {
  const { start, end } = new Lines(text).span(range);
  return text.slice(start, end);
};
const exposed = (text: string, target?: string) => readDockerfile(text, target).expose.map(({ value }) => value);
const variables = (text: string) => readDockerfile(text).env.map(({ name, value }) => [name, value]);

describe('EXPOSE', () => {
  it.each([
    ['EXPOSE 80', ['80']],
    ['expose 80 53/udp 8000-8010', ['80', '53/udp', '8000-8010']],
    ['EXPOSE 80 \\\n  # why\n  81', ['80', '81']],
    ['EXPOSE "80" \'81\'', ['80', '81']],
    ['EXPOSE 80\nEXPOSE 81', ['80', '81']],
    ['EXPOSE $PORT ${PORT}/udp', ['$PORT', '${PORT}/udp']],
    ['ENV PORT=3306\nEXPOSE $PORT ${PORT}/udp', ['3306', '3306/udp']],
    ['ARG PORT=3306\nEXPOSE $PORT', ['$PORT']],
    ['#EXPOSE 80', []],
    ['ONBUILD EXPOSE 80', []],
    ['RUN <<EOF\nEXPOSE 80\nEOF', []],
    ['RUN echo \\\nEXPOSE 80', []],
  ])('%j', (lines, expected) => {
    expect(exposed(`FROM x\n${lines}\n`)).toEqual(expected);
    expect(exposed(`\uFEFFFROM x\r\n${lines.replaceAll('\n', '\r\n')}`)).toEqual(expected);
  });

  it('has the place of each item', () => {
    const text = 'FROM x\nEXPOSE 80 \\\r\n  "53/udp"\n';
    expect(readDockerfile(text).expose.map(({ range }) => covered(text, range))).toEqual(['80', '"53/udp"']);
  });

  it('heeds the escape directive', () => {
    expect(exposed('# escape=`\nFROM x\nEXPOSE 80 `\n  81\n')).toEqual(['80', '81']);
  });
});

describe('ENV', () => {
  it.each([
    ['ENV A=b', [['A', 'b']]],
    [
      'ENV A=b B="c d" C=e\\ f',
      [
        ['A', 'b'],
        ['B', 'c d'],
        ['C', 'e f'],
      ],
    ],
    [
      'ENV A=b \\\n    B=c',
      [
        ['A', 'b'],
        ['B', 'c'],
      ],
    ],
    ['ENV A b  c', [['A', 'b  c']]],
    ['ENV A say "b c"', [['A', 'say b c']]],
    ['ENV A=', [['A', '']]],
    ['ENV A=""', [['A', '']]],
    [
      'ENV A=b\nENV B=c\nENV A=d',
      [
        ['B', 'c'],
        ['A', 'd'],
      ],
    ],
    [
      'ENV A=b\nENV B=$A/c C=${A}',
      [
        ['A', 'b'],
        ['B', 'b/c'],
        ['C', 'b'],
      ],
    ],
    [
      'ENV A=b B=$A',
      [
        ['A', 'b'],
        ['B', null],
      ],
    ],
    ['ENV A=$B', [['A', null]]],
    ['ENV A=${B:-c}', [['A', null]]],
    ["ENV A='$B'", [['A', '$B']]],
    ['ENV', []],
    ['ENV A', []],
    ['ENV =b', []],
  ])('%j', (lines, expected) => {
    expect(variables(`FROM x\n${lines}\n`)).toEqual(expected);
  });

  it('has the place from name to value', () => {
    const text = 'FROM x\nENV A=b B="c d"\nENV C d e\n';
    expect(readDockerfile(text).env.map(({ range }) => covered(text, range))).toEqual(['A=b', 'B="c d"', 'C d e']);
  });
});

describe('stages', () => {
  const text = [
    'ARG TAG=1',
    'FROM base:1 AS build',
    'ENV A=1',
    'EXPOSE 1',
    'FROM other:2 AS Run',
    'EXPOSE 2',
    'FROM build',
    'ENV B=2',
    'EXPOSE 3',
    '',
  ].join('\n');

  it('take the last one, with what the stage has that it starts from', () => {
    expect(readDockerfile(text)).toMatchObject({
      from: 'base:1',
      expose: [{ value: '1' }, { value: '3' }],
      env: [{ name: 'A' }, { name: 'B' }],
      fault: null,
    });
  });

  it.each([
    ['run', 'other:2', ['2']],
    ['1', 'other:2', ['2']],
    ['build', 'base:1', ['1']],
    ['nowhere', 'base:1', ['1', '3']],
  ])('may be asked for as %s', (target, from, ports) => {
    expect(readDockerfile(text, target).from).toBe(from);
    expect(exposed(text, target)).toEqual(ports);
  });

  it.each([
    ['FROM $BASE', null],
    ['FROM x:${TAG}', null],
    ['FROM --platform=$P x:1 AS a', 'x:1'],
    ['FROM registry:5000/x@sha256:abc', 'registry:5000/x@sha256:abc'],
    ['FROM scratch', 'scratch'],
    ['FROM', null],
    ['', null],
  ])('%j starts from %s', (lines, from) => {
    expect(readDockerfile(lines).from).toBe(from);
  });
});

describe('odd texts', () => {
  it.each([
    '\\',
    'ENV \\',
    'ENV "\\',
    'FROM\nENV\nEXPOSE\n',
    'RUN <<',
    'RUN <<EOF <<EOF',
    'ONBUILD',
    'HEALTHCHECK',
    '{{ if }}\nFROM {{x}}',
    '\0',
    '# escape=',
    'ENV A="b\nEXPOSE 80',
    'FROM a AS',
    'COPY --from',
    'ADD ["',
  ])('%j does not throw', (text) => {
    expect(() => readDockerfile(text)).not.toThrow();
    expect(() => readDockerfile(`FROM x\n${text}`)).not.toThrow();
  });
});
