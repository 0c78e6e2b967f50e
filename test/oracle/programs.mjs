import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const VERSION = '2.26.1';
const home = join(import.meta.dirname, '..', '..', '.vscode-test', `compose-${VERSION}`);

/** The program `docker-compose` 1.29.2 of the machine, or why there is none. */
export function oldCompose() {
  const version = tried(() =>
    execFileSync('docker-compose', ['version', '--short'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim(),
  );
  if (version === '1.29.2') return { program: 'docker-compose', ...server() };
  return { reason: version ? `docker-compose is ${version}, not 1.29.2` : 'docker-compose 1.29.2 not found (Debian: docker-compose)' };
}

/** Docker Compose 2.26.1, taken once from Debian's trixie suite at the machine's own Debian address; or why it cannot be had. */
export function newCompose() {
  const program = join(home, 'docker-compose');
  const runs = { program, run: (words, options) => run(program, words, options), end: () => undefined };
  if (existsSync(program)) return runs;
  const address = debianAddress();
  if (!address) return { reason: `Docker Compose ${VERSION} is not there, and the machine names no Debian address to take it from` };
  const folder = mkdtempSync(join(tmpdir(), 'compose-'));
  try {
    fetchInto(folder, address);
    mkdirSync(join(home, '..'), { recursive: true });
    const part = `${home}.${process.pid}`;
    mkdirSync(part);
    execFileSync('cp', [join(folder, 'tree/usr/libexec/docker/cli-plugins/docker-compose'), join(part, 'docker-compose')]);
    const version = execFileSync(join(part, 'docker-compose'), ['version', '--short'], { encoding: 'utf8' }).trim();
    if (!version.startsWith(VERSION)) throw new Error(`trixie now has Docker Compose ${version}`);
    renameSync(part, home);
    return runs;
  } catch (error) {
    return { reason: `Docker Compose ${VERSION} cannot be had: ${String(error.message).split('\n')[0]}` };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The address and the key of the machine's own Debian suite, as apt knows them. */
function debianAddress() {
  const files = ['/etc/apt/sources.list', ...list('/etc/apt/sources.list.d').map((name) => join('/etc/apt/sources.list.d', name))];
  for (const text of files.filter(existsSync).map((file) => readFileSync(file, 'utf8'))) {
    const uri = /^(?:URIs:\s*|deb\s+(?:\[[^\]]*\]\s*)?)(\S+\/debian\/?)(?:\s|$)/m.exec(text)?.[1];
    const key = /^Signed-By:\s*(\S+)|signed-by=([^\]\s]+)/m.exec(text);
    if (uri) return { uri, key: key?.[1] ?? key?.[2] };
  }
  return null;
}

function fetchInto(folder, { uri, key }) {
  for (const name of ['lists/partial', 'cache/archives/partial', 'tree']) mkdirSync(join(folder, name), { recursive: true });
  const signed = key ? `[signed-by=${key}] ` : '';
  writeFileSync(join(folder, 'sources'), `deb ${signed}${uri} trixie main\n`);
  const options = ['sourcelist=sources', 'sourceparts=none'].map((each) => `-oDir::Etc::${each.replace('=', `=${folder}/`)}`);
  const apt = (...words) =>
    execFileSync(
      'apt-get',
      ['-q', ...options, `-oDir::State::Lists=${folder}/lists`, `-oDir::Cache=${folder}/cache`, '-oAPT::Sandbox::User=root', ...words],
      {
        cwd: folder,
        stdio: ['ignore', 'ignore', 'pipe'],
        timeout: 120_000,
      },
    );
  apt('update');
  apt('download', 'docker-compose');
  const archive = list(folder).find((name) => name.endsWith('.deb'));
  execFileSync('dpkg', ['-x', join(folder, archive), join(folder, 'tree')]);
}

function list(folder) {
  return existsSync(folder) ? readdirSync(folder) : [];
}

function tried(action) {
  try {
    return action();
  } catch {
    return null;
  }
}

/** Asks docker-compose 1.x many things in one process, as it takes longer to start than to answer; ended by `end`. */
function server() {
  const file = process.env.PATH.split(':')
    .map((folder) => join(folder, 'docker-compose'))
    .find(existsSync);
  const python = /^#!\s*(\S+)/.exec(readFileSync(file, 'utf8'))?.[1] ?? 'python3';
  const child = spawn(python, [join(import.meta.dirname, 'old.py')], { stdio: ['pipe', 'pipe', 'inherit'] });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let last = Promise.resolve();
  const ask = async (words, options) => {
    child.stdin.write(`${JSON.stringify({ words, ...options })}\n`);
    const { value, done } = await answers.next();
    return done ? { code: -1, output: '', errors: 'docker-compose 1.x ended' } : JSON.parse(value);
  };
  return {
    run: (words, options) => (last = last.then(() => ask(words, options))),
    end: () => child.stdin.end(),
  };
}

/** Runs a program to its end. */
function run(program, words, { cwd, env }) {
  return new Promise((resolve) => {
    const child = spawn(program, words, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let errors = '';
    child.stdout.setEncoding('utf8').on('data', (data) => (output += data));
    child.stderr.setEncoding('utf8').on('data', (data) => (errors += data));
    child.on('error', (error) => resolve({ code: -1, output: '', errors: String(error) }));
    child.on('close', (code) => resolve({ code: code ?? -1, output, errors }));
  });
}
