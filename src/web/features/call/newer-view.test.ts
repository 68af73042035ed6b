import { expect, test } from 'vitest';
import { pausedSample, ringingSample, shiftSample, talkingSample } from '../../samples/shift.sample.ts';
import { newerView, withHeard } from './newer-view.ts';

const later = { ...talkingSample, now: talkingSample.now + 5 };

test.each([
  ['the first', undefined, shiftSample, shiftSample],
  ['a later one', shiftSample, later, later],
  ['one of the same moment', shiftSample, pausedSample, pausedSample],
  ['an answer that an event has overtaken', later, shiftSample, later],
  ['the end of the shift', later, null, null],
  ['a new shift', null, shiftSample, shiftSample],
])('%s is shown', (_, known, came, shown) => {
  expect(newerView(known, came)).toBe(shown);
});

test('another shift is newer, whatever the clock says', () => {
  const other = { ...shiftSample, shiftId: 'other', now: 0 };
  expect(newerView(later, other)).toBe(other);
});

test('a voice is heard in its own call only', () => {
  const heard = { kind: 'machine' } as const;
  expect(withHeard(ringingSample, ringingSample.call?.attemptId ?? '', heard)?.call?.heard).toEqual(heard);
  expect(withHeard(ringingSample, 'another', heard)).toBe(ringingSample);
  expect(withHeard(null, 'another', heard)).toBeNull();
});
