import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { defaultDataFolder, openDataFolder } from './data-folder.ts';

it.each([
  [{ home: '/home/a' }, '/home/a/.local/share/heisser-draht'],
  [{ home: '/home/a', xdgDataHome: '/data/a' }, '/data/a/heisser-draht'],
  [{ home: '/home/a', xdgDataHome: '' }, '/home/a/.local/share/heisser-draht'],
  [{ home: '/home/a', xdgDataHome: 'relative' }, '/home/a/.local/share/heisser-draht'],
])('the default data folder of %j is %s', (places, expected) => {
  expect(defaultDataFolder(places)).toBe(expected);
});

describe('opening', () => {
  let base = '';
  beforeEach(() => {
    base = realpathSync(mkdtempSync(join(tmpdir(), 'draht-folder-')));
  });
  afterEach(() => rmSync(base, { recursive: true }));
  const modeOf = (path: string) => statSync(path).mode & 0o777;

  it('makes the folder and its parts, closed to others', () => {
    const folder = openDataFolder(join(base, 'a/b'));
    const paths = [folder.path, folder.postgres, folder.keys, folder.run];
    expect(paths).toEqual(['', '/postgres', '/keys', '/run'].map((part) => `${base}/a/b${part}`));
    expect(paths.map(modeOf)).toEqual(Array(4).fill(0o700));
  });

  it('closes an empty folder that was open, and leaves one of ours as its server needs it', () => {
    chmodSync(base, 0o755);
    openDataFolder(base);
    expect(modeOf(base)).toBe(0o700);
    chmodSync(base, 0o711);
    openDataFolder(base);
    expect(modeOf(base)).toBe(0o711);
  });

  it('gives one name to a folder with two ways to it', () => {
    mkdirSync(join(base, 'real'));
    symlinkSync(join(base, 'real'), join(base, 'link'));
    expect(openDataFolder(join(base, 'link')).path).toBe(join(base, 'real'));
  });

  it.each([
    ['a folder with other things', (path: string) => mkdirSync(join(path, 'photos'), { recursive: true })],
    ['a file', (path: string) => writeFileSync(path, '')],
  ])('refuses %s', (_, make) => {
    const path = join(base, 'x');
    make(path);
    expect(() => openDataFolder(path)).toThrow('error.store.foreign-folder');
    expect(readdirSync(base)).toEqual(['x']);
  });
});
