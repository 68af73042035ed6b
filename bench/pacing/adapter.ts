// The product's pacer in the open shape of types.ts, for whoever measures pacers: runs under Node 24 as it is, and imports
// nothing but src/core/pacing. What differs are names; a state is a view of the one that came in, not a copy.
import { createPacer as createOurPacer } from '../../src/core/pacing/create-pacer.ts';
import type {
  CallerOnShift,
  CallOnTheWay,
  PacingEvent,
  PacingMode,
  PacingSettings,
  PacingSnapshot,
} from '../../src/core/pacing/pacing.ts';
import { ListView } from './list-view.ts';
import type { CallerView, CallView, OpenPacer, PacerEvent, PacerOptions, PacerState } from './types.ts';

/** @param options `abandonCap` 0 is `progressive`, up to 0.003 `early`, above it `look-ahead`. */
export function createPacer(options: PacerOptions): OpenPacer {
  warmUp();
  const pacer = createOurPacer(modeOf(options), settingsOf(options));
  const view = new SnapshotView();
  return {
    onEvent(event) {
      const ours = translateEvent(event);
      if (ours !== null) pacer.note(ours);
    },
    decide(now, state) {
      view.show(now, state);
      return pacer.decide(view).calls;
    },
  };
}

let isWarm = false;

/** V8 compiles what has run often: the first decisions of a session shall not be the slow ones. Some 50 ms, once a process. */
function warmUp(): void {
  if (isWarm) return;
  isWarm = true;
  const options = {
    ...{ teamSize: 20, abandonCap: 0.03, channels: 100, ringLimit: 26, grace: 2, tick: 0.25, clock0: 0 },
  };
  const busy = (id: number) =>
    ({ id, state: id % 3 === 0 ? 'wrap' : 'talking', since: 0, callId: id }) as const;
  const rings = (id: number) =>
    ({
      id,
      contactId: id,
      phoneType: id % 2 === 0 ? 'mobile' : 'landline',
      attempts: 0,
      state: 'ringing',
    }) as const;
  for (const count of [6, 40]) {
    const pacer = createPacer({ ...options, sessionLength: 3600, seed: 0 });
    const ids = Array.from({ length: count }, (_, id) => id);
    for (let round = 0; round < 400; round += 1) {
      const now = round * 2;
      const calls = ids.map((id) => ({
        ...rings(id),
        launchedAt: now - 5,
        ringingAt: now - (id % 20),
        answeredAt: null,
      }));
      const callers = ids.map(busy);
      for (const { phoneType, id } of calls) {
        pacer.onEvent?.({ type: 'launched', t: now, callId: id, contactId: id, phoneType, attempts: 0 });
        pacer.onEvent?.({ type: 'ringing', t: now, callId: id });
        pacer.onEvent?.({ type: 'failed', t: now, callId: id, reason: 'noanswer' });
      }
      pacer.decide(now, {
        ...{
          now,
          clock: now,
          loggedIn: count,
          ready: 0,
          talking: count,
          wrapping: 0,
          onBreak: 0,
          dialing: 0,
        },
        ...{
          ringing: count,
          waiting: 0,
          channelsTotal: 100,
          channelsFree: 50,
          contactsLeft: 1000,
          callers,
          calls,
        },
        upcoming: [{ phoneType: 'mobile', attempts: 0 }],
      });
    }
  }
}

function modeOf({ abandonCap }: PacerOptions): PacingMode {
  if (abandonCap <= 0) return 'progressive';
  return abandonCap <= 0.003 ? 'early' : 'look-ahead';
}

function settingsOf(options: PacerOptions): PacingSettings {
  return {
    teamSize: options.teamSize,
    abandonCap: options.abandonCap,
    channels: options.channels,
    ringSeconds: options.ringLimit,
    graceSeconds: options.grace,
    tickSeconds: options.tick,
    startsAtClock: options.clock0,
    sessionSeconds: options.sessionLength,
  };
}

/** Null: nothing that our pacer is told. */
function translateEvent(event: PacerEvent): PacingEvent | null {
  const at = event.t;
  switch (event.type) {
    case 'launched':
      return { type: event.type, at, callId: event.callId, kind: event.phoneType, tries: event.attempts };
    case 'ringing':
    case 'answered':
    case 'abandoned':
      return { type: event.type, at, callId: event.callId };
    case 'connected':
      return { type: event.type, at, callId: event.callId, callerId: event.callerId };
    case 'failed':
      return {
        ...{ type: event.type, at, callId: event.callId },
        reason: event.reason === 'noanswer' ? 'no-answer' : event.reason,
      };
    case 'ended':
      return {
        ...{ type: event.type, at, callId: event.callId, callerId: event.callerId },
        party: event.result === 'human' ? 'person' : 'machine',
        talkSeconds: event.talk,
      };
    case 'caller-break':
      return { type: 'caller-pause', at, callerId: event.callerId };
    case 'wrap-started':
      return { type: 'wrap-up-started', at, callerId: event.callerId };
    case 'caller-login':
    case 'caller-logout':
    case 'caller-back':
    case 'caller-ready':
      return { type: event.type, at, callerId: event.callerId };
    case 'channel-free':
      return null;
    default:
      return event satisfies never;
  }
}

/** A state with our names. Its lists are translated only when the pacer looks at them, once a decision, into the same objects. */
class SnapshotView implements PacingSnapshot {
  now = 0;
  channelsFree = 0;
  contactsLeft = 0;
  #state: PacerState | null = null;
  readonly #callers = new ListView<CallerView, CallerOnShift>(newCaller, fillCaller);
  readonly #calls = new ListView<CallView, CallOnTheWay>(newCall, fillCall);
  readonly #upcoming = new ListView<PacerState['upcoming'][number], Upcoming>(newUpcoming, fillUpcoming);

  show(now: number, state: PacerState): void {
    this.now = now;
    this.channelsFree = state.channelsFree;
    this.contactsLeft = state.contactsLeft;
    this.#state = state;
    this.#callers.isShown = false;
    this.#calls.isShown = false;
    this.#upcoming.isShown = false;
  }

  get callers(): readonly CallerOnShift[] {
    return this.#callers.of(this.#state?.callers ?? []);
  }

  get calls(): readonly CallOnTheWay[] {
    return this.#calls.of(this.#state?.calls ?? []);
  }

  get upcoming(): readonly Upcoming[] {
    return this.#upcoming.of(this.#state?.upcoming ?? []);
  }
}

type Upcoming = PacingSnapshot['upcoming'][number];
type Mutable<T> = { -readonly [K in keyof T]: T[K] };

function newCaller(): Mutable<CallerOnShift> {
  return { id: 0, state: 'ready', since: 0, callId: null };
}

function fillCaller(ours: Mutable<CallerOnShift>, { id, state, since, callId }: CallerView): void {
  ours.id = id;
  ours.state = state === 'wrap' ? 'wrap-up' : state === 'break' ? 'pause' : state;
  ours.since = since;
  ours.callId = callId;
}

function newCall(): Mutable<CallOnTheWay> {
  return {
    ...{ id: 0, kind: 'landline', tries: 0, state: 'dialing' },
    ...{ launchedAt: 0, ringingAt: null, answeredAt: null },
  };
}

function fillCall(ours: Mutable<CallOnTheWay>, theirs: CallView): void {
  ours.id = theirs.id;
  ours.kind = theirs.phoneType;
  ours.tries = theirs.attempts;
  ours.state = theirs.state;
  ours.launchedAt = theirs.launchedAt;
  ours.ringingAt = theirs.ringingAt;
  ours.answeredAt = theirs.answeredAt;
}

function newUpcoming(): Mutable<Upcoming> {
  return { kind: 'landline', tries: 0 };
}

function fillUpcoming(ours: Mutable<Upcoming>, theirs: PacerState['upcoming'][number]): void {
  ours.kind = theirs.phoneType;
  ours.tries = theirs.attempts;
}
