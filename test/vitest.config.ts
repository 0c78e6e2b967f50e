import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { include: ['test/{unit,cli,scenarios,manifest}/**/*.test.ts'], isolate: false } });
