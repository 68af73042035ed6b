import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'draht-short-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function draht(...args: string[]) {
  const main = join(import.meta.dirname, '../src/main.ts');
  const env = { ...process.env, DATABASE_URL: '', DRAHT_LANG: 'en' };
  const begun = performance.now();
  const ended = spawnSync(process.execPath, [main, ...args], { env, encoding: 'utf8', timeout: 60_000 });
  return { ...ended, seconds: (performance.now() - begun) / 1000 };
}

test('a command ends with its work and does not wait for a time-out that nobody needs any more', () => {
  const first = draht('report', 'none', '--data', join(folder, 'data'));
  expect(first.status, first.stderr).toBe(1);
  // About one second alone. The server gets 30 s to stop, and a forgotten timer of that made each command last so long.
  expect(first.seconds).toBeLessThan(20);
});
