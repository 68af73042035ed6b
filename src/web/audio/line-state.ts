// The caller's line from this browser to the server, as one function: what happened, and what is to be done. It never
// gives up while it is wanted. All waits are moments of the wall that are looked at about once a second: a hidden tab
// has no faster timers.
import type { MicrophoneProblem } from './microphone-problem.ts';

export interface LineState {
  /** `taken`: another tab has the line; this one stays quiet until it is told to take it back. */
  readonly wish: 'off' | 'on' | 'taken';
  readonly microphone: 'none' | 'asking' | 'on' | MicrophoneProblem;
  readonly socket: 'closed' | 'opening' | 'open';
  /** `shaky`: it was up, and no sign of life comes. */
  readonly link: 'none' | 'offered' | 'connecting' | 'up' | 'shaky';
  /** Of the newest offer: what belongs to an older one is not heard. */
  readonly offerId: number;
  /** Whether the line stood since it was wanted: then it is lost, not on its way. */
  readonly wasUp: boolean;
  /** When the socket must have opened, have said something or be tried again (wall); null: nothing is awaited. */
  readonly socketDue: number | null;
  /** When the answer or the connection must have come (wall); null: nothing is awaited. */
  readonly linkDue: number | null;
  readonly tries: number;
  readonly lastTickAt: number;
}

export type LineEvent =
  | { readonly kind: 'start' | 'stop' }
  | { readonly kind: 'microphone'; readonly problem: MicrophoneProblem | null }
  | { readonly kind: 'socket-opened' | 'welcome' | 'taken' }
  /** Anything from the server: a sign of life. */
  | { readonly kind: 'message' }
  | { readonly kind: 'socket-closed'; readonly code: number }
  | { readonly kind: 'answer' | 'refused'; readonly id: number }
  | { readonly kind: 'link'; readonly id: number; readonly state: 'up' | 'shaky' | 'failed' }
  /** About every second. */
  | { readonly kind: 'tick' }
  /** The network came back, the page is looked at again, the computer woke. */
  | { readonly kind: 'woke' };

export type LineEffect =
  | {
      readonly kind:
        | 'ask-microphone'
        | 'release-microphone'
        | 'open-socket'
        | 'close-socket'
        | 'say-hello'
        | 'close-link'
        | 'take-answer';
    }
  | { readonly kind: 'offer'; readonly id: number };

export interface LineStep {
  readonly state: LineState;
  readonly effects: readonly LineEffect[];
}

export const firstLine: LineState = {
  ...{ wish: 'off', microphone: 'none', socket: 'closed', link: 'none', offerId: 0, wasUp: false },
  ...{ socketDue: null, linkDue: null, tries: 0, lastTickAt: 0 },
};

/** How long each thing may take, and the server be silent while the line is up (it speaks every two seconds). */
export const waits = {
  socketMs: 4_000,
  answerMs: 4_000,
  connectMs: 7_000,
  shakyMs: 2_000,
  silenceMs: 6_000,
  /** After sleep or another network: so soon the server must have said something. */
  proofMs: 3_000,
  /** A second that lasted so long was a sleep. */
  jumpMs: 10_000,
  refusedMs: 3_000,
  tries: [500, 1_000, 2_000, 3_000],
} as const;

/** No right, or no shift in this browser: the session is over. Any other end is tried again. */
const SIGNED_OUT = 4401;

export function lineStep(state: LineState, event: LineEvent, now: number): LineStep {
  switch (event.kind) {
    case 'start':
      return start(state);
    case 'stop':
      return end(state, 'off');
    case 'taken':
      return end(state, 'taken');
    case 'microphone':
      return microphone(state, event.problem, now);
    case 'socket-opened':
      return state.socket === 'opening' ? step(state, { kind: 'say-hello' }) : step(state);
    case 'welcome':
      return welcome(state, now);
    case 'message':
      return step(isUp(state) ? { ...state, socketDue: now + waits.silenceMs } : state);
    case 'socket-closed':
      return socketClosed(state, event.code, now);
    case 'answer':
      if (event.id !== state.offerId || state.link !== 'offered') return step(state);
      return step({ ...state, link: 'connecting', linkDue: now + waits.connectMs }, { kind: 'take-answer' });
    case 'refused':
      if (event.id !== state.offerId) return step(state);
      return step({ ...state, link: 'none', linkDue: now + waits.refusedMs }, { kind: 'close-link' });
    case 'link':
      return event.id === state.offerId ? link(state, event.state, now) : step(state);
    case 'tick':
      return tick(state, now);
    case 'woke':
      return woke(state, now);
  }
}

function step(state: LineState, ...effects: LineEffect[]): LineStep {
  return { state, effects };
}

/** Also after the microphone was refused: it is asked for again. */
function start(state: LineState): LineStep {
  const isAsked = state.wish === 'on' && (state.microphone === 'on' || state.microphone === 'asking');
  if (isAsked) return step(state);
  return step({ ...state, wish: 'on', microphone: 'asking' }, { kind: 'ask-microphone' });
}

function end(state: LineState, wish: 'off' | 'taken'): LineStep {
  const { offerId, lastTickAt } = state;
  return step(
    { ...firstLine, wish, offerId, lastTickAt },
    { kind: 'close-link' },
    { kind: 'close-socket' },
    { kind: 'release-microphone' },
  );
}

function microphone(state: LineState, problem: MicrophoneProblem | null, now: number): LineStep {
  // It was given when nobody wanted it any more.
  if (state.wish !== 'on') return step(state, { kind: 'release-microphone' });
  if (problem !== null) return step({ ...state, microphone: problem });
  const on: LineState = { ...state, microphone: 'on' };
  if (on.socket === 'closed') return openSocket(on, now);
  return on.socket === 'open' && on.link === 'none' ? offer(on, now) : step(on);
}

function openSocket(state: LineState, now: number): LineStep {
  return step({ ...state, socket: 'opening', socketDue: now + waits.socketMs }, { kind: 'open-socket' });
}

/** The socket answers no more, whatever it says of itself: another one, and a new connection by it. */
function anotherSocket(state: LineState, now: number): LineStep {
  const opened = openSocket({ ...state, link: 'none', linkDue: null, tries: state.tries + 1 }, now);
  return step(opened.state, { kind: 'close-link' }, { kind: 'close-socket' }, ...opened.effects);
}

function offer(state: LineState, now: number): LineStep {
  const id = state.offerId + 1;
  const offered: LineState = { ...state, offerId: id, link: 'offered', linkDue: now + waits.answerMs };
  return step({ ...offered, socketDue: null }, { kind: 'close-link' }, { kind: 'offer', id });
}

function welcome(state: LineState, now: number): LineStep {
  const open: LineState = { ...state, socket: 'open', socketDue: null, tries: 0 };
  if (open.wish !== 'on' || open.microphone !== 'on') return step(open);
  // The audio may well have gone on without the socket: the server says so soon, or it is connected anew.
  if (isUp(open)) return step({ ...open, socketDue: now + waits.silenceMs });
  return offer(open, now);
}

function socketClosed(state: LineState, code: number, now: number): LineStep {
  if (code === SIGNED_OUT) return end(state, 'off');
  if (state.wish !== 'on') return step({ ...state, socket: 'closed', socketDue: null });
  const wait = waits.tries[Math.min(state.tries, waits.tries.length - 1)] ?? waits.refusedMs;
  const closed: LineState = { ...state, socket: 'closed', socketDue: now + wait, tries: state.tries + 1 };
  // An answer that is on its way comes no more.
  return step(closed.link === 'offered' ? { ...closed, link: 'none', linkDue: null } : closed);
}

function link(state: LineState, is: 'up' | 'shaky' | 'failed', now: number): LineStep {
  if (state.wish !== 'on' || state.link === 'none' || state.link === 'offered') return step(state);
  if (is === 'up') {
    const up: LineState = { ...state, link: 'up', linkDue: null, wasUp: true };
    return step(up.socket === 'open' ? { ...up, socketDue: now + waits.silenceMs } : up);
  }
  if (is === 'shaky')
    return step(state.link === 'up' ? { ...state, link: 'shaky', linkDue: now + waits.shakyMs } : state);
  return connectAgain(state, now);
}

function connectAgain(state: LineState, now: number): LineStep {
  if (state.socket === 'open') return offer(state, now);
  // The new socket's welcome makes the offer.
  return step({ ...state, link: 'none', linkDue: null }, { kind: 'close-link' });
}

function tick(before: LineState, now: number): LineStep {
  const hasSlept = before.lastTickAt > 0 && now - before.lastTickAt > waits.jumpMs;
  const state: LineState = { ...before, lastTickAt: now };
  if (state.wish !== 'on' || state.microphone !== 'on') return step(state);
  if (hasSlept) return woke(state, now);
  if (state.socketDue !== null && now >= state.socketDue)
    return state.socket === 'closed' ? openSocket(state, now) : anotherSocket(state, now);
  if (state.linkDue === null || now < state.linkDue) return step(state);
  return state.link === 'offered' ? anotherSocket(state, now) : connectAgain(state, now);
}

function woke(state: LineState, now: number): LineStep {
  if (state.wish !== 'on' || state.microphone !== 'on') return step(state);
  if (state.socket === 'closed') return openSocket({ ...state, tries: 0 }, now);
  if (state.socket === 'opening') return step({ ...state, socketDue: now + waits.proofMs });
  // An open socket hears of its end only after minutes: it has to prove that it lives.
  if (state.link === 'up') return step({ ...state, socketDue: now + waits.proofMs });
  return state.link === 'offered'
    ? step({ ...state, linkDue: now + waits.proofMs })
    : connectAgain(state, now);
}

function isUp({ link }: LineState): boolean {
  return link === 'up' || link === 'shaky';
}

/** The line in one word, for whoever looks at it. */
export type LineWord = 'off' | 'asking' | 'no-microphone' | 'connecting' | 'up' | 'lost' | 'taken';

export function lineWord(state: LineState): LineWord {
  if (state.wish !== 'on') return state.wish;
  if (state.microphone === 'asking' && !isUp(state)) return 'asking';
  if (state.microphone !== 'on' && state.microphone !== 'asking') return 'no-microphone';
  if (isUp(state)) return 'up';
  return state.wasUp ? 'lost' : 'connecting';
}
