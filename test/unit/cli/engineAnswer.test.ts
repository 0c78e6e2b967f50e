import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { inspectAnswer, readInspect, targetFor } from '../../../src/cli/engineAnswer.ts';
import { engineVariablesText } from '../../../src/cli/report/engine.ts';
import { verdictsJson, verdictsText } from '../../../src/cli/report/verdicts.ts';

function inspected(name: string, more: object): object {
  return {
    Id: `${name}-id`,
    Name: `/${name}`,
    Created: '2026-01-01T11:00:00Z',
    State: { Running: true, Status: 'running', StartedAt: '2026-01-01T12:00:00Z', Pid: 1 },
    Config: { Hostname: name, Env: [], ExposedPorts: { '3306/tcp': {} } },
    HostConfig: { NetworkMode: 'default', Links: null },
    NetworkSettings: { Networks: { bridge: { IPAddress: '172.17.0.2' } } },
    ...more,
  };
}

const WEB = inspected('web', { HostConfig: { NetworkMode: 'default', Links: ['/db:/web/db'] } });
const TEXT = JSON.stringify([WEB, inspected('db', {})], null, 4);

describe('the output of docker inspect', () => {
  test('names what it does not tell, and judges for Docker 29 unless another version is named', () => {
    const { answer, problems } = inspectAnswer(TEXT, null);
    expect(problems).toEqual([]);
    if (!answer) throw new Error('no answer');
    expect(targetFor(answer, null)).toBe(29);
    const text = verdictsText(answer, null);
    expect(text).toContain('output of docker inspect, judged for Docker 29: 1 link');
    expect(text).toContain('not told by docker inspect:\n  Which version of Docker it came from');
    expect(text).toContain('unknown: Hosts file: The output of docker inspect does not tell it.');
    expect(JSON.parse(verdictsJson(answer, null))).toMatchObject({
      engines: [{ origin: 'inspect', version: null, api: null, gaps: [{ code: 'version' }, {}, {}, {}, {}] }],
    });
  });

  test.each([
    [28, 'DB_PORT=tcp://172.17.0.2:3306'],
    [29, 'Link variables are off on this engine (29)'],
  ] as const)('is taken as that of Docker %i where that is named', (target, part) => {
    const { answer } = inspectAnswer(TEXT, target);
    if (!answer) throw new Error('no answer');
    expect(targetFor(answer, target)).toBe(target);
    const text = engineVariablesText(answer);
    expect(text).toContain(`output of docker inspect, taken as Docker ${target}`);
    expect(text).toContain(part);
    expect(text).not.toContain('Which version of Docker');
  });

  test('that is cut off is read as far as it goes, and that is told', () => {
    const { answer, problems } = inspectAnswer(TEXT.slice(0, -40), null);
    expect(answer?.facts.details.map(({ name }) => name)).toEqual(['web']);
    expect(problems).toEqual(['A part of the text is cut off.']);
  });

  test.each([
    ['', 'The text is empty.'],
    [' \n', 'The text is empty.'],
    ['<!doctype html><html><body>502</body></html>', 'The text holds no container as docker inspect prints it.'],
    ['[]', 'The text holds no container as docker inspect prints it.'],
    ['{"a": 1}', 'The text holds no container as docker inspect prints it.'],
  ])('that is none is refused with one sentence: %j', (text, problem) => {
    expect(inspectAnswer(text, null)).toEqual({ answer: null, problems: [problem] });
  });
});

test('a file is read as a shell wrote it, also in UTF-16; a missing one is named', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'links-inspect-'));
  try {
    const path = join(folder, 'a.json');
    for (const bytes of [Buffer.from(TEXT), Buffer.from(`\ufeff${TEXT}`), Buffer.from(`\ufeff${TEXT}`, 'utf16le')]) {
      writeFileSync(path, bytes);
      expect((await readInspect(path, null)).answer?.facts.details).toHaveLength(2);
    }
    expect(await readInspect(join(folder, 'b.json'), null)).toEqual({ answer: null, problems: ['There is no such file or folder.'] });
  } finally {
    rmSync(folder, { recursive: true });
  }
});
