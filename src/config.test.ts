import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

test('the language is German unless the environment says English', () => {
  expect(readConfig({ HOME: '/home/x' }).locale).toBe('de');
  expect(readConfig({ HOME: '/home/x', LANG: 'en_GB.UTF-8' }).locale).toBe('en');
  expect(readConfig({ HOME: '/home/x', LANG: 'en_GB.UTF-8', DRAHT_LANG: 'de' }).locale).toBe('de');
  expect(readConfig({ HOME: '/home/x', LANG: 'C' }).locale).toBe('de');
});

test('all that is wrong is told at once, without the value, which may hold a password', () => {
  expect(() => readConfig({ DATABASE_URL: 'mysql://me:secret@there/db' })).toThrow(
    expect.objectContaining({ code: 'error.config', values: { variables: 'HOME, DATABASE_URL' } }),
  );
});

test('it cannot be changed afterwards', () => {
  expect(Object.isFrozen(readConfig({ HOME: '/home/x' }))).toBe(true);
});
