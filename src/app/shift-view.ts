import { localTime } from '../core/calendar/local-time.ts';
import { localContactFor, offersFor } from '../core/campaign/offers-for.ts';
import type { AttemptId, E164 } from '../core/ids.ts';
import { type Instant, SECOND } from '../core/instant.ts';
import { groupDigits } from '../core/numbers/group-digits.ts';
import { zoneOfNumber } from '../core/numbers/zone-of-number.ts';
import { isProbablyMailbox } from '../core/outcome/probable-mailbox.ts';
import { callsAhead } from '../core/pacing/mode-now.ts';
import { OWN_PHONE } from '../core/speak-way.ts';
import { campaignSummary } from './campaign-summary.ts';
import { speakingShift, waysIn } from './choose-way.ts';
import { limitedOffers, offerKey } from './demand-places.ts';
import type { CampaignRow } from './ports.ts';
import type { CallFacts, CardFacts, ShiftFacts } from './view-store.ts';
import type { Voice } from './voice.ts';
import { createWaiting } from './waiting-view.ts';
import { type CallView, type PersonCard, type ShiftView, UNDO_TIME } from './workplace.ts';
import type { WorkplaceParts } from './workplace-parts.ts';

/** Cards kept in memory: one for each call that is on or just over. */
const MOST_CARDS = 200;

/** Makes what a caller's screen shows out of what the store holds. Two short statements for most readings. */
export function createShiftView(
  parts: Pick<WorkplaceParts, 'views' | 'store' | 'clock' | 'voice' | 'pairedPhone' | 'practice'>,
) {
  const { views, clock, voice, pairedPhone } = parts;
  const cards = new Map<AttemptId, Person>();
  const waitingOf = createWaiting(parts);
  const personOf = async (campaign: CampaignRow, attemptId: AttemptId): Promise<Person> => {
    const known = cards.get(attemptId);
    if (known !== undefined) return known;
    const facts = await views.card(attemptId);
    const dialled = facts.numbers.find((it) => it.isDialled)?.number ?? null;
    const signUps = await views.signUps(attemptId);
    const person = { card: { ...personCard(facts, campaign, clock.now()), signUps }, dialled };
    const oldest = cards.keys().next().value;
    if (cards.size >= MOST_CARDS && oldest !== undefined) cards.delete(oldest);
    cards.set(attemptId, person);
    return person;
  };
  const placesLeft = async ({ campaign }: CampaignRow): Promise<Record<string, number>> => {
    const limited = limitedOffers(campaign);
    if (limited.length === 0) return {};
    const taken = await views.placesTaken(limited.map(offerKey));
    const left = ({ id, places = 0 }: (typeof limited)[number]) => Math.max(0, places - (taken.get(id) ?? 0));
    return Object.fromEntries(limited.map((it) => [it.id, left(it)]));
  };
  /** One call of the shift by itself, as it is shown to be corrected. */
  const viewOfCall = async (call: CallFacts, campaign: CampaignRow): Promise<CallView> => ({
    ...withHint(callView(call, campaign, await personOf(campaign, call.attemptId), clock.now()), null),
    placesLeft: await placesLeft(campaign),
  });
  const shiftView = async (facts: ShiftFacts, campaign: CampaignRow): Promise<ShiftView> => {
    const now = clock.now();
    const shown = callShown(facts, now);
    const here = waysIn(campaign, voice);
    const shift = speakingShift(facts, here);
    const mode = facts.wantedPacing ?? campaign.campaign.pacing?.mode ?? 'progressive';
    return {
      shiftId: facts.id,
      campaign: campaignSummary(campaign, now),
      callerName: facts.callerName,
      // Between the tap and the dialling nothing else is seen than a call that begins.
      state: shown?.preview === 'tapped' ? 'ringing' : facts.state,
      since: facts.since,
      call: shown && {
        ...withHint(
          callView(shown, campaign, await personOf(campaign, shown.attemptId), now),
          hintOf(shown, voice),
        ),
        placesLeft: await placesLeft(campaign),
      },
      waiting: shown === null && facts.state === 'ready' ? await waitingOf(campaign, facts.accountId) : null,
      today: facts.today,
      asksForHelp: facts.asksForHelp,
      isAhead: shift.way !== 'own' && callsAhead(mode),
      showsFirst: shift.way !== 'own' && mode === 'preview',
      wantsPause: facts.wantsPause,
      hasLapsed: facts.hasLapsed,
      practice: await practiceOf(parts.practice, facts, campaign),
      pairedPhone: shift.way === 'own' ? await pairedPhone.stateOf(facts.id) : 'none',
      voice: {
        way: shift.way,
        ways: here.ways,
        line: voice.lineOf(shift),
        phone: shift.way === 'phone' ? voice.phoneOf(shift.id) : null,
        trouble: shift.way === 'phone' ? voice.troubleOf(shift.id) : null,
      },
      now,
    };
  };
  return { shiftView, viewOfCall };
}

async function practiceOf(
  practice: WorkplaceParts['practice'],
  { accountId, campaignId }: ShiftFacts,
  { campaign }: CampaignRow,
): Promise<ShiftView['practice']> {
  const isRequired = campaign.practice?.required ?? false;
  return { isRequired, isDone: !isRequired || (await practice.isReady(accountId, campaignId)) };
}

/** The call that belongs on the screen: what is over stays there through the wrap-up, and in a pause while it can be undone. */
function callShown({ state, call }: ShiftFacts, now: Instant): CallFacts | null {
  if (call === null || call.needsWord) return call;
  if (call.state === 'in-flight') return state === 'ready' && call.reportedAt !== null ? null : call;
  if (state === 'pause') return undoUntil(call, now) === null ? null : call;
  return state === 'wrap-up' ? call : null;
}

/** Until when what was said can be taken back; null when it cannot. */
function undoUntil({ reportedAt }: CallFacts, now: Instant): Instant | null {
  return reportedAt !== null && reportedAt + UNDO_TIME > now ? reportedAt + UNDO_TIME : null;
}

interface Person {
  readonly card: PersonCard;
  readonly dialled: E164 | null;
}

function callView(
  call: CallFacts,
  { campaign }: CampaignRow,
  { card, dialled }: Person,
  now: Instant,
): Omit<CallView, 'hint' | 'placesLeft'> {
  const isSettled = call.state === 'settled' && call.reportedAt === null;
  const line = lineOf(call);
  return {
    attemptId: call.attemptId,
    isCallback: call.isCallback,
    isUnfinished: call.needsWord,
    card,
    line,
    dialledAt: call.dialledAt,
    answeredAt: call.answeredAt,
    endedAt: call.endedAt,
    ringSeconds: campaign.limits.ringSeconds,
    proposal: isSettled ? call.disposition : null,
    isSettled,
    isSkipped: call.isSkipped,
    reported: call.report,
    undoUntil: undoUntil(call, now),
    draft: call.draft,
    trunk: call.trunkId === OWN_PHONE ? null : call.trunkId,
    // Whoever dials needs the number, and only until the call is over.
    tel: call.trunkId === OWN_PHONE && line !== 'ended' ? dialled : null,
  };
}

/** A call whose sound failed here was no try of the person's number: that is proposed. */
function withHint<Call extends Pick<CallView, 'line' | 'proposal'>>(
  call: Call,
  hint: CallView['hint'],
): Call & Pick<CallView, 'hint'> {
  const isBroken = hint === 'broken' && call.line === 'ended';
  return { ...call, hint, proposal: call.proposal ?? (isBroken ? 'technical' : null) };
}

/** What the sound suggests, else what the timing of the answer does, until the caller has said what it is. */
function hintOf(call: CallFacts, voice: Voice): CallView['hint'] {
  if (call.trunkId === OWN_PHONE || call.reportedAt !== null) return null;
  const heard = voice.hintOf(call.attemptId);
  if (heard !== null) return heard;
  const since = (moment: Instant | null) => (moment === null ? null : (moment - call.dialledAt) / SECOND);
  const { numberType, earlierMailboxRingSeconds } = call;
  const answer = { ringingSeconds: since(call.ringingAt), answeredSeconds: since(call.answeredAt) };
  return isProbablyMailbox({ ...answer, numberType, earlierMailboxRingSeconds }) ? 'mailbox-by-time' : null;
}

/** What is heard before an answer is an announcement, unless the network says that it rings: then it is the ringing. */
function lineOf(call: CallFacts): CallView['line'] {
  if (call.preview === 'read') return 'preview';
  if (call.state !== 'in-flight' || call.endedAt !== null) return 'ended';
  if (call.answeredAt !== null) return 'talking';
  if (call.ringingAt !== null) return 'ringing';
  return call.earlyMediaAt === null ? 'dialling' : 'announcement';
}

/** What a caller learns of the person, and nothing else (DOMAIN L23). */
export function personCard(
  facts: CardFacts,
  { campaign }: CampaignRow,
  now: Instant,
): Omit<PersonCard, 'signUps'> {
  const { lastContacts, numbers, why, branches } = facts;
  const dialled = numbers.find((it) => it.isDialled);
  const local = localContactFor(campaign.localContacts, branches);
  return {
    givenName: facts.givenName ?? '',
    familyName: facts.familyName ?? '',
    branch: facts.isOwnUnit ? null : (branches[0] ?? null),
    joinedOn: facts.joinedOn,
    email: facts.email,
    reasons: why.kind === 'try' ? why.reasons : [why.reason],
    promise: facts.promise,
    earlier: facts.earlier,
    lastContacts: (['state', 'youth', 'branch'] as const).flatMap((level) => {
      const text = lastContacts[level]?.trim() ?? '';
      return text === '' ? [] : [{ level, text }];
    }),
    dialled: dialled === undefined ? '' : groupDigits(dialled.number),
    dialledFrom: dialled?.label ?? null,
    otherNumbers: numbers.filter((it) => !it.isDialled).map((it) => groupDigits(it.number)),
    numbers: numbers.map(({ id, number, label, isDialled }) => ({
      ...{ id, digits: groupDigits(number), label, isDialled },
    })),
    notBefore: facts.notBefore,
    callerId: groupDigits(campaign.callerId),
    localContact: local && { name: local.name, role: local.role ?? null, branch: local.branch },
    zone: dialled === undefined ? null : zoneOfNumber(dialled.number),
    offers: offersFor(campaign.offers, facts, localTime(now, campaign.timezone).date),
  };
}
