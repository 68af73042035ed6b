import type { AccountId } from '../core/ids.ts';
import { DAY, MINUTE } from '../core/instant.ts';
import { evaluate } from '../core/practice/evaluation.ts';
import { endsAt, other, type Pair, type PracticeRole, WAITING_TIME } from '../core/practice/pair.ts';
import { campaignSummary } from './campaign-summary.ts';
import { speakingShift } from './choose-way.ts';
import { inventedCard } from './invented-member.ts';
import type { CampaignRow, Clock } from './ports.ts';
import type { OwnPractice, PracticeSession, PracticeView, Sheet } from './practice.ts';
import type { PartnerRow, PausedShift, PracticeStore, SeatRow, SessionRow } from './practice-store.ts';
import type { Voice } from './voice.ts';

export interface PracticeViewParts {
  readonly practices: PracticeStore;
  readonly voice: Pick<Voice, 'ways' | 'lineOf'>;
  /** The campaign's. */
  readonly clock: Pick<Clock, 'now'>;
  readonly wallClock: Pick<Clock, 'now'>;
}

/** Sheets are the volunteer's for so long (DOMAIN 8.5). */
export const SHEETS_KEPT = 90 * DAY;
/** So long a page says why a practice was over. */
const TOLD_FOR = 30 * MINUTE;

/** How one's practice in a campaign stands: the whole of it, as a page shows it. */
export function createPracticeView(parts: PracticeViewParts) {
  const { practices, wallClock } = parts;
  return async (campaign: CampaignRow, accountId: AccountId): Promise<PracticeView> => {
    const now = wallClock.now();
    const [open, shift, isReady, waiting] = [
      await practices.openSeat(accountId),
      await practices.shiftOf(accountId),
      await practices.isReady(accountId, campaign.id),
      await practices.waiting(campaign.id),
    ];
    const seat = open?.campaignId === campaign.id ? open : null;
    const place = await placeOf(parts, campaign, accountId, seat, now);
    return {
      campaign: campaignSummary(campaign, parts.clock.now()),
      isRequired: campaign.campaign.practice?.required ?? false,
      isReady,
      ...place,
      wish: seat !== null && seat.sessionId === null ? seat.wish : null,
      mayPractise: shift === null || shift.state === 'pause',
      waiting: waiting
        .filter((it) => it.accountId !== accountId)
        .map(({ id, name, wish }) => ({ seatId: id, name, wish }))
        .toSorted((one, another) => one.name.localeCompare(another.name, 'de')),
      now,
    };
  };
}

type Place = Pick<PracticeView, 'state' | 'since' | 'until' | 'ended' | 'session'>;

async function placeOf(
  parts: PracticeViewParts,
  campaign: CampaignRow,
  accountId: AccountId,
  seat: SeatRow | null,
  now: number,
): Promise<Place> {
  const nothing = { until: null, session: null };
  if (seat === null) {
    const last = await parts.practices.lastEnd(accountId, campaign.id);
    const ended = last !== null && last.at + TOLD_FOR > now ? last.ended : null;
    return { state: 'idle', since: last?.at ?? now, ended, ...nothing };
  }
  const { sessionId, role, since } = seat;
  if (sessionId === null || role === null)
    return { state: 'waiting', since, until: since + WAITING_TIME, ended: null, session: null };
  const session = await parts.practices.session(sessionId);
  const { pair } = session;
  // It came to its end while we looked.
  if (pair.state === 'over') return placeOf(parts, campaign, accountId, null, now);
  return {
    ...{ state: pair.state, since: pair.since, until: endsAt(pair), ended: pair[role].ended },
    session: await sessionView(parts, campaign, session, role),
  };
}

async function sessionView(
  parts: PracticeViewParts,
  campaign: CampaignRow,
  session: SessionRow,
  role: PracticeRole,
): Promise<PracticeSession> {
  const { pair, persona, situation } = session;
  const partner = other(role);
  const sheets = await parts.practices.sheets(session.id);
  const isRead = pair.state === 'done' || (sheets.trainee !== null && sheets.player !== null);
  const isShown = role === 'player' || pair.state === 'sheet' || pair.state === 'done';
  const { isHere, hasSheet, wantsSwap } = pair[partner];
  return {
    ...{ id: session.id, role },
    partner: { name: session[partner].name, isHere, hasGivenSheet: hasSheet, wantsSwap },
    audio: (await areBothHeard(parts, session)) ? 'together' : 'side-by-side',
    persona: isShown ? persona : null,
    situation: isShown ? situation : null,
    card: role === 'trainee' ? inventedCard(persona, campaign, parts.clock.now()) : null,
    talkUntil: pair.talkUntil,
    wantsSwap: pair[role].wantsSwap,
    mySheet: sheets[role],
    partnerSheet: isRead ? sheets[partner] : null,
    result: pair.state === 'done' && role === 'trainee' ? resultOf(sheets) : null,
  };
}

async function areBothHeard(
  parts: PracticeViewParts,
  { pair, trainee, player }: SessionRow,
): Promise<boolean> {
  if (!isTogether(pair)) return false;
  return (await isOnLine(parts, trainee)) && (await isOnLine(parts, player));
}

function isTogether({ trainee, player }: Pair): boolean {
  return trainee.isHere && player.isHere;
}

async function isOnLine(
  { practices, voice }: PracticeViewParts,
  { accountId }: PartnerRow,
): Promise<boolean> {
  const shift: PausedShift | null = await practices.shiftOf(accountId);
  return shift !== null && voice.lineOf(speakingShift(shift, voice)) === 'up';
}

/** What counts of the two sheets about a trainee: the player's, else the trainee's own. */
export function resultOf({ player, trainee }: Readonly<Record<PracticeRole, Sheet | null>>) {
  const sheet = player ?? trainee;
  return sheet === null ? null : evaluate(sheet.scores);
}

/** One's own practice that is over, with what it came to. */
export function ownPractice(row: Omit<OwnPractice, 'result' | 'deletedAt'>): OwnPractice {
  const { partnerSheet, mySheet, at } = row;
  return {
    ...row,
    result: resultOf({ player: partnerSheet, trainee: mySheet }),
    deletedAt: at + SHEETS_KEPT,
  };
}
