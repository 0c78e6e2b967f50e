import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Capture } from './capture.ts';
import { isComposeCapture } from './composeCapture.ts';
import { compareCompose } from './composeDerive.ts';
import { compare } from './derive.ts';
import { compareResolves } from './resolves.ts';
import type { Outcome } from './derive.ts';

/** Names that were looked up in containers and lead where they were computed to lead, and the captures that have some. */
const looked = { names: 0, captures: 0 };

/** Every outcome of one file; a file that is no capture fails. */
function judge(path: string): readonly Outcome[] {
  try {
    const json = JSON.parse(readFileSync(path, 'utf8')) as Partial<Capture>;
    if (isComposeCapture(json)) return compareCompose(json);
    if (!json.engine || !json.phases) return [{ what: 'capture', result: 'failed', reason: 'this is no capture' }];
    const names = compareResolves(json as Capture);
    const equal = names.filter(({ result }) => result === 'passed').length;
    looked.names += equal;
    looked.captures += equal > 0 ? 1 : 0;
    return [...compare(json as Capture), ...names];
  } catch (error) {
    return [{ what: 'capture', result: 'failed', reason: String(error) }];
  }
}

function main(folder: string | undefined): number {
  if (folder === undefined || !existsSync(folder)) {
    console.error(folder === undefined ? 'usage: npm run golden -- DIR' : `There is no folder ${folder}.`);
    return 2;
  }
  const count = { passed: 0, failed: 0, 'not comparable': 0 };
  const reasons = new Map<string, number>();
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.json') && name !== 'index.json')
    .sort()) {
    for (const { what, result, reason } of judge(join(folder, file))) {
      count[result] += 1;
      if (result === 'failed') console.log(`${file}: ${what}: ${reason}`);
      const kind = reason.replace(/the link \S+|of \S+/, (part) => part.replace(/\S+$/, '…'));
      if (result === 'not comparable') reasons.set(kind, (reasons.get(kind) ?? 0) + 1);
    }
  }
  console.log(`${count['not comparable']} not comparable`);
  for (const [reason, times] of [...reasons].sort((a, b) => b[1] - a[1])) console.log(`  ${times} ${reason}`);
  console.log(`${looked.names} names looked up in ${looked.captures} captures lead where they are computed to`);
  console.log(`${count.passed} passed, ${count.failed} failed`);
  return count.failed > 0 || count.passed === 0 ? 1 : 0;
}

process.exitCode = main(process.argv[2]);
