import { expect, test } from 'vitest';
import type { ShiftView } from '../../../protocol/views.ts';
import * as sample from '../../samples/shift.sample.ts';
import { screenOf } from './screen.ts';

const nothing = { savedHere: null, sending: null };
const attempt = sample.callSample.attemptId;

test.each<[string, ShiftView | null, string]>([
  ['no shift', null, 'not-on-shift'],
  ['a fresh shift', sample.shiftSample, 'pause'],
  ['ready, nobody due', sample.waitingSample, 'waiting'],
  ['ready, the dialler looks for somebody', { ...sample.soonSample, waiting: null }, 'waiting'],
  ['somebody to read about', sample.previewSample, 'preview'],
  ['it rings', sample.ringingSample, 'ringing'],
  ['an announcement plays', sample.announcementSample, 'ringing'],
  ['they talk', sample.talkingSample, 'talking'],
  ['the line ended before the shift’s state did', { ...sample.wrapUpSample, state: 'talking' }, 'wrap-up'],
  ['hung up', sample.wrapUpSample, 'wrap-up'],
  ['nobody answered', sample.settledSample, 'settled'],
  ['saved', sample.savedSample, 'wrap-up'],
  ['a call that broke off, in a pause', sample.unfinishedSample, 'wrap-up'],
  ['a pause after a saved call', { ...sample.savedSample, state: 'pause' }, 'pause'],
])('%s: %3$s', (_, view, kind) => {
  expect(screenOf(view, nothing).kind).toBe(kind);
});

test.each<[string, ShiftView, boolean]>([
  ['said just now', sample.savedSample, true],
  ['said a while ago', sample.savedForGoodSample, true],
  ['not said', sample.wrapUpSample, false],
  ['taken back', sample.undoneSample, false],
])('an outcome %s is saved: %3$s', (_, view, isSaved) => {
  expect(screenOf(view, nothing)).toMatchObject({ kind: 'wrap-up', isSaved });
});

test('what this page has sent counts as saved before the server’s view says so', () => {
  expect(screenOf(sample.wrapUpSample, { savedHere: attempt, sending: null })).toMatchObject({
    isSaved: true,
  });
  expect(screenOf(sample.wrapUpSample, { savedHere: 'another', sending: null })).toMatchObject({
    isSaved: false,
  });
});

test('with its outcome on the way a call is over for the caller, line or not', () => {
  expect(screenOf(sample.ringingSample, { savedHere: null, sending: attempt })).toMatchObject({
    kind: 'wrap-up',
    isSaved: false,
  });
});
