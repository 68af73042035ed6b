import { expect, test } from 'vitest';
import { meantKey, movedTo, ownKey, pressedKey, refusalOf, shortcuts } from './shortcuts.ts';

const plain = { ctrlKey: false, metaKey: false };
const [begin, next] = shortcuts;

test.each([
  ['Alt N', { key: 'n', code: 'KeyN', altKey: true, ...plain }, false, 'N'],
  ['Alt N while writing', { key: 'n', code: 'KeyN', altKey: true, ...plain }, true, 'N'],
  ['N alone', { key: 'n', code: 'KeyN', altKey: false, ...plain }, false, null],
  ['Alt Z where Y and Z have changed places', { key: 'z', code: 'KeyY', altKey: true, ...plain }, false, 'Z'],
  ['Option 1 on a Mac', { key: '¡', code: 'Digit1', altKey: true, ...plain }, false, '1'],
  [
    'Option L on a German Mac, an @ in a field',
    { key: '@', code: 'KeyL', altKey: true, ...plain },
    true,
    null,
  ],
  ['a dead key on a Mac, in a field', { key: 'Dead', code: 'KeyN', altKey: true, ...plain }, true, null],
  [
    'AltGr Q on Windows, an @',
    { key: '@', code: 'KeyQ', altKey: true, ctrlKey: true, metaKey: false },
    false,
    null,
  ],
  ['Alt and the number block, in a field', { key: '1', code: 'Numpad1', altKey: true, ...plain }, true, null],
  ['Alt Enter', { key: 'Enter', code: 'Enter', altKey: true, ...plain }, false, null],
])('%s', (_, event, isWriting, key) => {
  expect(pressedKey(event, isWriting)).toBe(key);
});

test('a key that was moved works where it is now, and no more where it was', () => {
  const own = movedTo(next, 'J', {});
  expect(ownKey('N', own)).toBe('J');
  expect(meantKey('J', own)).toBe('N');
  expect(meantKey('N', own)).toBeNull();
  expect(meantKey('B', own)).toBe('B');
  expect(movedTo(next, 'N', own)).toEqual({});
});

test('no key does two things, and none is the browser’s', () => {
  expect(refusalOf(next, 'B', {})).toEqual({ why: 'taken', by: begin });
  expect(refusalOf(next, 'D', {})).toEqual({ why: 'browser' });
  expect(refusalOf(next, 'Ä', {})).toEqual({ why: 'no-key' });
  expect(refusalOf(next, 'N', {})).toBeNull();
  // Its place is free once somebody has moved what was there.
  expect(refusalOf(next, 'B', movedTo(begin, 'K', {}))).toBeNull();
  expect(refusalOf(next, 'K', movedTo(begin, 'K', {}))).toMatchObject({ why: 'taken' });
  expect(new Set(shortcuts.map((it) => it.key)).size).toBe(shortcuts.length);
});

const pages = import.meta.glob('../**/*.tsx', { query: '?raw', import: 'default', eager: true });

test('every key that a page binds or shows stands in the table', () => {
  const used = Object.values(pages).flatMap((text) => {
    const code = String(text);
    const bound = [...code.matchAll(/useAltKeys\(([^;]*)\);/g)].map((it) => it[1] ?? '');
    return [
      ...[...code.matchAll(/altKey="(\w)"/g)].map((it) => it[1] ?? ''),
      ...bound.flatMap((it) => [...it.matchAll(/[{,]\s*(\w): /g)].map((key) => key[1] ?? '')),
    ];
  });
  expect(used.length).toBeGreaterThan(10);
  const known: readonly string[] = shortcuts.map((it) => it.key);
  expect([...new Set(used)].filter((it) => !known.includes(it))).toEqual([]);
});
