import { AppError } from '../core/app-error.ts';
import type { E164 } from '../core/ids.ts';
import { dialPolicy } from '../core/numbers/dial-policy.ts';
import type { UnusableReason } from '../core/numbers/phone-finding.ts';
import { readPhoneCell } from '../core/numbers/read-phone-cell.ts';
import type { SpeakWay } from '../core/speak-way.ts';
import type { CampaignRow } from './ports.ts';
import type { ShiftRow, ShiftStore } from './shift-store.ts';
import type { SpeakingShift, Voice } from './voice.ts';

/** The organisation's own country alone, as for members' numbers (DOMAIN 2.4). */
const NUMBERS = { country: 'DE', allowedCountries: ['DE'] } as const;

/**
 * The shift as its audio sees it: a way that is no longer to be had here counts as not chosen, and where there is only one,
 * nobody need choose it.
 */
export function speakingShift(
  { id, way }: Pick<ShiftRow, 'id' | 'way'>,
  { ways }: Pick<Voice, 'ways'>,
): SpeakingShift {
  const [only = null, another] = ways;
  if (way !== null && ways.includes(way)) return { id, way };
  return { id, way: another === undefined ? only : null };
}

/** The ways there are in a campaign: one that calls by own phones offers nothing else, where there are any. */
export function waysIn(
  { campaign }: Pick<CampaignRow, 'campaign'>,
  { ways }: Pick<Voice, 'ways'>,
): Pick<Voice, 'ways'> {
  const isByOwn = campaign.pacing?.mode === 'own-phone' && ways.includes('own');
  return { ways: isByOwn ? ['own'] : ways };
}

/**
 * Lets a shift speak in this way from now on. A call that is on goes on, but one by an own phone, or one that is
 * read, stays as it is: the change waits for its end.
 *
 * @param request.phone As written; needed for the way `phone`, else not looked at.
 * @throws AppError `error.voice.way-not-here`, `error.voice.phone-number`, `error.voice.finish-call-first`.
 */
export async function chooseWay(
  { shifts, voice }: { readonly shifts: Pick<ShiftStore, 'setWay'>; readonly voice: Voice },
  shift: Pick<ShiftRow, 'id' | 'way'>,
  request: { readonly way: SpeakWay; readonly phone: string | null },
): Promise<void> {
  const { way } = request;
  if (!voice.ways.includes(way)) throw new AppError('error.voice.way-not-here', { way });
  const phone = way === 'phone' ? readOwnNumber(request.phone ?? '') : null;
  // The same way once more is nothing new, but a number may be another one, or forgotten with the program before.
  if (way === shift.way && way !== 'phone') return;
  if (!(await shifts.setWay(shift.id, way))) throw new AppError('error.voice.finish-call-first');
  await voice.chosen({ id: shift.id, way }, phone);
}

/** The caller's own number: one that the dial policy lets us ring. */
function readOwnNumber(written: string): E164 {
  const [found, another] = readPhoneCell(written, NUMBERS);
  if (found === undefined) throw unusable('missing');
  if (another !== undefined) throw unusable('several');
  if (found.kind === 'unusable') throw unusable(words[found.reason] ?? 'other');
  const policy = dialPolicy(found.e164, NUMBERS);
  if (!policy.allowed) throw unusable(words[policy.reason] ?? 'other');
  return found.e164;
}

/** What the message knows to say of a number; of all others, that we do not ring such ones. */
const words: { readonly [Reason in UnusableReason]?: string } = {
  ...{ 'no-area-code': 'code', incomplete: 'incomplete', 'too-long': 'long' },
  ...{ foreign: 'foreign', fax: 'fax', 'not-a-number': 'text' },
};

function unusable(reason: string): AppError {
  return new AppError('error.voice.phone-number', { reason });
}
