import { instantOf, localTime } from '../core/calendar/local-time.ts';
import { DAY } from '../core/instant.ts';
import { abandonment } from '../core/pacing/abandonment.ts';
import { callsAhead, LOOK_AHEAD_CAP, modeNow } from '../core/pacing/mode-now.ts';
import type { CampaignRow } from './ports.ts';
import type { BoardView } from './workplace.ts';
import type { WorkplaceParts } from './workplace-parts.ts';

/** How the campaign calls now, why, and how many answered calls had nobody today; null without a trunk. */
export async function pacingView(
  { store, clock, line }: Pick<WorkplaceParts, 'store' | 'clock' | 'line'>,
  { id, campaign }: CampaignRow,
  callersByTrunk: number,
): Promise<BoardView['pacing']> {
  if (!line.hasTrunk()) return null;
  const { pacing } = store;
  const now = clock.now();
  const { timezone } = campaign;
  const midnight = instantOf(localTime(now, timezone).date, 0, timezone);
  const today = await pacing.answered(id, midnight);
  const lately = await pacing.answered(id, now - 30 * DAY);
  const { wanted: chosen, allowed } = await pacing.settings(id);
  const wanted = chosen ?? campaign.pacing?.mode ?? 'progressive';
  const cap = campaign.pacing?.cap ?? LOOK_AHEAD_CAP;
  const isAllowed = allowed !== null;
  const mode = modeNow({ ...{ wanted, cap, isAllowed, callers: callersByTrunk }, today, lately });
  const last = callsAhead(mode.mode) ? await pacing.lastDecision(id) : null;
  return {
    ...{ wanted, ...mode, isAllowed, today: abandonment(today) },
    reason: last?.mode === mode.mode ? last.reason : null,
  };
}
