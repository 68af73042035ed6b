import { type AnsweredCalls, abandonment } from './abandonment.ts';

/** What the next call may cost. */
export interface Price {
  /** Highest probability that the person who answers it finds nobody, 0 to 1. */
  readonly risk: number;
  /** What a machine that finds nobody weighs against a person who does. */
  readonly machineWeight: number;
}

/** Of the cap, what is spent: estimates err, by more where the cap or the session is small. */
const aim = (cap: number, inAll: number) => 0.935 - 0.0008 / cap - 0.25 / (1 + inAll);
/** The share allowed at a moment, as a multiple of the cap: neither a burst after quiet hours nor a standstill after bad luck. */
const MOST = 1.3;
const LEAST = 0.15;
/** Abandoned calls that a session may hand on to the next one, so that a single one does not end the evening. */
const CARRY = 0.5;
/** Standard deviations kept back, so that at most one session in five goes over the cap. */
const CAUTION = 1;
/** Only the last few abandoned calls can no longer be made good by those who come after them. */
const LAST_FEW = 2.5;
/** Caution begins with so many abandoned calls a session, and is whole with so many; below, chance decides anyway. */
const CAUTIOUS_FROM = 3;
const CAUTIOUS_AT = 8;
/** Answers, and abandoned calls, that the assumptions before the first call are worth. */
const ASSUMED_ANSWERS = 4;
const ASSUMED_ABANDONED = 3;
/** So many expected abandoned calls say how risk and truth go together: when people come home it is another way. */
const REMEMBERED_ABANDONED = 12;
/** What the risks add up to is more than what happens: whoever is dialled later is counted against each. */
const ASSUMED_TRUTH = 0.7;
/** Machines that find nobody, a conversation: from 0.6 times this on they weigh. */
const MOST_DROPPED = 0.5;
const DROPPED_GAIN = 2;

/** People who answered, and those of them who found nobody. */
interface Answers {
  readonly people: number;
  readonly abandoned: number;
}

const NONE_BEFORE: AnsweredCalls = { connected: 0, abandoned: 0 };

/**
 * Spends the permitted abandoned calls over the session and the day, neither saved up for a burst nor withheld for ever after
 * an unlucky start.
 *
 * What the cap leaves of the whole session is spread over the answers to come; the price of a call is that share, corrected by
 * how far permitted risks lay above the mean one so far, and the mean one above what really happened. Where the day had calls
 * before, what the cap leaves of the day is spread as well, and the smaller share holds: a bad morning is made good in the
 * evening, a good one is no credit for it.
 */
export class Budget {
  readonly #cap: number;
  readonly #sessionSeconds: number;
  /** Of the day, before this session. */
  readonly #earlier: Answers;
  /** Answers by people, abandoned ones too; a machine is taken off by its probability. */
  #people = 0;
  #abandoned = 0;
  #droppedMachines = 0;
  /** Over launched calls, by the chance that a person answers: the risk they brought, and the price then. */
  #risked = 0;
  #permitted = 0;
  /** Abandoned calls, as far as they are remembered like these. */
  #happened = 0;

  /** @param cap abandoned calls as a share of calls answered by people, above 0, at most 1. */
  constructor(cap: number, sessionSeconds: number, earlierToday = NONE_BEFORE) {
    this.#cap = cap;
    this.#sessionSeconds = sessionSeconds;
    const { connected, people: abandoned } = abandonment(earlierToday);
    this.#earlier = { people: connected + abandoned, abandoned };
  }

  launched(personChance: number, risk: number, permitted: number): void {
    this.#risked += personChance * risk;
    this.#permitted += personChance * permitted;
    if (this.#risked <= REMEMBERED_ABANDONED) return;
    const keep = REMEMBERED_ABANDONED / this.#risked;
    this.#risked *= keep;
    this.#permitted *= keep;
    this.#happened *= keep;
  }

  connected(personShare: number): void {
    this.#people += personShare;
  }

  /** Its caller has said who it was. */
  corrected(assumed: number, isPerson: boolean): void {
    this.#people += (isPerson ? 1 : 0) - assumed;
  }

  abandoned(personShare: number): void {
    this.#people += personShare;
    this.#abandoned += personShare;
    this.#happened += personShare;
    this.#droppedMachines += 1 - personShare;
  }

  /** @returns what a call may cost at this moment of the session. */
  price(now: number): Price {
    const truth = (this.#happened + ASSUMED_ABANDONED * ASSUMED_TRUTH) / (this.#risked + ASSUMED_ABANDONED);
    const assumed = ASSUMED_ANSWERS * this.#cap;
    const spread = (this.#permitted + assumed) / (this.#risked + assumed);
    const perRisk = clamp(spread, 0.3, 6) / clamp(truth, 0.1, 2);
    return { risk: Math.min(0.5, this.#allowedShare(now) * perRisk), machineWeight: this.#machineWeight() };
  }

  /** The share of the answers to come that may be abandoned. */
  #allowedShare(now: number): number {
    const session = { people: this.#people, abandoned: this.#abandoned };
    const toCome = (session.people / Math.max(300, now)) * Math.max(0, this.#sessionSeconds - now);
    const ofSession = this.#shareLeft(session, toCome);
    if (this.#earlier.people === 0) return ofSession;
    const day = {
      people: this.#earlier.people + session.people,
      abandoned: this.#earlier.abandoned + session.abandoned,
    };
    return Math.min(ofSession, this.#shareLeft(day, toCome));
  }

  #shareLeft({ people, abandoned }: Answers, toCome: number): number {
    const inAll = this.#cap * (people + toCome);
    const target = this.#cap * Math.max(0.3, aim(this.#cap, inAll));
    const left = target * (people + toCome) - abandoned;
    const caution = clamp((inAll - CAUTIOUS_FROM) / (CAUTIOUS_AT - CAUTIOUS_FROM), 0, 1) * CAUTION;
    const keptBack = caution * Math.sqrt(clamp(left, 0, LAST_FEW));
    return clamp((left - keptBack + CARRY) / (toCome + CARRY / target), LEAST * target, MOST * target);
  }

  #machineWeight(): number {
    const dropped = this.#droppedMachines / Math.max(10, this.#people - this.#abandoned);
    return Math.max(0, DROPPED_GAIN * (dropped / MOST_DROPPED - 0.6));
  }
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
