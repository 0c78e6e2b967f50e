import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { parse } from 'yaml';
import type { DocumentOptions, SchemaOptions } from 'yaml';
import type { Project, Reader } from '../../src/domain/compose/project/project.ts';
import { readProject } from '../../src/domain/compose/project/readProject.ts';
import type { Scenario } from './scenario.ts';
import { scenarios } from './scenarios.ts';
import { ourShape, programShape } from './shape.ts';
import type { Shape } from './shape.ts';

/** A program that reads compose files. */
interface Program {
  readonly reader: Reader;
  readonly run: (words: readonly string[], options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv }) => Promise<Ended>;
}

interface Ended {
  readonly code: number;
  readonly output: string;
  readonly errors: string;
}

const verbose = process.argv.includes('--verbose');
const wanted = process.argv.slice(2).filter((word) => !word.startsWith('-'));

/** Numbers stay as they are printed: `1.0` is not `1`. */
const AS_PRINTED: DocumentOptions & SchemaOptions = {
  customTags: (tags) => tags.filter((tag) => typeof tag === 'string' || !/:(?:int|float)$/.test(tag.tag)),
};

/** The differences between our reading and a program's, in one line each. */
async function differences(scenario: Scenario, { reader, run }: Program, cwd: string): Promise<readonly string[]> {
  const project = read(scenario, reader, cwd);
  const set = scenario.set ?? [Object.keys(scenario.files)[0] ?? ''];
  const words = [
    ...(scenario.projectName === undefined ? [] : ['-p', scenario.projectName]),
    ...(scenario.folder === undefined ? [] : ['--project-directory', scenario.folder]),
    ...set.flatMap((file) => ['-f', file]),
    ...(scenario.profiles ?? []).flatMap((profile) => ['--profile', profile]),
    ...(scenario.envFiles ?? []).flatMap((file) => ['--env-file', file]),
    'config',
    ...(reader === 'compose-2' ? ['--format', 'json'] : []),
  ];
  const ended = await run(words, { cwd, env: { PATH: process.env['PATH'], HOME: cwd, ...scenario.environment } });
  if (verbose)
    console.log(
      `${scenario.name} ${reader}: ${String(ended.code)} ${ended.errors.trim()} | ${project.problems.map(({ message }) => message).join(' ')}`,
    );
  const refused = ended.code !== 0;
  if (refused !== project.refused) {
    const why = refused ? ended.errors.trim() : project.problems.map(({ message }) => message).join(' ');
    return [refused ? `the program refuses it, we do not: ${why}` : `we refuse it, the program does not: ${why}`];
  }
  if (refused) return [];
  const config = parse(ended.output, AS_PRINTED) as Readonly<Record<string, unknown>>;
  return differencesIn('', ourShape(project), programShape(config, reader === 'compose-1'));
}

function read({ files, set, environment, profiles, envFiles, projectName, folder }: Scenario, reader: Reader, cwd: string): Project {
  const texts = new Map(Object.entries(files).map(([name, text]) => [join(cwd, name), text]));
  return readProject(
    {
      reader,
      files: (set ?? [Object.keys(files)[0] ?? '']).map((name) => join(cwd, name)),
      environment: new Map(Object.entries(environment ?? {})),
      ...(profiles ? { profiles } : {}),
      ...(envFiles ? { envFiles: envFiles.map((name) => join(cwd, name)) } : {}),
      ...(projectName === undefined ? {} : { name: projectName }),
      ...(folder === undefined ? {} : { folder: join(cwd, folder) }),
    },
    (path) => texts.get(path) ?? null,
  );
}

function differencesIn(path: string, ours: unknown, theirs: unknown): readonly string[] {
  if (isDeepStrictEqual(ours, theirs)) return [];
  if (!isShape(ours) || !isShape(theirs)) return [`${path}: we read ${JSON.stringify(ours)}, the program ${JSON.stringify(theirs)}`];
  const keys = new Set([...Object.keys(ours), ...Object.keys(theirs)]);
  return [...keys].flatMap((key) => differencesIn(path === '' ? key : `${path}.${key}`, ours[key], theirs[key]));
}

function isShape(value: unknown): value is Shape {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function placed(scenario: Scenario, root: string): string {
  const cwd = join(root, scenario.name);
  for (const [name, text] of Object.entries(scenario.files)) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true });
    writeFileSync(join(cwd, name), text);
  }
  return cwd;
}

/** How one scenario ended with one program. */
async function judge(scenario: Scenario, program: Program, root: string): Promise<'passed' | 'failed' | 'differs'> {
  const found = await differences(scenario, program, join(root, scenario.name));
  const reason = scenario.differs?.[program.reader];
  const who = `${scenario.name} (${program.reader})`;
  if (reason !== undefined && found.length > 0) {
    console.log(`differs  ${who}: ${reason}`);
    return 'differs';
  }
  if (reason !== undefined) console.log(`failed   ${who}: it is said to differ and does not`);
  for (const difference of found) console.log(`failed   ${who}: ${difference}`);
  return found.length > 0 || reason !== undefined ? 'failed' : 'passed';
}

/** Compares every scenario with every program; the exit code. */
export async function compareAll(programs: readonly Program[]): Promise<number> {
  const root = mkdtempSync(join(tmpdir(), 'oracle-'));
  const count = { passed: 0, failed: 0, differs: 0 };
  try {
    const chosen = scenarios.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
    for (const scenario of chosen) placed(scenario, root);
    const pairs = programs.flatMap((program) =>
      chosen.filter(({ only }) => only === undefined || only === program.reader).map((scenario) => ({ program, scenario })),
    );
    const next = pairs[Symbol.iterator]();
    const work = async (): Promise<void> => {
      for (const { scenario, program } of next) count[await judge(scenario, program, root)] += 1;
    };
    await Promise.all([work(), work(), work()]);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
  console.log(`${count.passed} passed, ${count.failed} failed, ${count.differs} differ on purpose`);
  return count.failed > 0 || count.passed === 0 ? 1 : 0;
}
