import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Capture } from '../golden/capture.ts';
import { compare } from '../golden/derive.ts';

const folder = new URL('../golden/captures/', import.meta.url);

describe('what real engines injected is what the core derives', () => {
  for (const file of readdirSync(folder).filter((name) => name.endsWith('.json'))) {
    test(file, () => {
      const outcomes = compare(JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Capture);
      expect(outcomes.filter(({ result }) => result === 'failed')).toEqual([]);
      expect(outcomes.length).toBeGreaterThan(0);
    });
  }
});

test('a value that differs from the captured one is found', () => {
  const capture = JSON.parse(readFileSync(new URL('20.10.24--single-port.json', folder), 'utf8')) as Capture;
  const phases = capture.phases.map((phase) => ({
    ...phase,
    pid1_env: phase.pid1_env?.map((entry) => (entry === 'DB_PORT_3306_TCP_PORT=3306' ? 'DB_PORT_3306_TCP_PORT=3307' : entry)) ?? null,
    etc_hosts: '127.0.0.1\tlocalhost\n',
  }));
  const failed = compare({ ...capture, phases }).filter(({ result }) => result === 'failed');
  expect(failed.map(({ what }) => what)).toEqual(['run: variables', 'run: hosts']);
});
