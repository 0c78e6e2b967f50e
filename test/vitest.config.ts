import { defineConfig } from 'vitest/config';

export default defineConfig({ test: { include: ['test/{unit,scenarios,manifest}/**/*.test.ts'], isolate: false } });
