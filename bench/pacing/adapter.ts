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
