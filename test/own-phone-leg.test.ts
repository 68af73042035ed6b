import { expect, test } from 'vitest';
import { OWN_CALL_LIMIT, ownPhone } from '../src/app/own-phone.ts';
import type { LegEvent } from '../src/app/ports.ts';
import type { AttemptId, E164, ShiftId } from '../src/core/ids.ts';
import { MINUTE, SECOND } from '../src/core/instant.ts';
import { OWN_PHONE } from '../src/core/speak-way.ts';
import { VirtualClock } from '../src/simulator/virtual-clock.ts';

function dial() {
  const clock = new VirtualClock(0);
  const events: LegEvent[] = [];
  const line = ownPhone(clock);
  const number = '+4930231250' as E164;
  const leg = line.dial(
    {
      ...{ attemptId: 'a' as AttemptId, shiftId: 's' as ShiftId, side: 'contact', analyseSound: false },
      ...{ trunkId: OWN_PHONE, to: number, from: number, ringSeconds: 35 },
    },
    async (event) => void events.push(event),
  );
  return { clock, events, line, leg };
}

test('nothing is known of the call until its caller hangs up; then it ends once', async () => {
  const { clock, events, leg } = dial();
  await clock.run(20 * MINUTE);
  expect(events).toEqual([]);
  leg.hangUp();
  leg.hangUp();
  await clock.run(2 * OWN_CALL_LIMIT);
  expect(events).toMatchObject([
    {
      kind: 'ended',
      evidence: { trunkId: OWN_PHONE, sipStatus: null, ms: { answered: null, ended: 1_200_000 } },
    },
  ]);
});

test('who says nothing for an hour is no longer waited for', async () => {
  const { clock, events } = dial();
  await clock.run(OWN_CALL_LIMIT - SECOND);
  expect(events).toEqual([]);
  await clock.run(OWN_CALL_LIMIT);
  expect(events).toMatchObject([{ kind: 'ended' }]);
});

test('a program that closes ends nobody’s talk', async () => {
  const { clock, events, line } = dial();
  line.close();
  await clock.run(2 * OWN_CALL_LIMIT);
  expect(events).toEqual([]);
});
