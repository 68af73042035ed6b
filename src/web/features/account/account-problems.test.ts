import { expect, test } from 'vitest';
import { createTexts } from '../../../texts/texts.ts';
import { safeGoal, setUpProblems, signInProblems } from './account-problems.ts';

const de = createTexts('de');

test('signing in needs a name and a password, of any length', () => {
  expect(Object.keys(signInProblems({ login: ' ', password: '' }, de))).toEqual(['login', 'password']);
  expect(signInProblems({ login: 'doris', password: 'x' }, de)).toEqual({});
});

test.each([
  ['', 'Es fehlen noch 10 Zeichen. Das Passwort braucht 10.'],
  ['123456789', 'Es fehlt noch ein Zeichen. Das Passwort braucht 10.'],
  // Characters, not code units.
  ['🐝🐝🐝🐝🐝', 'Es fehlen noch 5 Zeichen. Das Passwort braucht 10.'],
  ['1234567890', undefined],
  ['ein langer Satz mit Lücken', undefined],
])('a new password %j: %s', (password, said) => {
  expect(setUpProblems({ code: 'c', name: 'n', login: 'l', password }, de).password).toBe(said);
});

test('each field of the first account says what is missing', () => {
  const problems = setUpProblems({ code: ' ', name: '', login: ' ', password: '1234567890' }, de);
  expect(Object.keys(problems)).toEqual(['code', 'name', 'login']);
});

test.each([
  ['/bericht/sachsen-2012', '/bericht/sachsen-2012'],
  ['//elsewhere.example/x', '/home'],
  ['/\\elsewhere.example', '/home'],
  ['https://elsewhere.example', '/home'],
  [undefined, '/home'],
])('after signing in %s leads to %s', (wanted, goal) => {
  expect(safeGoal(wanted, '/home')).toBe(goal);
});
