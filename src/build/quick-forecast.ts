import type { Campaign } from '../core/campaign/campaign.ts';
import type { QuickForecast } from '../core/forecast/quick-forecast.ts';
import { createPacer } from '../core/pacing/create-pacer.ts';
import { READING_SECONDS } from '../simulator/callers/reading-seconds.ts';
import { byHand } from '../simulator/pacing/baselines/by-hand.ts';
import { runSession } from '../simulator/pacing/run-session.ts';
import { quickWorld } from '../simulator/quick-world.ts';
import { trunkFor } from './simulate.ts';
import { pacingPlan } from './simulated-pacing.ts';

/** Callers where the campaign plans no shifts with places. */
const CALLERS = 12;
const HOURS = 2;
/** As `draht simulate` has it unless told. */
const ANSWER_SHARE = 0.22;

const [leastSeconds, mostSeconds] = READING_SECONDS;
/** Where nothing goes out by itself: each caller reads, and taps. */
const BY_TAP = byHand({ leastSeconds, mostSeconds });

/** What so many callers come to in an hour: a rough figure in less than a second, from the pacer and invented people alone. */
export function quickForecast(campaign: Pick<Campaign, 'pacing' | 'shifts' | 'limits'>): QuickForecast {
  const planned = (campaign.shifts ?? []).map((it) => it.places ?? 0);
  const callers = Math.max(...planned, 0) || CALLERS;
  const plan = pacingPlan(campaign, { pacing: null, cap: null });
  const { channels, callsPerSecond } = trunkFor(callers);
  const { ringSeconds } = campaign.limits;
  const world = quickWorld({ callers, hours: HOURS, ringSeconds, channels, answerShare: ANSWER_SHARE });
  const settings = {
    ...{ teamSize: callers, abandonCap: plan.cap ?? 0, channels, callsPerSecond, ringSeconds },
    graceSeconds: world.graceSeconds,
    tickSeconds: world.tickSeconds,
    startsAtClock: world.startsAtClock,
    sessionSeconds: world.sessionSeconds,
  };
  const create = plan.mode === 'preview' ? () => BY_TAP(settings) : (plan.createPacer ?? createPacer);
  const made = runSession(world, '1', () => create(plan.mode, settings));
  return {
    callers,
    callsPerHour: made.launched / HOURS,
    conversationsPerHour: made.conversations / HOURS,
  };
}
