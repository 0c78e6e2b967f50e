import { chmodSync, readFileSync, readdirSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { context } from 'esbuild';

// No splitting: the extension, the command line, and a bundle for each thing they load at first need, as the engine (dockerode) and the libraries for YAML and Dockerfiles.
// node esbuild.mjs [--outdir FOLDER] [--production] [--watch]: tests build into folders of their own, so no build disturbs another.

/** Packages dockerode only needs for ssh, BuildKit sessions and the building of images, which this product never does. */
const unused = ['ssh2', 'cpu-features', '@grpc/grpc-js', '@grpc/proto-loader', 'protobufjs', 'tar-fs', '@balena/dockerignore'];

const leaveOutUnused = {
  name: 'leave-out-unused',
  setup(build) {
    const filter = new RegExp(`^(${unused.join('|')})(/|$)`);
    build.onResolve({ filter }, ({ path }) => ({ path, namespace: 'unused' }));
    build.onLoad({ filter: /.*/, namespace: 'unused' }, () => ({ contents: 'module.exports = {};' }));
    // What docker-modem writes to a terminal when an environment variable asks for it.
    build.onResolve({ filter: /^debug$/ }, ({ path }) => ({ path, namespace: 'silent' }));
    build.onLoad({ filter: /.*/, namespace: 'silent' }, () => ({ contents: 'module.exports = () => () => {};' }));
  },
};

/** The two makers of plain places that the reader of Dockerfiles takes from a package of a hundred others. */
const placesOnly = {
  name: 'places-only',
  setup(build) {
    const contents = `
      const Position = { create: (line, character) => ({ line, character }) };
      const Range = {
        create: (one, two, three, four) =>
          typeof one === 'number' ? { start: Position.create(one, two), end: Position.create(three, four) } : { start: one, end: two },
      };
      module.exports = { Position, Range };`;
    build.onResolve({ filter: /^vscode-languageserver-types$/ }, ({ path }) => ({ path, namespace: 'places' }));
    build.onLoad({ filter: /.*/, namespace: 'places' }, () => ({ contents }));
  },
};

/**
 * Programs of their own that others load at first need: the modules which dynamic imports name, and the file they become. What they share with
 * the program that loads them stands in both, so only plain data may go from one to the other; modules that are mostly the same code are one program.
 */
const onDemand = [
  { modules: ['src/domain/commands/scriptReading.ts'], name: 'scripts.cjs' },
  { modules: ['src/sources/engine/client.ts'], name: 'engine.cjs', plugins: [leaveOutUnused] },
  { modules: ['src/features/navigation/answers.ts'], name: 'navigation.cjs' },
  { modules: ['src/features/shared/rewrites.ts', 'src/features/discovery/view.ts'], name: 'rewrites.cjs' },
  { modules: ['src/features/cure/view.ts'], name: 'cure.cjs' },
  { modules: ['src/domain/migration/migration.ts'], name: 'migration.cjs' },
  { modules: ['src/features/readiness/view.ts'], name: 'readiness.cjs' },
  { modules: ['src/features/verify/view.ts'], name: 'verify.cjs' },
  { modules: ['src/features/names/view.ts'], name: 'names.cjs' },
  { modules: ['src/features/variables/view.ts'], name: 'variables.cjs' },
  { modules: ['src/sources/engine/dump.ts'], name: 'dump.cjs' },
  { modules: ['src/sources/registries/readRegistry.ts'], name: 'registries.cjs' },
  { modules: ['src/sources/engine/offers.ts'], name: 'offers.cjs' },
  { modules: ['src/extension/codeSearch.ts'], name: 'search.cjs', external: ['vscode'] },
];

/** Programs that run in a thread of their own. */
const threads = [{ entry: 'src/sources/usages/program.ts', name: 'usages.cjs' }];

const loadedOnDemand = {
  name: 'loaded-on-demand',
  setup(build) {
    const files = new Map(onDemand.flatMap(({ modules, name }) => modules.map((module) => [join(import.meta.dirname, module), name])));
    build.onResolve({ filter: /^\..*\.ts$/ }, ({ kind, path, resolveDir }) => {
      const name = kind === 'dynamic-import' ? files.get(join(resolveDir, path)) : undefined;
      return name === undefined ? undefined : { path: `./${name}`, external: true };
    });
  },
};

/**
 * Libraries that are much of a program and that few workspaces need: each is a program of its own, which is required when something of it is first used.
 */
const requiredOnDemand = (filter, file, names) => ({
  name: `${file}-on-demand`,
  setup(build) {
    const contents = `
      let library;
      const load = () => (library ??= require('./${file}'));
      for (const name of ${JSON.stringify(names)}) Object.defineProperty(exports, name, { enumerable: true, get: () => load()[name] });`;
    build.onResolve({ filter }, ({ path }) => ({ path, namespace: file }));
    build.onResolve({ filter: /^\.\/[a-z]+\.cjs$/, namespace: file }, ({ path }) => ({ path, external: true }));
    build.onLoad({ filter: /.*/, namespace: file }, () => ({ contents }));
  },
});

/** Few workspaces link to what they build. */
const dockerfilesOnDemand = requiredOnDemand(/^dockerfile-ast$/, 'dockerfile.cjs', ['Add', 'Copy', 'DockerfileParser', 'Env', 'From']);

/** Most compose files are read without it. */
const yamlOnDemand = requiredOnDemand(/^\.\/library\.ts$/, 'yaml.cjs', [
  'Composer',
  'Lexer',
  'Parser',
  'isAlias',
  'isMap',
  'isScalar',
  'isSeq',
]);

/** What bundles and tests read in a package's place: yaml's build for Node asks for an environment variable at each token, the other one does not. */
export const alias = { yaml: join(import.meta.dirname, 'node_modules', 'yaml', 'browser', 'index.js') };

const bundles = [
  {
    entry: 'src/extension/extension.ts',
    name: 'extension.cjs',
    external: ['vscode'],
    plugins: [loadedOnDemand, dockerfilesOnDemand, yamlOnDemand],
  },
  { entry: 'src/extension/reader/program.ts', name: 'reader.cjs', plugins: [dockerfilesOnDemand, yamlOnDemand] },
  { entry: 'src/cli/main.ts', name: 'cli.cjs', plugins: [loadedOnDemand, placesOnly] },
  ...onDemand.map(({ modules, plugins = [], ...bundle }) => ({ modules, plugins: [yamlOnDemand, ...plugins], ...bundle })),
  ...threads.map((bundle) => ({ ...bundle, plugins: [dockerfilesOnDemand, yamlOnDemand] })),
  { entry: 'src/syntax/yaml/library.ts', name: 'yaml.cjs' },
  { entry: 'node_modules/dockerfile-ast/lib/main.js', name: 'dockerfile.cjs', plugins: [placesOnly] },
];

/** The files a build makes. */
export const programs = bundles.map(({ name }) => name);

/** The file beside them with the licenses of the packages that they hold. */
export const licenses = 'licenses.txt';

/** Builds the bundles into a folder and says how large they are; with `watch` each is built again when a file of it changes. */
export async function buildInto(outdir, { production = false, watch = false } = {}) {
  const packages = new Set();
  for (const { entry, modules = [], name, ...options } of bundles) {
    const contents = modules.map((module) => `export * from './${module}';`).join('\n');
    const outfile = join(outdir, name);
    const bundle = await context({
      ...options,
      absWorkingDir: import.meta.dirname,
      ...(entry === undefined ? { stdin: { contents, resolveDir: import.meta.dirname } } : { entryPoints: [entry] }),
      outfile,
      // Node's own streams are what this package copies.
      alias: { ...alias, 'readable-stream': 'node:stream' },
      bundle: true,
      platform: 'node',
      target: 'node20',
      format: 'cjs',
      minify: production,
      sourcemap: !production,
      mainFields: ['module', 'main'],
      logLevel: 'warning',
      define: { 'process.env.NODE_ENV': '"production"' },
      metafile: true,
    });
    const { metafile } = await bundle.rebuild();
    for (const path of Object.keys(metafile.inputs)) packages.add(/^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]);
    if (name === 'cli.cjs') chmodSync(outfile, 0o755);
    console.log(`${relative(process.cwd(), outfile)} ${Math.ceil(statSync(outfile).size / 1024)} KB`);
    if (watch) await bundle.watch();
    else await bundle.dispose();
  }
  packages.delete(undefined);
  writeFileSync(join(outdir, licenses), [...packages].sort().map(licenseOf).join('\n\n'));
}

/** A package's name, version and license, whose terms ask for it to go where the package goes. */
function licenseOf(path) {
  const folder = join(import.meta.dirname, path);
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((one) => /^(licen[cs]e|copying)/i.test(one));
  const text = file === undefined ? `License: ${license}` : readFileSync(join(folder, file), 'utf8').trim();
  return `${name} ${version}\n\n${text}\n`;
}

if (process.argv[1] && realpathSync(process.argv[1]) === import.meta.filename) {
  const { values } = parseArgs({
    options: {
      outdir: { type: 'string', default: join(import.meta.dirname, 'dist') },
      production: { type: 'boolean' },
      watch: { type: 'boolean' },
    },
  });
  await buildInto(resolve(values.outdir), values);
}
