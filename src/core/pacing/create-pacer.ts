import type { LearnedCallers } from './caller-model.ts';
import { decideFrom as decideFromSituation, type StoredSituation } from './launches.ts';
import { LookAhead } from './look-ahead.ts';
import type {
  Pacer,
  PacingBasis,
  PacingDecision,
  PacingMode,
  PacingSettings,
  PacingSnapshot,
} from './pacing.ts';
import type { LearnedRings } from './ring-counts.ts';

/** What one shift hands on to the next. */
interface Learned {
  readonly version: 1;
  readonly rings: LearnedRings;
  readonly callers: LearnedCallers;
}

/** Earlier shifts count as so many calls at most: yesterday is a good guess, today is the truth. */
const RECALLED_CALLS = 300;

/**
 * The pacer of a campaign's mode: how many calls to begin now.
 *
 * @param learned what `learned()` of an earlier shift's pacer gave; anything else is as good as null: sensible assumptions,
 * corrected within minutes.
 */
export function createPacer(mode: PacingMode, settings: PacingSettings, learned: unknown = null): Pacer {
  const isAhead = (mode === 'early' || mode === 'look-ahead') && settings.abandonCap > 0;
  return isAhead ? lookAheadPacer(mode, settings, learned) : plainPacer(mode);
}

/** @returns as many calls as were decided when this basis was kept. */
export function decideFrom(basis: PacingBasis): number {
  const { calls, situation } = basis;
  // Written by `basis()` below, and by nobody else.
  return situation === undefined ? Number(calls) : decideFromSituation(situation as StoredSituation);
}

function lookAheadPacer(mode: PacingMode, settings: PacingSettings, learned: unknown): Pacer {
  const ahead = new LookAhead(settings);
  if (isLearned(learned)) {
    const weight = Math.min(1, RECALLED_CALLS / Math.max(1, callsIn(learned.rings)));
    ahead.rings.recall(learned.rings, weight);
    ahead.callers.recall(learned.callers, weight);
  }
  return {
    note: (event) => ahead.note(event),
    decide: (snapshot) => ahead.decide(snapshot),
    personShare: (callId) => ahead.personShare(callId),
    basis: () => ({ mode, situation: ahead.situation() }),
    learned: (): Learned => ({ version: 1, rings: ahead.rings.learned(), callers: ahead.callers.learned() }),
  };
}

function plainPacer(mode: PacingMode): Pacer {
  let last: PacingDecision = { calls: 0, reason: { code: 'pacing.reason.nobody', values: {} } };
  return {
    note: () => {},
    decide: (snapshot) => {
      const calls = mode === 'own-phone' || mode === 'preview' ? 0 : onePerReadyCaller(snapshot);
      last = { calls, reason: { code: 'pacing.reason.progressive', values: { calls } } };
      return last;
    },
    basis: () => ({ mode, calls: last.calls }),
    learned: () => null,
  };
}

function onePerReadyCaller({ callers, calls, channelsFree, contactsLeft }: PacingSnapshot): number {
  const ready = callers.filter((it) => it.state === 'ready').length;
  return Math.max(0, Math.min(ready - calls.length, channelsFree, contactsLeft));
}

function isLearned(value: unknown): value is Learned {
  return typeof value === 'object' && value !== null && 'version' in value && value.version === 1;
}

function callsIn({ landline, mobile }: LearnedRings): number {
  return [...landline.rung, ...mobile.rung].reduce((sum, it) => sum + it, 0);
}
