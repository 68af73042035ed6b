import { AnswerLevel, QUICK } from './answer-level.ts';
import { type CallOutlook, Outlooks } from './call-outlook.ts';
import type { PhoneKind } from './pacing.ts';
import {
  COUNTED,
  forget,
  type LearnedRings,
  machineHazard,
  newRing,
  personHazard,
  RING_BINS,
  type Ring,
  ringBin,
  setupBin,
} from './ring-counts.ts';

interface LiveCall {
  readonly kind: PhoneKind;
  readonly launchedAt: number;
  ringingAt: number | null;
  /** Age up to which its ringing, or its dialling, is counted. */
  countedUntil: number;
}

/** An answer whose party is not known yet: the share that was counted as a person. */
interface OpenAnswer {
  readonly kind: PhoneKind;
  readonly bin: number;
  readonly personShare: number;
}

const KINDS = ['landline', 'mobile'] as const;

/**
 * When calls are answered, by whom: competing risks on bins of a second (person, machine, failure), with calls that still
 * ring counted for the seconds they rang (Kaplan and Meier 1958; Prentice et al. 1978), gamma priors in each bin, and one
 * level of the people's answers that moves with the hour.
 */
export class RingModel {
  readonly #rings: Record<PhoneKind, Ring> = { landline: newRing('landline'), mobile: newRing('mobile') };
  readonly #calls = new Map<number, LiveCall>();
  readonly #open = new Map<number, OpenAnswer>();
  /** The model that others are measured by is told how often people answer; null: it is learned. */
  knownLevel: number | null = null;
  /** Steady, and quick to notice a change. */
  readonly #level = new AnswerLevel(1);
  readonly #newLevel = new AnswerLevel(QUICK);
  #levelAt = 0;
  readonly #tables: Record<PhoneKind, Outlooks>;

  constructor(ringSeconds: number) {
    this.#tables = { landline: new Outlooks(ringSeconds), mobile: new Outlooks(ringSeconds) };
    this.refresh(0);
  }

  /** How often people answer now, 1 as in what was learned. */
  get level(): number {
    return this.knownLevel ?? this.#level.mean;
  }
  learned(): LearnedRings {
    const of = (kind: PhoneKind) => {
      const { people, machines, watched, watchedAtLevel, rung, failed, dialled } = this.#rings[kind];
      return {
        ...{ people: [...people], machines: [...machines], watched: [...watched], rung: [...rung] },
        ...{ watchedAtLevel: [...watchedAtLevel], failed: [...failed], dialled: [...dialled] },
      };
    };
    return { landline: of('landline'), mobile: of('mobile') };
  }

  /** Adds what was learned before, for `weight` (0 to 1) of its worth. */
  recall(learned: LearnedRings, weight: number): void {
    for (const kind of KINDS) {
      for (const what of COUNTED) {
        const counts = this.#rings[kind][what];
        learned[kind][what].forEach((it, bin) => {
          counts[bin] = (counts[bin] ?? 0) + weight * it;
        });
      }
    }
    this.refresh(this.#levelAt);
  }

  launched(callId: number, kind: PhoneKind, at: number): void {
    this.#calls.set(callId, { kind, launchedAt: at, ringingAt: null, countedUntil: 0 });
  }

  ringing(callId: number, at: number): void {
    const call = this.#calls.get(callId);
    if (call === undefined || call.ringingAt !== null) return;
    this.#countUpTo(call, at);
    const { rung } = this.#rings[call.kind];
    const bin = setupBin(at - call.launchedAt);
    rung[bin] = (rung[bin] ?? 0) + 1;
    call.ringingAt = at;
    call.countedUntil = 0;
  }

  /** @returns the probability that it is a person. */
  answered(callId: number, at: number): number {
    const call = this.#calls.get(callId);
    if (call === undefined) return 0.5;
    if (call.ringingAt === null) this.ringing(callId, at);
    this.#countUpTo(call, at);
    this.#calls.delete(callId);
    const { kind } = call;
    const bin = ringBin(at - (call.ringingAt ?? at));
    const personShare = this.personShare(kind, bin);
    this.#count(kind, bin, personShare);
    this.#open.set(callId, { kind, bin, personShare });
    return personShare;
  }

  personShare(kind: PhoneKind, bin: number): number {
    const person = personHazard(this.#rings[kind], bin) * this.level;
    return person / (person + machineHazard(this.#rings[kind], bin));
  }

  /** Its caller said who it was. */
  settled(callId: number, isPerson: boolean): void {
    const answer = this.#open.get(callId);
    if (answer === undefined) return;
    this.#open.delete(callId);
    this.#correct(answer, isPerson ? 1 : 0);
  }

  /** Nobody will ever say who it was. */
  forget(callId: number): void {
    this.#open.delete(callId);
  }

  failed(callId: number, at: number): void {
    const call = this.#calls.get(callId);
    if (call === undefined) return;
    this.#countUpTo(call, at);
    this.#calls.delete(callId);
    if (call.ringingAt !== null) return;
    const { failed } = this.#rings[call.kind];
    const bin = setupBin(at - call.launchedAt);
    failed[bin] = (failed[bin] ?? 0) + 1;
  }

  /** Counts what rings up to `now` and works the outlooks out again. */
  refresh(now: number, driftPerSecond = 0): void {
    for (const call of this.#calls.values()) this.#countUpTo(call, now);
    const seconds = Math.max(0, now - this.#levelAt);
    this.#levelAt = now;
    for (const level of [this.#level, this.#newLevel]) level.drift(driftPerSecond * seconds);
    this.#level.adopt(this.#newLevel);
    for (const kind of KINDS) {
      forget(this.#rings[kind]);
      this.#tables[kind].refresh(this.#rings[kind], this.level);
    }
  }

  fresh(kind: PhoneKind): CallOutlook {
    return this.#tables[kind].fresh;
  }

  dialing(kind: PhoneKind, age: number): CallOutlook {
    return this.#tables[kind].dialing(setupBin(age));
  }

  ringingFor(kind: PhoneKind, age: number): CallOutlook {
    return this.#tables[kind].ringing(ringBin(age));
  }

  #count(kind: PhoneKind, bin: number, personShare: number): void {
    const { people, machines } = this.#rings[kind];
    people[bin] = (people[bin] ?? 0) + personShare;
    machines[bin] = (machines[bin] ?? 0) + 1 - personShare;
    this.#sees(personShare);
  }

  #correct({ kind, bin, personShare }: OpenAnswer, truth: number): void {
    const { people, machines } = this.#rings[kind];
    people[bin] = (people[bin] ?? 0) + truth - personShare;
    machines[bin] = (machines[bin] ?? 0) + personShare - truth;
    this.#sees(truth - personShare);
  }

  #sees(people: number): void {
    this.#level.seen = Math.max(1, this.#level.seen + people);
    this.#newLevel.seen = Math.max(1, this.#newLevel.seen + people);
  }

  #expects(people: number): void {
    this.#level.expected += people;
    this.#newLevel.expected += people;
  }

  #countUpTo(call: LiveCall, now: number): void {
    const ring = this.#rings[call.kind];
    if (call.ringingAt === null) {
      const until = setupBin(now - call.launchedAt);
      for (let bin = call.countedUntil; bin <= until; bin += 1)
        ring.dialled[bin] = (ring.dialled[bin] ?? 0) + 1;
      call.countedUntil = until + 1;
      return;
    }
    const age = Math.min(RING_BINS, now - call.ringingAt);
    const level = this.level;
    while (call.countedUntil < age) {
      const bin = ringBin(call.countedUntil);
      const until = Math.min(age, bin + 1);
      const seconds = until - call.countedUntil;
      ring.watched[bin] = (ring.watched[bin] ?? 0) + seconds;
      ring.watchedAtLevel[bin] = (ring.watchedAtLevel[bin] ?? 0) + seconds * level;
      this.#expects(seconds * personHazard(ring, bin));
      call.countedUntil = until;
    }
  }
}
