import { GRACE_SECONDS } from '../core/pacing/abandonment.ts';
import { DEAD_SHARE, LANDLINE, MOBILE, TALK } from './drawn-people.ts';
import { even } from './pacing/distribution.ts';
import type { World } from './pacing/world.ts';

const HOUR = 3600;

/** The people of `drawnPeople` and the callers of `PortCaller` for a pacer alone: hours in milliseconds, first calls only. */
export function quickWorld({
  callers,
  hours,
  ringSeconds,
  channels,
  answerShare,
}: {
  readonly callers: number;
  readonly hours: number;
  readonly ringSeconds: number;
  readonly channels: number;
  readonly answerShare: number;
}): World {
  const phone = ({ busyShare, machineShare, rings }: typeof LANDLINE) => ({
    ...{ personFactor: 1, deadShare: DEAD_SHARE, busyShare, machineShare, personRings: rings },
    machineRings: even(18, 18.1),
  });
  return {
    name: 'quick',
    teamSize: callers,
    sessionSeconds: hours * HOUR,
    startsAtClock: 16 * HOUR,
    ...{ channels, ringSeconds, graceSeconds: GRACE_SECONDS, tickSeconds: 0.25 },
    personShare: () => answerShare,
    landlineShare: 0.5,
    perTry: 1,
    phones: { landline: phone(LANDLINE), mobile: phone(MOBILE) },
    setup: even(1, 1.1),
    failure: even(1.5, 2),
    talk: TALK,
    wrapUp: even(15, 45),
    machineTalk: even(3, 8),
    machineWrapUp: even(2, 6),
    talkFactor: () => 1,
    ...{
      talkSpread: 0,
      wrapUpSpread: 0,
      comesWithin: 180,
      goesWithin: 0,
      pausesPerHour: 0,
      pause: even(60, 61),
    },
  };
}
