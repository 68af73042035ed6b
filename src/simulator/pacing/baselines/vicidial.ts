import type { Pacer, PacingEvent, PacingSettings, PacingSnapshot } from '../../../core/pacing/pacing.ts';
import { countCallers, every, rulePacer } from './rule-pacer.ts';

/** What is done about a drop share over the limit. */
export type VicidialMethod = 'tapered' | 'average' | 'hard-limit';

export interface VicidialSettings {
  readonly method: VicidialMethod;
  /** `adaptive_dropped_percentage`, 0 to 1. */
  readonly dropLimit: number;
  /** `adaptive_maximum_level`. */
  readonly maxLevel: number;
  /** `adaptive_intensity`, -0.4 to 0.4: by so much the level moves faster. */
  readonly intensity: number;
  /** `adaptive_dl_diff_target`: callers that shall be free on average; below 0, calls that shall wait. */
  readonly differenceTarget: number;
  /** `adaptive_latest_server_time`, seconds since midnight. */
  readonly latestClock: number;
  /** `available_only_ratio_tally`: only ready callers count, not those in a call. */
  readonly isAvailableOnly: boolean;
}

export const VICIDIAL_3: VicidialSettings = {
  ...{ method: 'tapered', dropLimit: 0.03, maxLevel: 3, intensity: 0, differenceTarget: 0 },
  latestClock: 21 * 3600,
  isAvailableOnly: false,
};

const CALLS_BEFORE_LIMIT = 50;

/**
 * The adaptive rule of VICIdial (mirror inktel/Vicidial 1278c1c of 2013: AST_VDadapt.pl 2.4, AST_VDauto_dial.pl, docs/PREDICTIVE.txt).
 *
 * Every 2.5 s lines are filled up to round(level x callers ready or in a call), every 15 s the level follows the callers who were
 * free, and the drop share of the whole day, counted anew every minute and heeded after 50 calls, brings it down. Callers in
 * wrap-up are paused there and do not count. Answered calls are those of people and machines, as its log has them.
 */
export function vicidial(rule: VicidialSettings = VICIDIAL_3): (settings: PacingSettings) => Pacer {
  return ({ startsAtClock }) => {
    let level = 1;
    const tally = dropTally();
    const means = runningMeans();
    const isTurn = every(2.5);
    const [isSampleDue, isLevelDue, isCountDue] = [every(1), every(15, 15), every(60)];
    let drops = tally.count(0);
    const adapt = ({ now }: PacingSnapshot) => {
      const { free, callers } = means.take();
      const difference = callers > 0 ? (free + rule.differenceTarget) / callers : 0;
      const moved = clampLevel(level * (1 + difference * (1 + rule.intensity)), rule);
      level = clampLevel(limitedLevel(moved, { drops, rule, clock: startsAtClock + now }), rule);
    };
    return rulePacer(`vicidial-${rule.method}${rule.isAvailableOnly ? '-available' : ''}`, {
      note: tally.note,
      wanted: (snapshot) => {
        const ready = countCallers(snapshot.callers, 'ready');
        const talking = countCallers(snapshot.callers, 'talking');
        if (isSampleDue(snapshot.now))
          means.add({ free: ready - waitingCalls(snapshot), callers: ready + talking });
        if (isCountDue(snapshot.now)) drops = tally.count(snapshot.now);
        if (isLevelDue(snapshot.now)) adapt(snapshot);
        if (!isTurn(snapshot.now)) return 0;
        const lines = rule.isAvailableOnly
          ? Math.round(level * (ready + rule.differenceTarget)) + talking
          : Math.round(level * (ready + talking + rule.differenceTarget));
        return lines - talking - snapshot.calls.length;
      },
      values: () => ({ level }),
    });
  };
}

/** What the drops leave of a level; may be below 1. */
function limitedLevel(
  level: number,
  { drops, rule, clock }: { drops: DropCount; rule: VicidialSettings; clock: number },
): number {
  const calmed = drops.minuteShare > 0.5 && drops.minuteCalls > 20 ? level / 2 : level;
  if (drops.calls <= CALLS_BEFORE_LIMIT || drops.share <= rule.dropLimit) return calmed;
  switch (rule.method) {
    case 'hard-limit':
      return 1;
    case 'average':
      return calmed / 2;
    case 'tapered':
      // A difference of clock readings HHMM, by a thousand: half past six until nine is 270, so 0.27. After nine it is 1.
      return Math.max(0, calmed * ((asHHMM(rule.latestClock) - asHHMM(clock)) / 1000));
    default:
      return rule.method satisfies never;
  }
}

function asHHMM(clock: number): number {
  return Math.floor(clock / 3600) * 100 + Math.floor((clock % 3600) / 60);
}

function clampLevel(level: number, { maxLevel }: VicidialSettings): number {
  return Math.min(maxLevel, Math.max(1, level));
}

function waitingCalls({ calls }: PacingSnapshot): number {
  return calls.filter(({ state }) => state === 'waiting').length;
}

interface DropCount {
  /** Calls begun today, dropped as a share of answered ones (0 to 1), and the same of the last minute. */
  readonly calls: number;
  readonly share: number;
  readonly minuteCalls: number;
  readonly minuteShare: number;
}

function dropTally() {
  const day = { launched: 0, answered: 0, abandoned: 0 };
  let minute: { type: keyof typeof day; at: number }[] = [];
  const lastMinute = (type: keyof typeof day) => minute.filter((it) => it.type === type).length;
  return {
    note({ type, at }: PacingEvent): void {
      if (type !== 'launched' && type !== 'answered' && type !== 'abandoned') return;
      day[type] += 1;
      minute.push({ type, at });
    },
    count(now: number): DropCount {
      minute = minute.filter(({ at }) => at > now - 60);
      return {
        calls: day.launched,
        share: day.abandoned / Math.max(1, day.answered),
        minuteCalls: lastMinute('launched'),
        minuteShare: lastMinute('abandoned') / Math.max(1, lastMinute('answered')),
      };
    },
  };
}

/** Means since they were last taken. */
function runningMeans() {
  let sums = { samples: 0, free: 0, callers: 0 };
  return {
    add({ free, callers }: { free: number; callers: number }): void {
      sums = { samples: sums.samples + 1, free: sums.free + free, callers: sums.callers + callers };
    },
    take(): { free: number; callers: number } {
      const { samples, free, callers } = sums;
      sums = { samples: 0, free: 0, callers: 0 };
      return { free: free / Math.max(1, samples), callers: callers / Math.max(1, samples) };
    },
  };
}
