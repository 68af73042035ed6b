import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/longest-first.ts';

// Two cores: two workers. Tests that need longer than `npm test` may take are named *.long.test.ts.
export default defineConfig({
  test: {
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: ['**/*.long.test.ts', '**/node_modules/**'],
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    // Programs that tests start, one after the other, are compiled once.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, 'node_modules/.cache/draht-compile') },
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
