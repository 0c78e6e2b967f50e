import { spawn } from 'node:child_process';
import { join } from 'node:path';

// Every check of the project: node test/run.mjs [PART…] [--verbose]. A part that cannot run exits with 77 and prints `SKIP name: reason`;
// a skip of what REQUIRE names (REQUIRE=engine,ui,compose) is a failure.
const SKIPPED = 77;
const bin = (name) => join('node_modules', '.bin', name);

/** The parts by lane: the two lanes run beside each other, the parts of a lane one after the other. */
const lanes = [
  [
    { name: 'types', command: [bin('tsc'), '-p', '.', '--noEmit'], check: true },
    { name: 'lint', command: [bin('eslint'), '.', '--max-warnings', '0'], check: true },
    { name: 'layers', command: [bin('depcruise'), '--config', 'test/layers.cjs', 'src'], check: true },
    { name: 'dead code', command: [bin('knip')], check: true },
    { name: 'format', command: [bin('prettier'), '--check', '--log-level=warn', '.'], check: true },
    { name: 'unit', command: [bin('vitest'), 'run', '-c', 'test/vitest.config.ts'] },
    { name: 'golden', command: ['npm', 'run', '--silent', 'golden', '--', 'test/golden/captures'] },
    { name: 'compose', command: ['node', 'test/oracle/run.mjs'] },
    { name: 'start', command: ['node', 'test/ui/start.mjs'] },
  ],
  [
    { name: 'package', command: ['npm', 'run', '--silent', 'package'] },
    { name: 'ui', command: ['node', 'test/ui/run.mjs'] },
    { name: 'host', command: ['node', 'test/host/run.mjs'] },
    { name: 'engine', command: ['node', 'test/engine/run.mjs'] },
  ],
];

const verbose = process.argv.includes('--verbose');
const wanted = new Set(process.argv.slice(2).filter((word) => !word.startsWith('--')));
const required = new Set((process.env.REQUIRE ?? '').split(',').filter(Boolean));
const chosen = ({ name, check }) => wanted.size === 0 || wanted.has(name) || (check && wanted.has('check'));

/** Runs a part and says how it ended; its output is shown when it failed, or with --verbose. */
async function run({ name, command }) {
  const started = performance.now();
  const { code, output } = await new Promise((resolve) => {
    const child = spawn(command[0], command.slice(1), { stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' });
    let text = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (data) => (text += data));
    child.on('error', (error) => resolve({ code: 1, output: String(error) }));
    child.on('close', (status) => resolve({ code: status ?? 1, output: text }));
  });
  const skips = [...output.matchAll(/^SKIP (\S+?): (.*)$/gm)].map(([, part, reason]) => ({ part, reason }));
  const missing = skips.filter(({ part }) => required.has(part));
  const failed = (code !== 0 && code !== SKIPPED) || (code === SKIPPED && skips.length === 0) || missing.length > 0;
  const state = failed ? 'failed' : code === SKIPPED ? 'skipped' : 'passed';
  console.log(`${state.padEnd(8)}${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s  ${name}`);
  if (failed || verbose) console.log(output);
  return { name, state, skips };
}

async function runLane(parts) {
  const results = [];
  for (const part of parts.filter(chosen)) results.push(await run(part));
  return results;
}

const known = lanes.flat().flatMap(({ name, check }) => (check ? [name, 'check'] : [name]));
const strange = [...wanted].filter((name) => !known.includes(name));
if (strange.length > 0) {
  console.error(`unknown part: ${strange.join(', ')}; there are ${[...new Set(known)].join(', ')}`);
  process.exit(2);
}
const results = (await Promise.all(lanes.map(runLane))).flat();
const count = (state) => results.filter((result) => result.state === state).length;
for (const { part, reason } of results.flatMap(({ skips }) => skips)) console.log(`skipped: ${part}: ${reason}`);
console.log(`${count('passed')} parts passed, ${count('failed')} failed, ${count('skipped')} skipped`);
process.exitCode = count('failed') > 0 || results.length === 0 ? 1 : 0;
