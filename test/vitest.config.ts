import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** As in the bundles (esbuild.mjs): what is tested is what people run. */
const yaml = fileURLToPath(new URL('../node_modules/yaml/browser/index.js', import.meta.url));

export default defineConfig({
  resolve: { alias: { yaml } },
  test: { include: ['test/{unit,cli,scenarios,manifest}/**/*.test.ts'], isolate: false },
});
