import { defineConfig } from 'vitest/config';

// `npm run test:long`: crash runs, soak and whatever else takes minutes. One file at a time, so that they do not disturb each other.
export default defineConfig({
  test: {
    include: ['src/**/*.long.test.ts', 'test/**/*.long.test.ts'],
    maxWorkers: 1,
    fileParallelism: false,
    testTimeout: 3_600_000,
    hookTimeout: 120_000,
  },
});
