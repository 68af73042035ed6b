import { LOOK_AHEAD_CAP, LOOK_AHEAD_CEILING } from '../pacing/mode-now.ts';
import type { PacingMode } from '../pacing/pacing.ts';
import type { CampaignPacing } from './campaign.ts';
import { choice, fields, problem, type Spot, text } from './yaml-reader.ts';

const MODES: readonly [PacingMode, ...PacingMode[]] = [
  ...(['progressive', 'preview', 'early', 'look-ahead', 'own-phone'] as const),
];

/** `pacing:` of the file: how the campaign calls, and under which cap. */
export function readPacing(spot: Spot): CampaignPacing {
  const from = fields(spot, ['mode', 'cap', 'message']);
  const mode = choice(from.need('mode'), MODES);
  const cap = from.get('cap');
  if (cap !== undefined && mode !== 'look-ahead') problem(cap, 'pacing-cap-unused', { mode });
  const message = from.get('message');
  return {
    ...{ mode, cap: cap === undefined ? LOOK_AHEAD_CAP : readCap(cap) },
    // In whatever mode: an organiser may choose another one while the campaign runs.
    ...(message === undefined ? {} : { message: text(message, 200) }),
  };
}

/** `1 %`, also `0,5 %`. */
function readCap(spot: Spot): number {
  const written = text(spot, 20);
  const [, digits] = /^(\d{1,2}(?:[.,]\d{1,2})?) ?%$/.exec(written) ?? [];
  const share = Number(digits?.replace(',', '.')) / 100;
  if (share > 0 && share <= LOOK_AHEAD_CEILING) return share;
  if (written !== '') problem(spot, 'pacing-cap', { most: LOOK_AHEAD_CEILING * 100 });
  return LOOK_AHEAD_CAP;
}
