import { expect, test } from 'vitest';
import { readBack } from './read-back.ts';

test.each([
  ['phone', '0171 3920047', '01 71 39 20 047'],
  ['phone', '0171/392004', '01 71 39 20 04'],
  ['phone', '+49 171 3920047', '+ 49 17 13 92 00 47'],
  ['email', 'jo.li@example.org', 'jo . li @ example . org'],
  ['address', 'Ringstraße 12, 04109 Leipzig', 'Ringstraße 12, 04 109 Leipzig'],
  ['name', '  Krüger ', 'Krüger'],
] as const)('%s %s is read back as %s', (field, value, words) => {
  expect(readBack({ field, value })).toBe(words);
});
