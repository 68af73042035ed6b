import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { identityOf } from '../../system/process-table.ts';
import { takeFolderLock } from './folder-lock.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'draht-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function take() {
  const lock = takeFolderLock(folder);
  if (lock.kind !== 'taken') throw new Error('the lock should be free');
  return lock;
}

it('is taken once, and again after its release', () => {
  const first = take();
  expect(takeFolderLock(folder)).toEqual({ kind: 'held', pid: process.pid });
  first.release();
  take();
});

it('a holder that died has lost it', () => {
  const code = `const { takeFolderLock } = await import(${JSON.stringify(new URL('folder-lock.ts', import.meta.url).href)});
    takeFolderLock(${JSON.stringify(folder)}); process.kill(process.pid, 'SIGKILL');`;
  const holder = spawnSync(process.execPath, ['--input-type=module', '-e', code]);
  expect(holder.signal).toBe('SIGKILL');
  expect(readdirSync(folder)).toEqual(['store.lock.1']);
  take();
  expect(readdirSync(folder)).toEqual(['store.lock.2']);
});

it.each([
  [
    'another process that got the same number',
    () => JSON.stringify({ ...identityOf(process.pid), startTicks: '1' }),
  ],
  ['a process of an earlier boot', () => JSON.stringify({ ...identityOf(process.pid), bootId: 'earlier' })],
  ['nobody, cut off by a power failure', () => '{"pid":'],
])('is free when its file names %s', (_, content) => {
  writeFileSync(join(folder, 'store.lock.9'), content());
  take();
  expect(readdirSync(folder)).toEqual(['store.lock.10']);
});
