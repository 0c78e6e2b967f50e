import { chmodSync, existsSync, rmSync, statSync } from 'node:fs';
import { context } from 'esbuild';

// Three bundles, no splitting: the extension, the command line, and the engine (dockerode), which the others load at first need.
const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

/** Packages dockerode only needs for ssh, BuildKit sessions and the building of images, which this product never does. */
const unused = ['ssh2', 'cpu-features', '@grpc/grpc-js', '@grpc/proto-loader', 'protobufjs', 'tar-fs', '@balena/dockerignore'];

const leaveOutUnused = {
  name: 'leave-out-unused',
  setup(build) {
    const filter = new RegExp(`^(${unused.join('|')})(/|$)`);
    build.onResolve({ filter }, ({ path }) => ({ path, namespace: 'unused' }));
    build.onLoad({ filter: /.*/, namespace: 'unused' }, () => ({ contents: 'module.exports = {};' }));
  },
};

const engineOnDemand = {
  name: 'engine-on-demand',
  setup(build) {
    build.onResolve({ filter: /engine\/client\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './engine.cjs', external: true } : undefined,
    );
  },
};

const bundles = [
  { entry: 'src/extension/extension.ts', outfile: 'dist/extension.cjs', external: ['vscode'], plugins: [engineOnDemand] },
  { entry: 'src/cli/main.ts', outfile: 'dist/cli.cjs', plugins: [engineOnDemand] },
  { entry: 'src/sources/engine/client.ts', outfile: 'dist/engine.cjs', plugins: [leaveOutUnused] },
].filter(({ entry }) => existsSync(entry));

rmSync('dist', { recursive: true, force: true });
for (const { entry, ...options } of bundles) {
  const bundle = await context({
    ...options,
    entryPoints: [entry],
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    minify: production,
    sourcemap: !production,
    mainFields: ['module', 'main'],
    // Node's own streams are what this package copies.
    alias: { 'readable-stream': 'node:stream' },
    logLevel: 'warning',
    define: { 'process.env.NODE_ENV': '"production"' },
  });
  await bundle.rebuild();
  if (entry.startsWith('src/cli/')) chmodSync(options.outfile, 0o755);
  console.log(`${options.outfile} ${Math.ceil(statSync(options.outfile).size / 1024)} KB`);
  if (watch) await bundle.watch();
  else await bundle.dispose();
}
