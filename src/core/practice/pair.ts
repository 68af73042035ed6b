// Two volunteers who practise a call, as a table of states: who does what goes in, how things stand comes out.
import { type Instant, MINUTE } from '../instant.ts';

/** `trainee` makes the call, `player` is the person who is called. */
export type PracticeRole = 'trainee' | 'player';
export type PracticeWish = PracticeRole | 'either';

/** Why a practice went on, or was over, without somebody. */
export type PracticeEnd =
  | 'partner-left'
  /** The partner's page was closed. */
  | 'partner-gone'
  | 'timed-out'
  | 'not-answered'
  /** One's own page was closed. */
  | 'away'
  | 'went-ready';

/**
 * `ringing`: the player reads the card and picks up. `talking`; then both fill in the `sheet`; `done`: they read each
 * other's view and may change roles. `over`: nobody is there any more.
 */
export type PairState = 'ringing' | 'talking' | 'sheet' | 'done' | 'over';

export interface Place {
  readonly isHere: boolean;
  /** Null where nothing need be said. */
  readonly ended: PracticeEnd | null;
  readonly hasSheet: boolean;
  readonly wantsSwap: boolean;
}

export interface Pair {
  readonly state: PairState;
  readonly since: Instant;
  /** Then the five minutes are over; nothing is cut off. Null before `talking`. */
  readonly talkUntil: Instant | null;
  readonly trainee: Place;
  readonly player: Place;
}

export type PairEvent =
  | { readonly kind: 'picked-up' | 'hung-up' | 'gave-sheet'; readonly by: PracticeRole }
  | { readonly kind: 'swap'; readonly by: PracticeRole; readonly isWanted: boolean }
  | { readonly kind: 'left'; readonly by: PracticeRole; readonly why: 'left' | 'away' | 'went-ready' }
  /** Time has gone by. */
  | { readonly kind: 'looked' };

/** How long somebody waits for a partner. */
export const WAITING_TIME = 10 * MINUTE;
/** "Ihr habt 5 Minuten." */
export const TALK_TIME = 5 * MINUTE;
/** Each state has an end of its own: nobody is kept by a partner who does nothing. */
const longest: Readonly<Record<Exclude<PairState, 'over'>, number>> = {
  ringing: 5 * MINUTE,
  talking: 15 * MINUTE,
  sheet: 30 * MINUTE,
  done: 15 * MINUTE,
};

const arrived: Place = { isHere: true, ended: null, hasSheet: false, wantsSwap: false };

export function startPair(now: Instant): Pair {
  return { state: 'ringing', since: now, talkUntil: null, trainee: arrived, player: arrived };
}

/** When the state ends by itself; null when all is over. */
export function endsAt({ state, since }: Pick<Pair, 'state' | 'since'>): Instant | null {
  return state === 'over' ? null : since + longest[state];
}

/** Whether both want to change roles: then a new pair begins. */
export function isSwapAgreed({ state, trainee, player }: Pair): boolean {
  return state === 'done' && trainee.wantsSwap && player.wantsSwap;
}

/**
 * What follows from one event.
 *
 * @returns the same pair when nothing does (a button that was pressed twice); null where the state does not know it.
 */
export function stepPair(pair: Pair, event: PairEvent, now: Instant): Pair | null {
  if (event.kind === 'looked') return pass(pair, now);
  if (!pair[event.by].isHere) return event.kind === 'left' ? pair : null;
  switch (event.kind) {
    case 'picked-up':
      if (pair.state === 'talking') return pair;
      if (pair.state !== 'ringing' || event.by !== 'player') return null;
      return { ...turn(pair, 'talking', now), talkUntil: now + TALK_TIME };
    case 'hung-up':
      if (pair.state === 'sheet') return pair;
      return pair.state === 'talking' ? turn(pair, 'sheet', now) : null;
    case 'gave-sheet':
      // Once both are read it stays as it is.
      if (pair.state === 'done' && pair[event.by].hasSheet) return pair;
      return pair.state === 'sheet' ? settle(put(pair, event.by, { hasSheet: true }), now) : null;
    case 'swap':
      if (pair.state !== 'done' || !pair[other(event.by)].isHere) return null;
      return put(pair, event.by, { wantsSwap: event.isWanted });
    case 'left':
      return leave(pair, event, now);
    default:
      return event satisfies never;
  }
}

export function other(role: PracticeRole): PracticeRole {
  return role === 'trainee' ? 'player' : 'trainee';
}

function leave(pair: Pair, { by, why }: Extract<PairEvent, { kind: 'left' }>, now: Instant): Pair {
  const gone = put(pair, by, { isHere: false, ended: why === 'left' ? null : why, wantsSwap: false });
  const told = why === 'away' ? 'partner-gone' : 'partner-left';
  switch (pair.state) {
    case 'ringing':
      return turn(put(gone, other(by), { isHere: false, ended: told }), 'over', now);
    case 'talking':
      // They have talked: whoever stays writes down what was.
      return turn(put(gone, other(by), { ended: told }), 'sheet', now);
    case 'sheet':
    case 'done':
      return settle(put(gone, other(by), { wantsSwap: false }), now);
    case 'over':
      return pair;
    default:
      return pair.state satisfies never;
  }
}

/** Once all who are there have given their sheets it is done; once nobody is there it is over. */
function settle(pair: Pair, now: Instant): Pair {
  const here = [pair.trainee, pair.player].filter((it) => it.isHere);
  if (here.length === 0) return turn(pair, 'over', now);
  return pair.state === 'sheet' && here.every((it) => it.hasSheet) ? turn(pair, 'done', now) : pair;
}

function pass(pair: Pair, now: Instant): Pair {
  const end = endsAt(pair);
  if (end === null || now < end) return pair;
  switch (pair.state) {
    case 'ringing':
      return close(pair, 'not-answered', now);
    case 'talking':
      return turn(pair, 'sheet', now);
    case 'sheet':
      return isFilledIn(pair) ? turn(pair, 'done', now) : close(pair, 'timed-out', now);
    case 'done':
      return close(pair, null, now);
    case 'over':
      return pair;
    default:
      return pair.state satisfies never;
  }
}

/** Whether anything was written down of the talk. */
export function isFilledIn({ trainee, player }: Pair): boolean {
  return trainee.hasSheet || player.hasSheet;
}

function close(pair: Pair, ended: PracticeEnd | null, now: Instant): Pair {
  const left = (place: Place): Place =>
    place.isHere ? { ...place, isHere: false, ended, wantsSwap: false } : place;
  return { ...turn(pair, 'over', now), trainee: left(pair.trainee), player: left(pair.player) };
}

function turn(pair: Pair, state: PairState, now: Instant): Pair {
  return { ...pair, state, since: now };
}

function put(pair: Pair, role: PracticeRole, change: Partial<Place>): Pair {
  return { ...pair, [role]: { ...pair[role], ...change } };
}

// ---- who practises with whom ----

/** Two who both want to call, or both want to be called, do not fit. */
export function fits(one: PracticeWish, another: PracticeWish): boolean {
  return one === 'either' || another === 'either' || one !== another;
}

/**
 * The role of whoever waited, against whoever came.
 *
 * Whoever waited gets the wish, also where the other one wished the same. Where both leave it open, whoever is not
 * ready for real calls yet makes the call; else whoever waited longer.
 */
export function roleOfWaiting(
  waiting: { readonly wish: PracticeWish; readonly isReady: boolean },
  coming: { readonly wish: PracticeWish; readonly isReady: boolean },
): PracticeRole {
  if (waiting.wish !== 'either') return waiting.wish;
  if (coming.wish !== 'either') return other(coming.wish);
  return waiting.isReady && !coming.isReady ? 'player' : 'trainee';
}

/** One of them by chance, and never the one before. @param chance 0 to 1. */
export function drawAnother<Item>(all: readonly Item[], before: Item | null, chance: number): Item {
  const left = all.filter((it) => it !== before);
  const drawn = left[Math.floor(chance * left.length)] ?? left[0];
  if (drawn === undefined) throw new RangeError('there is nothing else to draw');
  return drawn;
}
