// The open interface between a simulator and a pacer, name for name as it is given to whoever brings either: any pacer can be
// measured in any world. Plain data, times in seconds since the session began. Ours is translated to it in adapter.ts.

export interface PacerOptions {
  /** Callers expected; they log in late, pause and leave. */
  readonly teamSize: number;
  /** 0.003 (near zero), 0.01 or 0.03: abandoned / (connected + abandoned), people only. */
  readonly abandonCap: number;
  /** Calls at once that the trunk carries. */
  readonly channels: number;
  /** Seconds of ringing before the dialler gives a call up (26). */
  readonly ringLimit: number;
  /** Seconds that an answered call may wait for a caller before it counts as abandoned (2). */
  readonly grace: number;
  /** Seconds between two decisions when nothing happens (0.25). */
  readonly tick: number;
  /** Clock time at the session's start, in seconds since midnight. */
  readonly clock0: number;
  readonly sessionLength: number;
  /** For a pacer's own randomness. */
  readonly seed: number;
}

export type PhoneType = 'landline' | 'mobile';

export interface CallView {
  readonly id: number;
  readonly contactId: number;
  readonly phoneType: PhoneType;
  readonly attempts: number;
  readonly state: 'dialing' | 'ringing' | 'waiting';
  readonly launchedAt: number;
  readonly ringingAt: number | null;
  readonly answeredAt: number | null;
}

export interface CallerView {
  readonly id: number;
  readonly state: 'ready' | 'talking' | 'wrap' | 'break';
  readonly since: number;
  readonly callId: number | null;
}

/** Read only; the same object is passed every time and changes between calls. */
export interface PacerState {
  readonly now: number;
  readonly clock: number;
  /** Callers. */
  readonly loggedIn: number;
  readonly ready: number;
  readonly talking: number;
  readonly wrapping: number;
  readonly onBreak: number;
  /** Calls not yet with a caller. */
  readonly dialing: number;
  readonly ringing: number;
  readonly waiting: number;
  readonly channelsTotal: number;
  readonly channelsFree: number;
  readonly contactsLeft: number;
  /** Logged-in callers. */
  readonly callers: readonly CallerView[];
  /** Calls not yet with a caller. */
  readonly calls: readonly CallView[];
  /** The next 20 contacts, in dialling order. */
  readonly upcoming: readonly { readonly phoneType: PhoneType; readonly attempts: number }[];
}

export type PacerEvent =
  | {
      readonly type:
        | 'caller-login'
        | 'caller-logout'
        | 'caller-break'
        | 'caller-back'
        | 'caller-ready'
        | 'wrap-started';
      readonly t: number;
      readonly callerId: number;
    }
  | {
      readonly type: 'launched';
      readonly t: number;
      readonly callId: number;
      readonly contactId: number;
      readonly phoneType: PhoneType;
      readonly attempts: number;
    }
  | { readonly type: 'ringing'; readonly t: number; readonly callId: number }
  /** `unknown` in the main suite: no machine detection. */
  | {
      readonly type: 'answered';
      readonly t: number;
      readonly callId: number;
      readonly party: 'unknown' | 'human' | 'machine';
    }
  | {
      readonly type: 'connected';
      readonly t: number;
      readonly callId: number;
      readonly callerId: number;
      readonly waited: number;
    }
  | {
      readonly type: 'failed';
      readonly t: number;
      readonly callId: number;
      readonly reason: 'invalid' | 'network' | 'busy' | 'noanswer';
    }
  /** Person or machine: a dialler cannot tell. */
  | { readonly type: 'abandoned'; readonly t: number; readonly callId: number }
  /** `result` is the caller's disposition. */
  | {
      readonly type: 'ended';
      readonly t: number;
      readonly callId: number;
      readonly callerId: number | null;
      readonly result: 'human' | 'machine';
      readonly talk: number;
    }
  | { readonly type: 'channel-free'; readonly t: number; readonly channelsFree: number };

export interface OpenPacer {
  /** Comes before the decide() that follows the event. */
  onEvent?(event: PacerEvent): void;
  /** Calls to launch now, 0 or more; capped at channelsFree; called after every event and every tick. */
  decide(now: number, state: PacerState): number;
}
