import { join } from 'node:path';
import Mocha from 'mocha';

/** Runs every suite beside it; fails when a test fails or none ran. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'tdd', color: false, timeout: 30_000 });
  mocha.addFile(join(__dirname, 'suites.cjs'));
  await new Promise<void>((resolve, reject) => {
    const runner = mocha.run((failures) => {
      if (failures > 0) reject(new Error(`${failures} tests failed`));
      else if ((runner.stats?.tests ?? 0) === 0) reject(new Error('no test ran'));
      else resolve();
    });
  });
}
