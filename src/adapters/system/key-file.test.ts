import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type DataFolder, openDataFolder } from './data-folder.ts';
import { openKeyRing } from './key-file.ts';

let folder: DataFolder;
let file = '';
beforeEach(() => {
  folder = openDataFolder(mkdtempSync(join(tmpdir(), 'draht-keys-')));
  file = join(folder.keys, 'phone-numbers.key');
});
afterEach(() => rmSync(folder.path, { recursive: true }));

it('is made once, closed to others, and read from then on', () => {
  const made = openKeyRing(folder, { mayCreate: true });
  const text = readFileSync(file, 'utf8');
  expect(Buffer.from(text, 'base64')).toHaveLength(32);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder.keys)).toEqual(['phone-numbers.key']);
  expect(openKeyRing(folder, { mayCreate: false })).toEqual(made);
  expect(openKeyRing(folder, { mayCreate: true })).toEqual(made);
  expect(readFileSync(file, 'utf8')).toBe(text);
});

it('gives two different keys of 32 bytes, and never the same as another installation', () => {
  const first = openKeyRing(folder, { mayCreate: true });
  rmSync(file);
  const second = openKeyRing(folder, { mayCreate: true });
  const keys = [first.encryption, first.lookup, second.encryption, second.lookup];
  expect(keys.map((key) => key.length)).toEqual([32, 32, 32, 32]);
  expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(4);
});

it('derives the same keys for ever: a change here would make every stored number unreadable', () => {
  writeFileSync(file, `${Buffer.alloc(32, 7).toString('base64')}\n`);
  const { encryption, lookup } = openKeyRing(folder, { mayCreate: false });
  expect([encryption.toString('hex'), lookup.toString('hex')]).toMatchInlineSnapshot(`
    [
      "8a9f4cd56c1cc50233a42b6962703e3d0eb917f9cdb6128856bb361615ce88d6",
      "05e8c74aef00456424134cc0f5e7268fd3d0544ef0e30fa7d7622b9d045ce595",
    ]
  `);
});

it('a missing key is not made where the database may hold numbers', () => {
  expect(() => openKeyRing(folder, { mayCreate: false })).toThrow('error.store.key-missing');
  expect(readdirSync(folder.keys)).toEqual([]);
});

it.each(['', 'c2hvcnQ=', `${Buffer.alloc(32, 7).toString('base64')}x`, '!'.repeat(44)])(
  'a damaged key is told and left alone: %j',
  (text) => {
    writeFileSync(file, text);
    expect(() => openKeyRing(folder, { mayCreate: true })).toThrow('error.store.key-damaged');
    expect(readFileSync(file, 'utf8')).toBe(text);
  },
);
