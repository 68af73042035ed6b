import { mkdirSync, mkdtempSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { AppError } from '../../../core/app-error.ts';
import { binariesIn, findBinaries } from './binaries.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'draht-package-'));
  writeFileSync(join(folder, 'package.json'), '{"version":"18.4.0-beta.17"}');
  mkdirSync(join(folder, 'native/lib'), { recursive: true });
  const links = [{ source: 'native/lib/libpq.so.5.18', target: 'native/lib/libpq.so.5' }];
  writeFileSync(join(folder, 'native/pg-symlinks.json'), JSON.stringify(links));
});
afterEach(() => rmSync(folder, { recursive: true }));

function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  return 'none';
}

it('makes the library links that npm did not make, and finds them made the next time', () => {
  expect(binariesIn(folder).majorVersion).toBe(18);
  expect(readlinkSync(join(folder, 'native/lib/libpq.so.5'))).toBe('libpq.so.5.18');
  expect(codeOf(() => binariesIn(folder))).toBe('none');
});

it('says so when the links cannot be made', () => {
  // A missing folder stands for one that cannot be written: root may write anywhere.
  rmSync(join(folder, 'native/lib'), { recursive: true });
  expect(codeOf(() => binariesIn(folder))).toBe('error.store.libraries-missing');
});

it('says so when there is no PostgreSQL for the platform', () => {
  expect(codeOf(() => findBinaries('plan9-mips'))).toBe('error.store.no-binaries');
});
