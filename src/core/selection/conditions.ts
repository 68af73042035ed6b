import { daysBetween, localTime } from '../calendar/local-time.ts';
import type { ContactLevel, IsoDate, Selection } from '../campaign/campaign.ts';
import type { Instant } from '../instant.ts';
import { type ExclusionReason, exclusionReasons } from './exclusion-reasons.ts';
import type { SelectionPerson } from './selection-person.ts';

export interface SelectionContext {
  /** The day on which is selected, in the campaign's timezone. */
  readonly today: IsoDate;
  readonly timezone: string;
}

export interface Condition {
  readonly reason: ExclusionReason;
  readonly leavesOut: (person: SelectionPerson) => boolean;
}

type LeavesOut = Condition['leavesOut'];

/** DOMAIN L24: nobody below this age is called, whatever the file says. */
const LEAST_AGE_YEARS = 14;

/**
 * The conditions of a selection, in the order of `exclusionReasons`; one that the file does not ask is left out.
 *
 * Asked without the file's word: the person's own objection (L18), restriction (Art. 18 GDPR), having left the
 * source, being younger than 14 (L24), and being called by another campaign just now (7.3).
 */
export function conditionsOf(selection: Selection, context: SelectionContext): Condition[] {
  const asked: Partial<Record<ExclusionReason, LeavesOut>> = {
    ...aboutJoining(selection),
    ...aboutAge(selection, context.today),
    ...aboutPlace(selection),
    ...aboutContacts(selection, context),
    'do-not-call': (it) => it.doNotCall,
    'in-other-campaign': (it) => it.inOtherCampaign,
    restricted: (it) => it.restricted,
    'left-source': (it) => it.leftSource,
  };
  if (selection.diallableNumber === true) {
    asked['no-number'] = (it) => it.numbers === 'none';
    asked['unusable-number'] = (it) => it.numbers === 'unusable';
  }
  return exclusionReasons.flatMap((reason) => {
    const leavesOut = asked[reason];
    return leavesOut === undefined ? [] : [{ reason, leavesOut }];
  });
}

function aboutJoining({ joinedOnOrAfter, joinedOnOrBefore, status }: Selection) {
  const asked: Partial<Record<ExclusionReason, LeavesOut>> = {};
  if (joinedOnOrAfter !== undefined || joinedOnOrBefore !== undefined)
    asked['joined-unknown'] = (it) => it.joinedOn === null;
  if (joinedOnOrAfter !== undefined)
    asked['joined-earlier'] = (it) => it.joinedOn !== null && it.joinedOn < joinedOnOrAfter;
  if (joinedOnOrBefore !== undefined)
    asked['joined-later'] = (it) => it.joinedOn !== null && it.joinedOn > joinedOnOrBefore;
  if (status !== undefined) {
    const wanted = new Set(status.map(plainStatus));
    asked['not-active'] = (it) => !wanted.has(plainStatus(it.status ?? ''));
  }
  return asked;
}

function aboutAge({ minAgeYears, maxAgeYears }: Selection, today: IsoDate) {
  const asked: Partial<Record<ExclusionReason, LeavesOut>> = {};
  const age = (it: SelectionPerson) => (it.birthDate === null ? null : ageOn(today, it.birthDate));
  asked.minor = (it) => (age(it) ?? LEAST_AGE_YEARS) < LEAST_AGE_YEARS;
  if (minAgeYears !== undefined || maxAgeYears !== undefined)
    asked['age-unknown'] = (it) => it.birthDate === null;
  if (minAgeYears !== undefined) asked['too-young'] = (it) => (age(it) ?? minAgeYears) < minAgeYears;
  if (maxAgeYears !== undefined) asked['too-old'] = (it) => (age(it) ?? maxAgeYears) > maxAgeYears;
  return asked;
}

function aboutPlace({ branches, postcodes }: Selection) {
  const asked: Partial<Record<ExclusionReason, LeavesOut>> = {};
  if (branches !== undefined) {
    const wanted = new Set(branches.map(plain));
    asked['other-branch'] = (it) => !it.branchPath.some((branch) => wanted.has(plain(branch)));
  }
  if (postcodes !== undefined)
    asked['other-postcode'] = (it) => !postcodes.some((prefix) => (it.postcode ?? '').startsWith(prefix));
  return asked;
}

function aboutContacts({ noContactBy, notAskedForDays }: Selection, { today, timezone }: SelectionContext) {
  const asked: Partial<Record<ExclusionReason, LeavesOut>> = {};
  for (const level of noContactBy ?? [])
    asked[`contacted-${level}`] = ({ lastContacts }) => hadContact(lastContacts[level]);
  if (notAskedForDays !== undefined) {
    const { attempt, conversation } = notAskedForDays;
    const within = (days: number, at: Instant | null) =>
      at !== null && daysBetween(localTime(at, timezone).date, today) < days;
    asked['asked-lately'] = (it) =>
      within(attempt, it.lastAttemptAt) || within(conversation, it.lastConversationAt);
  }
  return asked;
}

function hadContact(cell: SelectionPerson['lastContacts'][ContactLevel]): boolean {
  return cell !== undefined && cell !== null && cell.trim() !== '';
}

/** Full years lived on that day; whoever was born on 29 February has the birthday on 1 March in other years. */
export function ageOn(today: IsoDate, birthDate: IsoDate): number {
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

function plain(name: string): string {
  return name.normalize('NFC').trim().toLowerCase();
}

// Exports say `aktiv`, our own import and CiviCRM `active`: one word for both.
function plainStatus(status: string): string {
  const word = plain(status);
  return word === 'aktiv' ? 'active' : word;
}
