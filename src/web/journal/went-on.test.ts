import { expect, test } from 'vitest';
import type { ShiftView } from '../../protocol/views.ts';
import { ringingSample, savedSample, talkingSample, wrapUpSample } from '../samples/shift.sample.ts';
import type { Pending, Step } from './entry.ts';
import { shiftToKeep, wentOn } from './went-on.ts';

const TEL = '+496990009970';
const onOwnPhone = (view: ShiftView, tel: string | null): ShiftView => ({
  ...view,
  voice: { ...view.voice, way: 'own' },
  call: view.call && { ...view.call, tel },
});
const ringing = onOwnPhone(ringingSample, TEL);
const attemptId = ringing.call?.attemptId ?? '';
const step = (it: Step, at: number, of = attemptId): Pending => ({
  ...{ kind: 'step', attemptId: of, step: it, at },
});

test('ASKS 39: without a line the talk begins and ends as it is tapped', () => {
  const at = ringing.now + 5_000;
  const talking = wentOn(ringing, [step('talking', at)]);
  expect(talking).toMatchObject({ state: 'talking', call: { line: 'talking', answeredAt: at, tel: TEL } });
  const over = wentOn(ringing, [step('talking', at), step('hangUp', at + 60_000)]);
  expect(over).toMatchObject({
    state: 'wrap-up',
    call: { line: 'ended', answeredAt: at, endedAt: at + 60_000, tel: null },
  });
});

test('what the server knows already, and what was said of another call, changes nothing', () => {
  const talking = onOwnPhone(talkingSample, TEL);
  const said = [step('talking', 1, talking.call?.attemptId)];
  expect(wentOn(talking, said).call?.answeredAt).toBe(talking.call?.answeredAt);
  expect(wentOn(ringing, [step('talking', 1, 'another')])).toBe(ringing);
  const over = onOwnPhone(wrapUpSample, null);
  expect(wentOn(over, [step('talking', 1, over.call?.attemptId)])).toBe(over);
});

test('a call by an own phone is kept with its number while it is on, and without any afterwards', () => {
  expect(shiftToKeep(ringing)).toEqual(ringing);
  const over = wentOn(ringing, [step('hangUp', ringing.now)]);
  const kept = JSON.stringify(shiftToKeep(over));
  expect(kept).not.toContain(TEL.slice(4));
  for (const { digits } of ringing.call?.card.numbers ?? []) expect(kept).not.toContain(digits);
  expect(kept).not.toContain(ringing.call?.card.dialled);
});

test.each([
  ['no shift', null],
  ['a call by another way', ringingSample],
  ['no call', { ...ringing, call: null }],
  ['a call whose outcome is with the server', onOwnPhone(savedSample, null)],
])('of %s nothing is kept', (_, view) => {
  expect(shiftToKeep(view)).toBeNull();
});
