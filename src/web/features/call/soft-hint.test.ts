import { expect, test } from 'vitest';
import { softHint } from './soft-hint.ts';

test.each([
  ['Ist seit Mai krank', 'health'],
  ['hat Depressionen', 'health'],
  ['geht in die Kirche', 'belief'],
  ['Ihre Tochter hat abgenommen', 'others'],
  ['Her husband answered', 'others'],
  ['Krank, und die Mutter auch', 'health'],
  ['Würde mit Begleitung kommen.', null],
  ['Fragt nach dem Treffen, suchte die Adresse', null],
  ['Jemand soll wegen der Mannheimer Str. anrufen', null],
  ['', null],
])('%j reminds of %s', (text, hint) => {
  expect(softHint(text)).toBe(hint);
});
