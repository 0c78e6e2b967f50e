import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { buildInto, licenses, programs } from '../../esbuild.mjs';

// Packs the extension for production into .vscode-test/docker-link-inspector.vsix, and holds the package to its promises. It is built and
// packed in a folder of its own, and the package takes its place in one step, so whoever reads it meanwhile reads a whole one.
const root = join(import.meta.dirname, '..', '..');
const folder = join(root, '.vscode-test');
const vsix = join(folder, 'docker-link-inspector.vsix');
const limits = { package: 1024, programs: 450 };

mkdirSync(folder, { recursive: true });
const stage = mkdtempSync(join(folder, 'package-'));
process.once('exit', () => rmSync(stage, { recursive: true, force: true }));
const ingredient = /^(package(\.nls.*)?\.json|\.vscodeignore|media|l10n|README\.md|CHANGELOG\.md|LICENSE)$/;
for (const name of readdirSync(root).filter((one) => ingredient.test(one)))
  cpSync(join(root, name), join(stage, name), { recursive: true });
await buildInto(join(stage, 'dist'), { production: true });
const packed = join(stage, 'packed.vsix');
const vsce = [
  join(root, 'node_modules', '@vscode', 'vsce', 'vsce'),
  'package',
  '--no-dependencies',
  '--no-rewrite-relative-links',
  '--allow-missing-repository',
  '--skip-license',
];
execFileSync(process.execPath, [...vsce, '--out', packed], { cwd: stage, stdio: ['ignore', 'ignore', 'inherit'] });
renameSync(packed, vsix);

const inside = namesIn(readFileSync(vsix));
const kilobytes = (path) => Math.ceil(statSync(path).size / 1024);
const always = ['extension.cjs', 'engine.cjs'].reduce((sum, name) => sum + kilobytes(join(stage, 'dist', name)), 0);
const foreign = inside.filter((name) => !expected(name));
const missing = ['package.json', ...[...programs, licenses].map((name) => `dist/${name}`)]
  .map((name) => `extension/${name}`)
  .filter((name) => !inside.includes(name));
/** Whether a program holds dockerode, seen by the name of one of its methods. */
const holdsDockerode = (name) => readFileSync(join(stage, 'dist', name), 'utf8').includes('demuxStream');
const withEngine = programs.filter((name) => name !== 'engine.cjs' && holdsDockerode(name));

const faults = [
  ...(kilobytes(vsix) > limits.package ? [`the package is larger than ${limits.package} KB`] : []),
  ...(always > limits.programs ? [`extension.cjs and engine.cjs are larger than ${limits.programs} KB together`] : []),
  ...foreign.map((name) => `${name} does not belong into the package`),
  ...missing.map((name) => `${name} is missing`),
  ...withEngine.map((name) => `${name} holds dockerode, which belongs into engine.cjs only`),
  ...(holdsDockerode('engine.cjs') ? [] : ['engine.cjs does not hold dockerode']),
];
console.log(`${vsix.slice(root.length + 1)}: ${kilobytes(vsix)} KB, ${inside.length} files; extension and engine ${always} KB`);
for (const fault of faults) console.error(fault);
process.exitCode = faults.length > 0 ? 1 : 0;

/** Whether a file of the package is one that a user's editor reads. */
function expected(name) {
  return (
    name === '[Content_Types].xml' ||
    name === 'extension.vsixmanifest' ||
    [...programs, licenses].some((file) => name === `extension/dist/${file}`) ||
    /^extension\/(media\/[^/]+\.(svg|png)|package\.json|package\.nls[^/]*\.json)$/.test(name) ||
    /^extension\/(readme\.md|changelog\.md|license(\.txt|\.md)?)$/i.test(name)
  );
}

/** The names in the central directory of a zip archive. */
function namesIn(zip) {
  const end = zip.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
  const names = [];
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [name, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
    names.push(zip.toString('utf8', at + 46, at + 46 + name));
    at += 46 + name + extra + comment;
  }
  return names;
}
