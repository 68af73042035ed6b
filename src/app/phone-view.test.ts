import { expect, test } from 'vitest';
import type { AttemptId, E164 } from '../core/ids.ts';
import { phoneOutcomes, phoneViewOf } from './phone-view.ts';
import type { CallView, ShiftView } from './workplace.ts';

const TEL = '+491713920046' as E164; // In a range that rings nobody.

/** What the view reads of a call; the rest of it is the laptop's. */
const call = (more: Partial<CallView> = {}) =>
  ({
    ...{ attemptId: 'a' as AttemptId, isUnfinished: false, line: 'dialling', tel: TEL, reported: null },
    card: { givenName: 'Sabine', familyName: 'Krüger', dialled: '0171 39200 46' },
    ...more,
  }) as CallView;
const shift = (state: ShiftView['state'], it: CallView | null) => ({ state, call: it }) as ShiftView;
const said = { disposition: 'busy' } as CallView['reported'];

test.each<[string, ShiftView, string, string | null]>([
  ['nobody is there, and the caller waits', shift('ready', null), 'waiting', null],
  ['nobody is there in a pause', shift('pause', null), 'pause', null],
  [
    'somebody is read about on the laptop',
    shift('preview', call({ line: 'preview', tel: null })),
    'waiting',
    null,
  ],
  ['there is somebody to ring', shift('ringing', call()), 'calling', TEL],
  ['two people talk', shift('talking', call({ line: 'talking' })), 'talking', TEL],
  ['the call is over', shift('talking', call({ line: 'ended' })), 'wrap-up', null],
  ['it is written down on the laptop', shift('wrap-up', call({ line: 'ended', tel: null })), 'wrap-up', null],
  ['a result was given while the line is up', shift('ringing', call({ reported: said })), 'wrap-up', null],
  ['a trunk has dialled it', shift('ringing', call({ tel: null })), 'wrap-up', null],
])('%s: %3$s', (_, view, state, tel) => {
  const shown = phoneViewOf(view);
  expect(shown).toMatchObject({ state, tel, number: tel && '0171 39200 46' });
  expect(shown.results.length > 0).toBe(tel !== null);
});

test('while one rings all short results can be said, while one talks those of a talk', () => {
  expect(phoneViewOf(shift('ringing', call())).results).toEqual(phoneOutcomes);
  expect(phoneViewOf(shift('talking', call())).results).not.toContain('busy');
});

test('what was taken back was not said', () => {
  const taken = call({ line: 'ended', reported: said, isUnfinished: true });
  expect(phoneViewOf(shift('wrap-up', taken)).reported).toBeNull();
  expect(phoneViewOf(shift('wrap-up', { ...taken, isUnfinished: false })).reported).toBe('busy');
});
