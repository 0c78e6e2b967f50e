import { spawn } from 'node:child_process';
import type { Reader } from './snippets.ts';

interface Outcome {
  readonly code: number | null;
  readonly output: string;
}

interface Difference {
  readonly withIt: Outcome;
  readonly without: Outcome;
}

type RunWith = (names: readonly string[]) => Promise<Outcome>;

/**
 * Which of the variables a program reads. It runs with and without each, beside all others and alone: it reads the variable if what it
 * says or how it ends differs. It has a default if without the variable it ends well and says more than an empty value. It takes the
 * variable for a URL if a value `tcp://host:port` comes out without the scheme.
 */
export async function readersByRunning(command: readonly string[], names: readonly string[], folder: string): Promise<readonly Reader[]> {
  const values = new Map(names.map((name, index) => [name, valueFor(name, index + 1)]));
  const runs = new Map<string, Promise<Outcome>>();
  const runWith: RunWith = (chosen) => {
    const key = chosen.join(' ');
    const started = runs.get(key) ?? run(command, Object.fromEntries(chosen.map((name) => [name, values.get(name) ?? ''])), folder);
    runs.set(key, started);
    return started;
  };
  const readers: Reader[] = [];
  for (const [name, value] of values) {
    const others = names.filter((other) => other !== name);
    const found = (await difference(runWith, names, others)) ?? (await difference(runWith, [name], []));
    if (found) readers.push({ name, hasDefault: !onlyMissing(found, name, value), url: isUrl(found.withIt.output, value) });
  }
  return readers;
}

/** What a program says with these variables. */
export async function outputWith(command: readonly string[], variables: Readonly<Record<string, string>>, folder: string): Promise<string> {
  const { code, output } = await run(command, variables, folder);
  return `${String(code)} ${output}`;
}

async function difference(runWith: RunWith, more: readonly string[], fewer: readonly string[]): Promise<Difference | null> {
  const [withIt, without] = [await runWith(more), await runWith(fewer)];
  return withIt.code !== without.code || withIt.output !== without.output ? { withIt, without } : null;
}

/** What a link would set under this name; no two names get the same. */
export function valueFor(name: string, number: number): string {
  const host = `h${number}.link`;
  if (name.endsWith('_ADDR')) return host;
  if (/_(?:TCP|UDP|SCTP)_PORT$/.test(name)) return String(1000 + number);
  if (/_PORT$|_(?:TCP|UDP|SCTP)$/.test(name)) return `tcp://${host}:${1000 + number}`;
  if (name.endsWith('_PROTO')) return 'tcp';
  return name.endsWith('_NAME') ? `/web/n${number}` : `e${number}`;
}

function run(command: readonly string[], variables: Readonly<Record<string, string>>, folder: string): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const [program = '', ...args] = command;
    const env = { PATH: process.env['PATH'], HOME: folder, LC_ALL: 'C.UTF-8', ...variables };
    const child = spawn(program, args, { env, cwd: folder, stdio: ['ignore', 'pipe', 'ignore'], timeout: 30_000 });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (data: string) => (output += data));
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code, output: output.trim() });
    });
  });
}

/** How languages write a value that is not there. */
const HOLES = ['', 'undefined', 'None', 'null', 'nil', '<nil>', 'NaN', '0', '[]', '[None]'];

/** Whether nothing stands in the place of the missing value. */
function onlyMissing({ withIt, without }: Difference, name: string, value: string): boolean {
  if (without.code !== 0 || without.output === '') return true;
  const lines = withIt.output.split('\n');
  if (without.output.split('\n').every((line) => lines.includes(line))) return true;
  const parts = [value, value.replace(/^tcp:\/\//, ''), value.replace(/^tcp:\/\/|:\d+$/g, ''), value.replace(/^.*:/, '')];
  const pieces = parts.flatMap((part) => [part, `'${part}'`, part.toUpperCase()]);
  const holes = [...HOLES, `$${name}`, `\${${name}}`];
  const squeezed = (text: string): string => text.replace(/\s+/g, '');
  return pieces.some((piece) => holes.some((hole) => squeezed(withIt.output.replaceAll(piece, hole)) === squeezed(without.output)));
}

function isUrl(output: string, value: string): boolean {
  const host = /^tcp:\/\/(.*):\d+$/.exec(value)?.[1];
  if (host === undefined || output.includes(value)) return false;
  return output.includes(host) || output.includes(value.replace(/^.*:/, ''));
}
