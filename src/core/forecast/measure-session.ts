import { HOUR, type Instant, SECOND } from '../instant.ts';
import { abandonment, GRACE_SECONDS } from '../pacing/abandonment.ts';
import type { SessionEvent } from './session-event.ts';
import { type Hours, type Slot, slotsOf } from './slots.ts';

const GRACE = GRACE_SECONDS * SECOND;

/** Counts and seconds of one stretch of time, and of all. */
export interface Figures {
  /** On shift without pauses, all callers together. */
  readonly callerSeconds: number;
  /** In conversation with a person, or writing down what came of it. */
  readonly busySeconds: number;
  /** Of a caller from being ready after one conversation (or after coming) to the next one, without pauses. */
  readonly waits: {
    readonly count: number;
    readonly meanSeconds: number;
    readonly p90Seconds: number;
  } | null;
  readonly calls: number;
  readonly conversations: number;
  /** Calls that a person answered and nobody took in time; only people, which the simulation knows (`pacing/abandonment.ts`). */
  readonly abandoned: number;
}

export interface SlotFigures extends Figures {
  readonly slot: Slot;
  /** Abandoned calls since the beginning, as a share of those that people answered, 0 to 1; null before the first. */
  readonly abandonedShare: number | null;
}

export interface SessionFigures extends Figures {
  /** (talk + wrap-up of conversations) / time on shift without pauses, 0 to 1. */
  readonly utilisation: number;
  readonly conversationsPerCallerHour: number;
  /** Of the calls that people answered, 0 to 1. */
  readonly abandonedShare: number;
  readonly slots: readonly SlotFigures[];
}

interface Span {
  readonly from: Instant;
  readonly until: Instant;
}

interface Wait extends Span {
  readonly seconds: number;
}

/** What came of a session. Conversations that nobody ended count up to `endedAt`. */
export function measureSession(
  events: readonly SessionEvent[],
  openings: readonly Hours[],
  endedAt: Instant,
): SessionFigures {
  const calls = callsOf(events);
  const callers = [...groupByCaller(events).values()].map((own) => spansOf(own, calls.people, endedAt));
  const all: Collected = {
    present: callers.flatMap((it) => it.present),
    busy: callers.flatMap((it) => it.busy),
    waits: callers.flatMap((it) => it.waits),
    ...calls,
  };
  const whole = figuresWithin(all, { from: Number.NEGATIVE_INFINITY, until: Number.POSITIVE_INFINITY });
  const { callerSeconds, conversations, abandoned } = whole;
  return {
    ...whole,
    utilisation: callerSeconds === 0 ? 0 : whole.busySeconds / callerSeconds,
    conversationsPerCallerHour: callerSeconds === 0 ? 0 : (conversations * HOUR) / SECOND / callerSeconds,
    abandonedShare: abandonment({ connected: conversations, abandoned }).share,
    slots: slotFigures(all, openings),
  };
}

interface Collected {
  readonly present: readonly Span[];
  readonly busy: readonly Span[];
  readonly waits: readonly Wait[];
  readonly dialledAt: readonly Instant[];
  readonly conversationsAt: readonly Instant[];
  readonly abandonedAt: readonly Instant[];
}

function slotFigures(all: Collected, openings: readonly Hours[]): SlotFigures[] {
  const slots = slotsOf(openings);
  let [answered, abandoned] = [0, 0];
  return slots.map((slot, index) => {
    const next = slots[index + 1];
    const until = next === undefined ? Number.POSITIVE_INFINITY : next.fromAt;
    const figures = figuresWithin(all, {
      from: index === 0 ? Number.NEGATIVE_INFINITY : slot.fromAt,
      until,
    });
    answered += figures.conversations + figures.abandoned;
    abandoned += figures.abandoned;
    return { slot, ...figures, abandonedShare: answered === 0 ? null : abandoned / answered };
  });
}

function figuresWithin(all: Collected, within: Span): Figures {
  const count = (moments: readonly Instant[]) =>
    moments.filter((at) => at >= within.from && at < within.until).length;
  return {
    callerSeconds: secondsWithin(all.present, within),
    busySeconds: secondsWithin(all.busy, within),
    waits: summary(all.waits.filter(({ until }) => until >= within.from && until < within.until)),
    calls: count(all.dialledAt),
    conversations: count(all.conversationsAt),
    abandoned: count(all.abandonedAt),
  };
}

function secondsWithin(spans: readonly Span[], { from, until }: Span): number {
  let sum = 0;
  for (const span of spans) sum += Math.max(0, Math.min(span.until, until) - Math.max(span.from, from));
  return sum / SECOND;
}

function summary(waits: readonly Wait[]): Figures['waits'] {
  if (waits.length === 0) return null;
  const seconds = waits.map((it) => it.seconds).sort((a, b) => a - b);
  const p90Seconds = seconds[Math.ceil(seconds.length * 0.9) - 1] ?? 0;
  return {
    count: seconds.length,
    meanSeconds: seconds.reduce((a, b) => a + b, 0) / seconds.length,
    p90Seconds,
  };
}

/** Each call that a person answered is a conversation or abandoned, by when a caller was there. */
function callsOf(events: readonly SessionEvent[]) {
  const people = new Map<string, { readonly answeredAt: Instant; talkingAt: Instant | null }>();
  const dialledAt: Instant[] = [];
  for (const event of events) {
    if (event.kind === 'dialled') dialledAt.push(event.at);
    else if (event.kind === 'answered' && event.party === 'person')
      people.set(event.call, { answeredAt: event.at, talkingAt: null });
    else if (event.kind === 'talking') {
      const call = people.get(event.call);
      if (call !== undefined) call.talkingAt ??= event.at;
    }
  }
  const all = [...people.values()];
  const isInTime = (it: (typeof all)[number]) =>
    it.talkingAt !== null && it.talkingAt - it.answeredAt <= GRACE;
  return {
    people,
    dialledAt,
    conversationsAt: all.filter(isInTime).map((it) => it.answeredAt),
    abandonedAt: all.filter((it) => !isInTime(it)).map((it) => it.answeredAt),
  };
}

type OwnEvent = Exclude<SessionEvent, { kind: 'dialled' | 'answered' }>;

function groupByCaller(events: readonly SessionEvent[]): Map<string, OwnEvent[]> {
  const groups = new Map<string, OwnEvent[]>();
  for (const event of events) {
    if (event.kind === 'dialled' || event.kind === 'answered') continue;
    const own = groups.get(event.caller);
    if (own === undefined) groups.set(event.caller, [event]);
    else own.push(event);
  }
  return groups;
}

/** One caller's time: there (without pauses), busy with conversations, and waiting for the next one. */
function spansOf(own: readonly OwnEvent[], people: ReadonlyMap<string, unknown>, endedAt: Instant) {
  const present: Span[] = [];
  const busy: Span[] = [];
  const waits: Wait[] = [];
  let presentFrom: Instant | null = null;
  let busyFrom: Instant | null = null;
  let waited: { from: Instant; paused: number } | null = null;
  let pausedAt: Instant | null = null;
  const endBusy = (at: Instant) => {
    if (busyFrom !== null) busy.push({ from: busyFrom, until: at });
    busyFrom = null;
  };
  const endPresent = (at: Instant) => {
    if (presentFrom !== null) present.push({ from: presentFrom, until: at });
    presentFrom = null;
  };
  for (const event of own) {
    switch (event.kind) {
      case 'joined':
        presentFrom = event.at;
        waited = null;
        break;
      case 'ready': {
        const wasBusy: boolean = busyFrom !== null;
        endBusy(event.at);
        presentFrom ??= event.at;
        if (wasBusy || waited === null) waited = { from: event.at, paused: 0 };
        else if (pausedAt !== null) waited.paused += event.at - pausedAt;
        pausedAt = null;
        break;
      }
      case 'paused':
        endBusy(event.at);
        endPresent(event.at);
        pausedAt = event.at;
        break;
      case 'left':
        endBusy(event.at);
        endPresent(event.at);
        waited = null;
        pausedAt = null;
        break;
      case 'talking':
        if (!people.has(event.call)) break;
        busyFrom ??= event.at;
        if (waited !== null)
          waits.push({
            from: waited.from,
            until: event.at,
            seconds: (event.at - waited.from - waited.paused) / SECOND,
          });
        waited = null;
        break;
      default:
        return event satisfies never;
    }
  }
  endBusy(endedAt);
  endPresent(endedAt);
  return { present, busy, waits };
}
