import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

// Every check of the project: node test/run.mjs [PART…] [--verbose]. A part that cannot run, or not wholly, prints `SKIP name: reason`;
// with exit code 77 it is skipped. REQUIRE=engine,ui,compose names what may not be skipped; each name must be answered for by a part.
const SKIPPED = 77;
const bin = (name) => join('node_modules', '.bin', name);

/**
 * The parts by lane: the lanes run beside each other, the parts of a lane one after the other. What opens a VS Code or a browser is in the second lane,
 * so that never two of them run at once; beside it run containers, which mostly wait, and only then what computes. Beside its own name a part answers
 * for those in `answers`.
 */
const lanes = [
  [
    { name: 'engine', command: ['node', 'test/engine/run.mjs'] },
    { name: 'compose', command: ['node', 'test/oracle/run.mjs'] },
    { name: 'types', command: [bin('tsc'), '-p', '.', '--noEmit'], check: true },
    { name: 'lint', command: [bin('eslint'), '.', '--max-warnings', '0'], check: true },
    { name: 'layers', command: [bin('depcruise'), '--config', 'test/layers.cjs', 'src'], check: true },
    { name: 'dead code', command: [bin('knip')], check: true },
    { name: 'format', command: [bin('prettier'), '--check', '--log-level=warn', '.'], check: true },
    { name: 'golden', command: ['npm', 'run', '--silent', 'golden', '--', 'test/golden/captures'] },
    { name: 'usages', command: ['node', 'test/support/runTs.mjs', 'test/usages/main.ts'] },
  ],
  [
    { name: 'package', command: ['npm', 'run', '--silent', 'package'] },
    { name: 'ui', command: ['node', 'test/ui/run.mjs'] },
    { name: 'host', command: ['node', 'test/host/run.mjs'], answers: ['ui'] },
    { name: 'start', command: ['node', 'test/ui/start.mjs'], answers: ['ui'] },
    { name: 'unit', command: [bin('vitest'), 'run', '-c', 'test/vitest.config.ts'] },
  ],
];

const parts = lanes.flat();
const namesOf = ({ name, answers = [] }) => [name, ...answers];
const verbose = process.argv.includes('--verbose');
const wanted = new Set(process.argv.slice(2).filter((word) => !word.startsWith('--')));
const required = new Set((process.env.REQUIRE ?? '').split(/[,\s]+/).filter(Boolean));
const chosen = ({ name, check }) => wanted.size === 0 || wanted.has(name) || (check && wanted.has('check'));

const known = new Set(parts.flatMap(({ name, check }) => (check ? [name, 'check'] : [name])));
const strange = [...wanted].filter((name) => !known.has(name));
if (strange.length > 0) {
  console.error(`unknown part: ${strange.join(', ')}; there are ${[...known].join(', ')}`);
  process.exit(2);
}
const answered = new Set(parts.flatMap(namesOf));
const unanswered = [...required].filter((name) => !answered.has(name));
for (const name of unanswered)
  console.log(`failed   REQUIRE names ${name}, and no part answers for that; there are ${[...answered].join(', ')}`);

const started = performance.now();
const results = (await Promise.all(lanes.map(runLane))).flat();
for (const { name, skips } of results)
  for (const { part, reason } of skips) console.log(`skipped: ${part === name ? '' : `${name}: `}${part}: ${reason}`);
const count = (state) => results.filter((result) => result.state === state).length;
const sum = (key) => results.reduce((total, { counts }) => total + counts[key], 0);
const failures = count('failed') + unanswered.length;
console.log(`in all  ${seconds(started).padStart(6)} s`);
console.log(`${count('passed')} parts passed, ${failures} failed, ${count('skipped')} skipped`);
// Every single test, and each part that counts none as one.
console.log(
  `${sum('passed')} passed, ${sum('failed') + unanswered.length} failed${sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : ''}`,
);
process.exitCode = failures > 0 || results.length === 0 ? 1 : 0;

async function runLane(lane) {
  const ended = [];
  for (const part of lane.filter(chosen)) ended.push(await run(part));
  return ended;
}

/** Runs a part and says how it ended; its output is shown when it failed, or with --verbose. */
async function run(part) {
  const from = performance.now();
  const { code, output } = await outputOf(part.command);
  const skips = [...output.matchAll(/^\s*SKIP ([^:\n]+): (.*?)\r?$/gm)].map(([, name, reason]) => ({ part: name, reason }));
  const bound = namesOf(part).some((name) => required.has(name));
  const missing = skips.filter((skip) => bound || required.has(skip.part));
  const silent = code === SKIPPED && skips.length === 0;
  const failed = (code !== 0 && code !== SKIPPED) || silent || missing.length > 0;
  const state = failed ? 'failed' : code === SKIPPED ? 'skipped' : 'passed';
  const partly = state === 'passed' && skips.length > 0 ? ` (without ${skips.map((skip) => skip.part).join(', ')})` : '';
  console.log(`${state.padEnd(8)}${seconds(from).padStart(6)} s  ${part.name}${partly}`);
  if (silent) console.log(`  | ${part.name} ended as skipped and gave no reason`);
  for (const skip of missing) console.log(`  | REQUIRE=${[...required].join(',')} does not allow to skip ${skip.part}: ${skip.reason}`);
  if ((failed || verbose) && output.trim() !== '') console.log(output.trimEnd().replaceAll(/^/gm, '  | '));
  return { name: part.name, state, skips, counts: countsOf(output, state, skips.length) };
}

function outputOf([program, ...args]) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (data) => (output += data));
    child.on('error', (error) => resolve({ code: 1, output: String(error) }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** The tests of a part as vitest, mocha or the part itself counts them in its last such line; a part that counts none is one check. */
function countsOf(output, state, skips) {
  const counts = { passed: 0, failed: 0, skipped: skips };
  const plain = stripVTControlCharacters(output);
  const vitest = [...plain.matchAll(/^\s*Tests\s+(\d+ .*)$/gm)].at(-1)?.[1];
  const own = [...plain.matchAll(/^(\d+ passed, \d+ failed.*)$/gm)].at(-1)?.[1];
  const mocha = [...plain.matchAll(/^\s*(\d+ (?:passing|pending|failing))\b/gm)].map((line) => line[1]).join(', ');
  for (const [, number, word] of (vitest ?? own ?? mocha).matchAll(/(\d+) (pass|fail|skip|pend|todo)/g)) {
    counts[word === 'pass' ? 'passed' : word === 'fail' ? 'failed' : 'skipped'] += Number(number);
  }
  if (state === 'failed') counts.failed = Math.max(counts.failed, 1);
  else if (state === 'passed') counts.passed = Math.max(counts.passed, 1);
  return counts;
}

function seconds(from) {
  return ((performance.now() - from) / 1000).toFixed(1);
}
