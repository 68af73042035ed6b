import { expect, it } from 'vitest';
import { createNumberCipher } from './number-cipher.ts';

const keyRing = { encryption: Buffer.alloc(32, 1), lookup: Buffer.alloc(32, 2) };
const cipher = createNumberCipher(keyRing);
const number = '+493023125001';

it.each([number, '', 'Grüße ✆'])('what was encrypted is read again: %j', (text) => {
  expect(cipher.decrypt(cipher.encrypt(text))).toBe(text);
  expect(cipher.decrypt(cipher.encrypt(text, 'row 1'), 'row 1')).toBe(text);
});

it('is a version byte, a nonce, the text and a tag', () => {
  const bytes = cipher.encrypt(number);
  expect([bytes[0], bytes.length]).toEqual([1, 1 + 12 + number.length + 16]);
});

it('two encryptions of one number differ', () => {
  expect(cipher.encrypt(number).equals(cipher.encrypt(number))).toBe(false);
});

it('a change of any byte, a missing or an added one is noticed', () => {
  const bytes = cipher.encrypt(number);
  const changed = [...bytes.keys()].map((index) => {
    const copy = Buffer.from(bytes);
    copy[index] = (copy[index] ?? 0) ^ 1;
    return copy;
  });
  for (const wrong of [
    ...changed,
    bytes.subarray(0, -1),
    Buffer.concat([bytes, Buffer.alloc(1)]),
    Buffer.alloc(0),
  ]) {
    expect(() => cipher.decrypt(wrong)).toThrow('error.store.number-unreadable');
  }
});

it('the bytes of one row cannot be read as those of another, nor with another key', () => {
  const bytes = cipher.encrypt(number, 'row 1');
  expect(() => cipher.decrypt(bytes, 'row 2')).toThrow('error.store.number-unreadable');
  const other = createNumberCipher({ ...keyRing, encryption: Buffer.alloc(32, 3) });
  expect(() => other.decrypt(bytes, 'row 1')).toThrow('error.store.number-unreadable');
});

it('the look-up hash is equal for equal numbers under one key only', () => {
  const other = createNumberCipher({ ...keyRing, lookup: Buffer.alloc(32, 3) });
  const hash = cipher.lookupHash(number);
  expect(hash).toHaveLength(32);
  expect(cipher.lookupHash(number)).toEqual(hash);
  expect(cipher.lookupHash('+493023125002')).not.toEqual(hash);
  expect(other.lookupHash(number)).not.toEqual(hash);
});
