import type { PhoneKind } from '../../core/pacing/pacing.ts';
import type { Draw } from './distribution.ts';

/** How the phones of a kind answer; what is left over rings until it is given up. */
export interface PhoneWorld {
  /** Times the world's `personShare`. */
  readonly personFactor: number;
  /** Shares of launched calls, 0 to 1. */
  readonly deadShare: number;
  readonly busyShare: number;
  /** Of those that nobody else answered: share that reaches a machine. */
  readonly machineShare: number;
  /** Seconds of ringing until a person, and until a machine, answers. */
  readonly personRings: Draw;
  readonly machineRings: Draw;
}

/** All that a session depends on besides its seed; shares 0 to 1, times in seconds. */
export interface World {
  readonly name: string;
  readonly teamSize: number;
  readonly sessionSeconds: number;
  /** Local clock at the start, seconds since midnight. */
  readonly startsAtClock: number;
  readonly channels: number;
  readonly ringSeconds: number;
  readonly graceSeconds: number;
  readonly tickSeconds: number;
  /** Share of launched calls that a person answers, by the seconds since the session began. */
  readonly personShare: (at: number) => number;
  readonly landlineShare: number;
  /** Of a person's chance to answer, what each earlier try leaves. */
  readonly perTry: number;
  readonly phones: Readonly<Record<PhoneKind, PhoneWorld>>;
  /** From dialling to the first ring; to the word that a number is dead or busy. */
  readonly setup: Draw;
  readonly failure: Draw;
  readonly talk: Draw;
  readonly wrapUp: Draw;
  readonly machineTalk: Draw;
  readonly machineWrapUp: Draw;
  /** Times the talk's and wrap-up's length, by the seconds since the session began. */
  readonly talkFactor: (at: number) => number;
  /** Standard deviations of the logarithm between callers. */
  readonly talkSpread: number;
  readonly wrapUpSpread: number;
  /** Callers come within this many seconds, go up to this many early, and pause so many times an hour. */
  readonly comesWithin: number;
  readonly goesWithin: number;
  readonly pausesPerHour: number;
  readonly pause: Draw;
}
