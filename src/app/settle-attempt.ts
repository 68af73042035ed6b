import { localTime } from '../core/calendar/local-time.ts';
import type { Campaign } from '../core/campaign/campaign.ts';
import type { ContactId, NumberId } from '../core/ids.ts';
import type { Instant } from '../core/instant.ts';
import { callClasses } from '../core/outcome/call-class.ts';
import { type CallEvidence, noEvidence } from '../core/outcome/call-evidence.ts';
import { type Classification, classify } from '../core/outcome/classify.ts';
import { type Disposition, dispositionOf } from '../core/outcome/disposition.ts';
import { nextTry, PROMISE_TOLERANCE } from '../core/queue/next-try.ts';
import { OWN_PHONE } from '../core/speak-way.ts';
import type { AttemptRow } from './call-store.ts';
import { addSigns, judgeTrunk } from './judge-numbers.ts';
import type { CampaignRow, Chance, OutcomeReport, StoreDoors } from './ports.ts';

/** What settling needs besides the attempt. */
export interface SettleContext {
  readonly campaign: CampaignRow;
  readonly now: Instant;
  readonly chance: Chance;
}

export interface Ending {
  readonly attempt: AttemptRow;
  /** Null when nobody was there to see the end of the call (recovery). */
  readonly evidence: CallEvidence | null;
  readonly report: OutcomeReport | null;
}

/**
 * Gives an attempt its one outcome and the contact its next decision; the claim is given back with it.
 *
 * Runs inside the caller's transaction, so that an outcome, the number's health, promises, objections and the queue
 * change together or not at all. A call that nobody saw the end of and nobody reported is `lost`: a person who had
 * answered, or was called on the caller's own phone, is then owed a word by the caller ("finish your last call first").
 * One that was answered before it had a caller is abandoned, whoever saw its end.
 */
export async function settleAttempt(
  doors: StoreDoors,
  context: SettleContext,
  ending: Ending,
): Promise<void> {
  const { attempt, report } = ending;
  const { now } = context;
  const evidence = ending.evidence ?? attempt.evidence ?? seenOf(attempt);
  const wasAnswered = evidence.ms.answered !== null || attempt.answeredAt !== null;
  // Of a caller's own phone nobody but the caller knows anything, not even whether it rang.
  const isOwnPhone = attempt.trunkId === OWN_PHONE;
  // Skipped before anybody was there: nobody owes a word, and the person owes us no try.
  const isSkipped = attempt.isSkipped && !wasAnswered && report === null;
  // Somebody answered, and no caller was there (core/pacing/abandonment.ts); also where a dialler died in these seconds.
  const isAbandoned = attempt.callerId === null && wasAnswered;
  const isUnseen = wasAnswered || isOwnPhone || evidence.ms.ended === null;
  const isLost = report === null && !isSkipped && !isAbandoned && isUnseen;
  const said = report?.disposition ?? wordOf({ isLost, isSkipped, isAbandoned });
  const classification = classify(asHeard(evidence, attempt, said), {
    minRingSeconds: context.campaign.campaign.limits.minRingSeconds,
    numberType: attempt.numberType,
    ownParserSaysComplete: true,
    ...(said === undefined ? {} : { callerSaid: said }),
  });
  const disposition: Disposition = said ?? dispositionOf(classification.class) ?? 'unknown';
  // A word that comes after recovery corrects a settled call: its claim is long given back.
  const isFirst = attempt.state === 'in-flight';
  await doors.calls.settle({
    attemptId: attempt.id,
    endsCall: isFirst,
    state: isLost ? 'lost' : 'settled',
    class: isLost ? 'UNKNOWN' : classification.class,
    disposition,
    rule: isLost ? 'lost' : isSkipped ? 'skipped' : classification.rule,
    evidence,
    ringingAt: evidence.ms.ringing === null ? null : attempt.dialledAt + evidence.ms.ringing,
    endedAt: attempt.endedAt ?? now,
    settledAt: now,
    needsWord: isLost && attempt.callerId !== null && (attempt.answeredAt !== null || isOwnPhone),
  });
  // Ringing in its time keeps a promise (marked when the call goes out), but not a call that our own side broke before
  // anybody answered: it may never have reached the network.
  const isPromiseOwed = isLost ? !wasAnswered : isSkipped || !callClasses[classification.class].countsAsTry;
  if (attempt.isCallback && isPromiseOwed)
    await doors.calls.reopenCallback(attempt.id, now, PROMISE_TOLERANCE);
  const others = isLost ? [] : await judge(doors, context, { attempt, evidence, classification, report });
  // Nobody calls the person on the same day, in whichever campaign.
  if (isAbandoned) others.push(...(await doors.queue.contactsOfPerson(attempt.personId)));
  // Who waited for this word in another campaign waits no longer.
  if (attempt.needsWord) others.push(...(await doors.queue.contactsOfPerson(attempt.personId)));
  await decideAgain(doors, context, attempt.contactId, isFirst ? 'release' : 'decide');
  for (const contactId of new Set(others)) {
    if (contactId !== attempt.contactId) await decideAgain(doors, context, contactId, 'decide');
  }
  if (report !== null && attempt.callerId !== null) await doors.shifts.pauseAsWanted(attempt.callerId, now);
}

function wordOf(it: { isLost: boolean; isSkipped: boolean; isAbandoned: boolean }): Disposition | undefined {
  if (it.isAbandoned) return 'abandoned';
  if (it.isLost) return 'lost';
  return it.isSkipped ? 'cancelled' : undefined;
}

/** The contact's decision made anew from the store as it is now. */
export async function decideAgain(
  doors: StoreDoors,
  { campaign, now }: SettleContext,
  contactId: ContactId,
  how: 'decide' | 'release',
): Promise<void> {
  const facts = await doors.queue.facts(contactId);
  const other = facts.campaignId === campaign.id ? campaign : await doors.campaigns.byId(facts.campaignId);
  if (other === null) throw new Error(`no campaign ${facts.campaignId}`);
  await doors.queue[how](contactId, nextTry(facts, other.campaign, now));
}

/** Decides all waiting contacts of these numbers anew, after their health has changed. */
export async function decideNumbersAgain(
  doors: StoreDoors,
  context: SettleContext,
  numbers: readonly NumberId[],
): Promise<void> {
  const contacts = new Set<ContactId>();
  for (const numberId of numbers)
    for (const id of await doors.queue.contactsOfNumber(numberId)) contacts.add(id);
  for (const contactId of contacts) await decideAgain(doors, context, contactId, 'decide');
}

/** The calendar day where the called person is; caps of tries count by it. */
export function dayOf(campaign: Campaign, at: Instant): string {
  return localTime(at, campaign.timezone).date;
}

/**
 * The caller spoke with somebody on a line that never said so: then a person's ear is the better witness. Pressed by
 * mistake while it rang, it changes nothing.
 */
function asHeard(evidence: CallEvidence, attempt: AttemptRow, said: Disposition | undefined): CallEvidence {
  if (evidence.ms.answered !== null || attempt.answeredAt === null || said === undefined) return evidence;
  // Of an own phone no network tells the fault that ended the talk; of a trunk it does.
  const isBrokenOff = said === 'technical' && attempt.trunkId === OWN_PHONE;
  const isSomebodyThere = said === 'lost' || isBrokenOff || !answersItself.has(said);
  if (!isSomebodyThere) return evidence;
  return { ...evidence, ms: { ...evidence.ms, answered: attempt.answeredAt - attempt.dialledAt } };
}

/** What a call that nobody answered comes to, also in a caller's words. */
const answersItself: ReadonlySet<Disposition> = new Set([
  'no-answer',
  'busy',
  'not-in-service',
  'number-changed',
  'technical',
]);

/** What is still known of a call whose end nobody saw. */
function seenOf(attempt: AttemptRow): CallEvidence {
  const answered = attempt.answeredAt === null ? null : attempt.answeredAt - attempt.dialledAt;
  return { ...noEvidence, trunkId: attempt.trunkId, ms: { ...noEvidence.ms, answered } };
}

/** Wishes, an objection and a promise are kept with the word itself, also while the line is still up. */
export async function keepWhatWasSaid(
  doors: StoreDoors,
  { campaign, now, chance }: SettleContext,
  attempt: AttemptRow,
  report: OutcomeReport,
): Promise<void> {
  const wanted = campaign.campaign.newsletters.find((it) => it.id === report.newsletter);
  if (wanted !== undefined) {
    const wordingText = wanted.wording[report.address ?? campaign.campaign.guide.address];
    const wish = {
      ...{ kind: `newsletter:${wanted.id}`, wordingVersion: wanted.version, wordingText },
      at: now,
    };
    await doors.calls.insertConsent({ ...wish, personId: attempt.personId, attemptId: attempt.id });
  }
  if (report.disposition === 'objection') {
    await doors.calls.insertDoNotCall({ personId: attempt.personId, attemptId: attempt.id, at: now });
    await doors.units.audit({
      at: now,
      actorId: attempt.callerId,
      actorRole: 'caller',
      action: 'do-not-call',
      thingKind: 'person',
      thingId: attempt.personId,
      unitId: campaign.unitId,
      detail: { attemptId: attempt.id },
    });
  }
  if (report.callback !== null) {
    const { id, campaignId, contactId, personId, numberId, callerId } = attempt;
    if (callerId === null) throw new Error(`a promise in attempt ${id}, which had no caller`);
    const promise = {
      campaignId,
      contactId,
      personId,
      numberId,
      madeIn: id,
      promisedTo: callerId,
      ...report.callback,
    };
    await doors.calls.insertCallback({ id: chance.uuid() as never, ...promise });
  }
}

/** What the call says of its number and of the trunk; returns contacts whose decision may have changed. */
async function judge(
  doors: StoreDoors,
  context: SettleContext,
  call: {
    attempt: AttemptRow;
    evidence: CallEvidence;
    classification: Classification;
    report: OutcomeReport | null;
  },
): Promise<ContactId[]> {
  const { attempt, report } = call;
  const said = report?.disposition ?? null;
  const wrongNumbers = report?.wrongNumbers ?? [];
  const changed = await addSigns(doors, context.now, { ...call, said, wrongNumbers });
  changed.push(...(await judgeTrunk(doors, context.now, attempt.trunkId, call.evidence)));
  const contacts: ContactId[] =
    said === 'objection' ? await doors.queue.contactsOfPerson(attempt.personId) : [];
  for (const numberId of changed) contacts.push(...(await doors.queue.contactsOfNumber(numberId)));
  return contacts;
}
