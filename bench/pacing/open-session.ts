// Our worlds as seen through the open interface of types.ts: any pacer in that shape runs in them.
import type {
  CallerOnShift,
  CallOnTheWay,
  PacingEvent,
  PacingSnapshot,
} from '../../src/core/pacing/pacing.ts';
import type { SessionPacer } from '../../src/simulator/pacing/run-session.ts';
import type { World } from '../../src/simulator/pacing/world.ts';
import { ListView } from './list-view.ts';
import type { CallerView, CallView, OpenPacer, PacerEvent, PacerOptions, PacerState } from './types.ts';

/** What a pacer is told of a world before it begins. */
export function optionsOf(world: World, abandonCap: number, seed: number): PacerOptions {
  return {
    teamSize: world.teamSize,
    abandonCap,
    channels: world.channels,
    ringLimit: world.ringSeconds,
    grace: world.graceSeconds,
    tick: world.tickSeconds,
    clock0: world.startsAtClock,
    sessionLength: world.sessionSeconds,
    seed,
  };
}

/** How long the decisions took; milliseconds. */
export interface DecideTimes {
  count: number;
  totalMs: number;
  worstMs: number;
  /** Of each power of two of microseconds, how many: for a percentile that garbage collection does not make. */
  readonly histogram: number[];
}

export function newTimes(): DecideTimes {
  return { count: 0, totalMs: 0, worstMs: 0, histogram: Array<number>(24).fill(0) };
}

/** A pacer of the open shape in a session of ours; `times` takes what each decision took, all translation by the pacer included. */
export function throughTheOpenShape(
  pacer: OpenPacer,
  options: PacerOptions,
  times: DecideTimes,
): SessionPacer {
  const state = new StateView(options);
  return {
    note: (event) => pacer.onEvent?.(asOpenEvent(event)),
    decide: (snapshot) => {
      state.show(snapshot);
      return { calls: timed(times, () => pacer.decide(snapshot.now, state)) };
    },
  };
}

/**
 * What `work` gives; its time goes to `times`.
 *
 * By the clock; when that says more than half a millisecond, by the thread's CPU time where that is less: other programs on the
 * machine are no fault of a pacer, its own garbage collection is.
 */
export function timed<T>(times: DecideTimes, work: () => T): T {
  const before = process.threadCpuUsage();
  const startedAt = performance.now();
  const result = work();
  const clockMs = performance.now() - startedAt;
  addTime(times, clockMs < 0.5 ? clockMs : Math.min(clockMs, cpuMsSince(before)));
  return result;
}

/** The same by the clock alone, which is cheaper; for those whose worst time is nobody's goal. */
export function timedByClock<T>(times: DecideTimes, work: () => T): T {
  const startedAt = performance.now();
  const result = work();
  addTime(times, performance.now() - startedAt);
  return result;
}

function cpuMsSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}

function addTime(times: DecideTimes, ms: number): void {
  times.count += 1;
  times.totalMs += ms;
  times.worstMs = Math.max(times.worstMs, ms);
  const bin = Math.min(23, Math.max(0, Math.ceil(Math.log2(ms * 1000 + 1e-9))));
  times.histogram[bin] = (times.histogram[bin] ?? 0) + 1;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** The state in the open names. The lists stand ready before a decision, as a simulator has them: its time is not the pacer's. */
class StateView implements PacerState {
  now = 0;
  clock = 0;
  channelsFree = 0;
  contactsLeft = 0;
  readonly channelsTotal: number;
  readonly #startsAtClock: number;
  #snapshot: PacingSnapshot | null = null;
  callers: readonly CallerView[] = [];
  calls: readonly CallView[] = [];
  readonly #callers = new ListView<CallerOnShift, CallerView>(newCaller, fillCaller);
  readonly #calls = new ListView<CallOnTheWay, CallView>(newCall, fillCall);

  constructor({ channels, clock0 }: PacerOptions) {
    this.channelsTotal = channels;
    this.#startsAtClock = clock0;
  }

  show(snapshot: PacingSnapshot): void {
    this.now = snapshot.now;
    this.clock = this.#startsAtClock + snapshot.now;
    this.channelsFree = snapshot.channelsFree;
    this.contactsLeft = snapshot.contactsLeft;
    this.#snapshot = snapshot;
    this.#callers.isShown = false;
    this.#calls.isShown = false;
    this.callers = this.#callers.of(snapshot.callers);
    this.calls = this.#calls.of(snapshot.calls);
  }

  get loggedIn(): number {
    return this.#snapshot?.callers.length ?? 0;
  }
  get ready(): number {
    return this.#callersIn('ready');
  }
  get talking(): number {
    return this.#callersIn('talking');
  }
  get wrapping(): number {
    return this.#callersIn('wrap-up');
  }
  get onBreak(): number {
    return this.#callersIn('pause');
  }
  get dialing(): number {
    return this.#callsIn('dialing');
  }
  get ringing(): number {
    return this.#callsIn('ringing');
  }
  get waiting(): number {
    return this.#callsIn('waiting');
  }
  get upcoming(): PacerState['upcoming'] {
    return (this.#snapshot?.upcoming ?? []).map(({ kind, tries }) => ({ phoneType: kind, attempts: tries }));
  }

  #callersIn(state: CallerOnShift['state']): number {
    return this.#snapshot?.callers.filter((it) => it.state === state).length ?? 0;
  }

  #callsIn(state: CallOnTheWay['state']): number {
    return this.#snapshot?.calls.filter((it) => it.state === state).length ?? 0;
  }
}

function newCaller(): Mutable<CallerView> {
  return { id: 0, state: 'ready', since: 0, callId: null };
}

function fillCaller(theirs: Mutable<CallerView>, { id, state, since, callId }: CallerOnShift): void {
  theirs.id = id;
  theirs.state = state === 'wrap-up' ? 'wrap' : state === 'pause' ? 'break' : state;
  theirs.since = since;
  theirs.callId = callId;
}

function newCall(): Mutable<CallView> {
  return {
    ...{ id: 0, contactId: 0, phoneType: 'landline', attempts: 0, state: 'dialing' },
    ...{ launchedAt: 0, ringingAt: null, answeredAt: null },
  };
}

function fillCall(theirs: Mutable<CallView>, ours: CallOnTheWay): void {
  theirs.id = ours.id;
  theirs.contactId = ours.id;
  theirs.phoneType = ours.kind;
  theirs.attempts = ours.tries;
  theirs.state = ours.state;
  theirs.launchedAt = ours.launchedAt;
  theirs.ringingAt = ours.ringingAt;
  theirs.answeredAt = ours.answeredAt;
}

function asOpenEvent(event: PacingEvent): PacerEvent {
  const t = event.at;
  switch (event.type) {
    case 'launched': {
      const { callId, kind, tries } = event;
      return { type: 'launched', t, callId, contactId: callId, phoneType: kind, attempts: tries };
    }
    case 'ringing':
    case 'abandoned':
      return { type: event.type, t, callId: event.callId };
    case 'answered':
      return { type: 'answered', t, callId: event.callId, party: 'unknown' };
    case 'connected':
      return { type: 'connected', t, callId: event.callId, callerId: event.callerId, waited: 0 };
    case 'failed':
      return {
        ...{ type: 'failed', t, callId: event.callId },
        reason: event.reason === 'no-answer' ? 'noanswer' : event.reason,
      };
    case 'ended':
      return {
        ...{ type: 'ended', t, callId: event.callId, callerId: event.callerId },
        result: event.party === 'person' ? 'human' : 'machine',
        talk: event.talkSeconds,
      };
    case 'caller-pause':
      return { type: 'caller-break', t, callerId: event.callerId };
    case 'wrap-up-started':
      return { type: 'wrap-started', t, callerId: event.callerId };
    default:
      return { type: event.type, t, callerId: event.callerId };
  }
}
