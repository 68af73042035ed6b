import { expect, test } from 'vitest';
import { SECOND } from './instant.ts';
import { type KeypadCommand, keypadWords, noKeys, pressKey } from './keypad-results.ts';
import { dispositions } from './outcome/disposition.ts';

/** @param keys A `_` is a pause of ten seconds. */
function typed(keys: string): KeypadCommand[] {
  let keypad = noKeys;
  let now = 1_000_000;
  return [...keys].flatMap((key) => {
    now += key === '_' ? 10 * SECOND : 300;
    if (key === '_') return [];
    const step = pressKey(keypad, key, now);
    keypad = step.keypad;
    return step.command === null ? [] : [step.command];
  });
}

test.each<[string, string, string]>([
  ['1#', 'report conversation-complete', 'a conversation'],
  ['2#', 'report no-time', 'no time'],
  ['3#', 'report voicemail', 'a mailbox'],
  ['4#', 'report not-in-service', 'an announcement'],
  ['5#', 'report wrong-person', 'somebody else'],
  ['66#', 'report objection', 'never again, said twice'],
  ['6#', 'unknown', 'never again, said once, is not enough'],
  ['9#', 'hang-up', ''],
  ['0#', 'help', ''],
  ['*', 'next', ''],
  ['1', '', 'a key by itself says nothing'],
  ['#', '', ''],
  ['3*1#', 'report conversation-complete', 'a star takes back'],
  ['3**', 'next', 'a star takes back, the next one goes on'],
  ['6_6#', 'unknown', 'a pause begins anew'],
  ['1_#', '', 'a word that was not finished is forgotten'],
  ['1#2#', 'report conversation-complete, report no-time', ''],
  ['11#', 'unknown', ''],
  ['666666666#', 'unknown', ''],
  ['7#', 'unknown', ''],
  ['A#', 'unknown', ''],
])('%s is %s %s', (keys, expected) => {
  const said = typed(keys).map((it) => (it.kind === 'report' ? `report ${it.disposition}` : it.kind));
  expect(said.join(', ')).toBe(expected);
});

test('each result is one that ends a call without a question that keys cannot answer', () => {
  const words = Object.values(keypadWords).flatMap((it) => (it.kind === 'report' ? [it.disposition] : []));
  expect(words.every((it) => dispositions[it] !== undefined)).toBe(true);
  // A promise needs its time, a new number its digits.
  expect(words).not.toContain('callback-agreed');
  expect(words).not.toContain('number-changed');
});
