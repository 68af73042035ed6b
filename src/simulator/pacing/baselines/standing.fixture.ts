import type {
  CallerOnShift,
  CallOnTheWay,
  PacingEvent,
  PacingSnapshot,
} from '../../../core/pacing/pacing.ts';

interface Counts {
  readonly now?: number;
  readonly ready?: number;
  readonly talking?: number;
  readonly wrapUp?: number;
  readonly pause?: number;
  /** Calls that ring, and answered ones that wait. */
  readonly ringing?: number;
  readonly waiting?: number;
  readonly channelsFree?: number;
  readonly contactsLeft?: number;
}

/** How things stand, from counts alone; caller ids count from 1 in the order ready, talking, wrap-up, pause. */
export function standing(counts: Counts): PacingSnapshot {
  const { now = 0, channelsFree = 1000, contactsLeft = 1000 } = counts;
  const states: CallerOnShift['state'][] = [
    ...Array<'ready'>(counts.ready ?? 0).fill('ready'),
    ...Array<'talking'>(counts.talking ?? 0).fill('talking'),
    ...Array<'wrap-up'>(counts.wrapUp ?? 0).fill('wrap-up'),
    ...Array<'pause'>(counts.pause ?? 0).fill('pause'),
  ];
  const ways: CallOnTheWay['state'][] = [
    ...Array<'ringing'>(counts.ringing ?? 0).fill('ringing'),
    ...Array<'waiting'>(counts.waiting ?? 0).fill('waiting'),
  ];
  return {
    now,
    channelsFree,
    contactsLeft,
    callers: states.map((state, index) => ({ id: index + 1, state, since: 0, callId: null })),
    calls: ways.map((state, index) => ({
      ...{ id: index + 1, kind: 'mobile', tries: 0, state, launchedAt: 0, ringingAt: 0 },
      answeredAt: state === 'waiting' ? now : null,
    })),
    upcoming: [],
  };
}

/** What a pacer hears of calls that go out at a moment. */
export function launched(at: number, ...callIds: readonly number[]): PacingEvent[] {
  return callIds.map((callId) => ({ type: 'launched', at, callId, kind: 'mobile', tries: 0 }));
}

/** Calls that nobody answers. */
export function unanswered(at: number, ...callIds: readonly number[]): PacingEvent[] {
  return callIds.map((callId) => ({ type: 'failed', at, callId, reason: 'no-answer' }));
}

/** Calls that are answered and hung up again, since no caller is free. */
export function dropped(at: number, ...callIds: readonly number[]): PacingEvent[] {
  return callIds.flatMap((callId) => [
    { type: 'answered', at, callId } as const,
    { type: 'abandoned', at, callId } as const,
  ]);
}

/** Calls that are answered and talked through. */
export function talked(at: number, ...callIds: readonly number[]): PacingEvent[] {
  return callIds.flatMap((callId) => [
    { type: 'answered', at, callId } as const,
    { type: 'connected', at, callId, callerId: 1 } as const,
    { type: 'ended', at, callId, callerId: 1, party: 'person', talkSeconds: 60 } as const,
  ]);
}

/** So many ids from `first` on. */
export function ids(first: number, count: number): number[] {
  return Array.from({ length: count }, (_, index) => first + index);
}
