import { Temporal } from 'temporal-polyfill';
import type { DayPart } from '../calendar/day-part.ts';
import type { Campaign, IsoDate } from '../campaign/campaign.ts';
import { exclusionReasons } from '../selection/exclusion-reasons.ts';
import { type BranchCounts, countBranches } from './branch-counts.ts';
import { addTo, countOf } from './count-people.ts';
import type { PeopleCount, PracticeFacts, Reception, ReportFacts } from './report-facts.ts';

export type ReceptionCounts = Readonly<Record<Reception, number>>;
export type DayPartName =
  | 'weekday-morning'
  | 'weekday-afternoon'
  | 'weekday-evening'
  | 'saturday-morning'
  | 'saturday-afternoon';

/** What a campaign came to, as `draht report --format json` writes it. Exact: for organisers only (DOMAIN 6.3). */
export interface ClosingReport {
  readonly campaign: string;
  readonly title: string;
  readonly unit: string;
  readonly period: { readonly from: IsoDate; readonly until: IsoDate };
  readonly guideVersions: readonly number[];
  /** ISO 8601 in UTC, on the campaign's clock. */
  readonly madeAt: string;

  readonly dataRows: number;
  readonly distinctMembers: number;
  readonly duplicateRows: number;
  readonly excludedBy: Readonly<Record<string, number>>;

  /** People: the sum of `reached`, `outOfDate` and `neverReached`. */
  readonly selected: number;
  /** People with an attempt. */
  readonly called: number;
  readonly attempts: number;
  /** Talks with the member, those included that only agreed a callback. */
  readonly conversations: number;
  readonly reached: number;
  readonly outOfDate: number;
  /** Numbers, not people. */
  readonly outOfDateSuspected: number;
  readonly neverReached: number;
  /** Answers that were given, in the order of the guide; a reached person without one is in none. */
  readonly answers: { readonly integration: Readonly<Record<string, number>> };
  readonly reception: ReceptionCounts;
  readonly receptionByIntegration: Readonly<Record<string, ReceptionCounts>>;
  readonly channels: Readonly<Record<string, number>>;
  /** Wishes, before their confirmation by mail. */
  readonly newsletter: number;
  readonly localContact: number;
  /** Acceptances of each offer of the campaign, also 0. */
  readonly offers: Readonly<Record<string, number>>;
  readonly callbacks: {
    readonly agreed: number;
    readonly kept: number;
    readonly broken: number;
    readonly open: number;
  };
  /**
   * Calls answered by a person with no caller free within 2 s (PACING.md).
   *
   * Counted are attempts settled by the rule `abandoned`. While every call has its caller waiting (progressive mode)
   * no call can end that way, so it is 0 by construction and not by measurement.
   */
  readonly abandoned: number;
  /** People who said they do not want to be called again. A 607 of the network waits for an organiser and is not one. */
  readonly objections: number;
  readonly byBranch: readonly BranchCounts[];
  readonly byDayPart: Readonly<
    Record<DayPartName, { readonly attempts: number; readonly conversations: number }>
  >;
  readonly effort: Effort;
  /** Absent where nobody practised. */
  readonly practice?: PracticeFacts;
  readonly labels: ReportLabels;
}

/** What the campaign file calls things, so that a report can be read without it. */
export interface ReportLabels {
  /** The integration question in the campaign's form of address; null where the guide does not ask it. */
  readonly question: string | null;
  readonly integration: Readonly<Record<string, string>>;
  readonly offers: Readonly<
    Record<string, { readonly title: string; readonly date: IsoDate | null; readonly until: IsoDate | null }>
  >;
  readonly channels: Readonly<Record<string, string>>;
  /** The selection took only people with whom no level had spoken before. */
  readonly isFirstContact: boolean;
  /** Of the campaign, IANA name. */
  readonly timezone: string;
}

/** Null where there is nothing to divide by. */
export interface Effort {
  /** People who had a shift. */
  readonly callers: number;
  /** Shift time without pauses, hours. */
  readonly callerHours: number;
  readonly conversationsPerHour: number | null;
  readonly attemptsPerConversation: number | null;
  /** (Talk and wrap-up of conversations) / logged-in time without pauses, 0 to 1 (PACING.md). */
  readonly utilisation: number | null;
}

/**
 * The closing report of a campaign.
 *
 * Every selected person is in exactly one of reached, out of date and never reached (DOMAIN, Decisions).
 * @throws Error when the counts do not close: then the store's statement is wrong, and no report is better than that one.
 */
export function closingReport(facts: ReportFacts): ClosingReport {
  const { campaign, people } = facts;
  return {
    ...whatItWas(facts),
    ...whatImportSaid(facts),
    ...groups(facts),
    ...whatPeopleSaid(campaign, people),
    callbacks: {
      agreed: facts.callbacks.kept + facts.callbacks.broken + facts.callbacks.open,
      ...facts.callbacks,
    },
    abandoned: total(facts.calls, (it) => it.abandoned),
    objections: countOf(people, (it) => it.hasObjected),
    byBranch: countBranches(people, integrationAnswers(campaign)),
    byDayPart: byDayPart(facts),
    effort: effort(facts),
    ...(facts.practice === undefined ? {} : { practice: facts.practice }),
    labels: labelsOf(campaign),
  };
}

function whatItWas({ campaign, madeAt, guideVersions }: ReportFacts) {
  return {
    campaign: campaign.key,
    title: campaign.title,
    unit: campaign.unit,
    period: campaign.period,
    guideVersions: guideVersions.length === 0 ? [campaign.guide.version] : guideVersions,
    madeAt: Temporal.Instant.fromEpochMilliseconds(madeAt).toString(),
  };
}

function whatImportSaid({ list, excludedBy }: ReportFacts) {
  const { dataRows, distinctMembers, duplicateRows } = list ?? {
    dataRows: 0,
    distinctMembers: 0,
    duplicateRows: 0,
  };
  return { dataRows, distinctMembers, duplicateRows, excludedBy: inOrder(excludedBy, exclusionReasons) };
}

function groups(facts: ReportFacts) {
  const { people, selected } = facts;
  const counted = countOf(people, () => true);
  if (counted !== selected) throw new Error(`the report counts ${counted} people of ${selected} selected`);
  const counts = {
    reached: countOf(people, (it) => it.isReached),
    outOfDate: countOf(people, (it) => !it.isReached && it.isOutOfDate),
    neverReached: countOf(people, (it) => !it.isReached && !it.isOutOfDate),
  };
  return {
    selected,
    called: countOf(people, (it) => it.isCalled),
    attempts: total(facts.calls, (it) => it.attempts),
    conversations: total(facts.calls, (it) => it.conversations),
    ...counts,
    outOfDateSuspected: facts.suspectedNumbers,
  };
}

function whatPeopleSaid(campaign: Campaign, people: readonly PeopleCount[]) {
  const integration: Record<string, number> = {};
  const receptionByIntegration: Record<string, Record<Reception, number>> = {};
  const offers: Record<string, number> = Object.fromEntries(campaign.offers.map((it) => [it.id, 0]));
  const channels: Record<string, number> = {};
  for (const it of people) {
    for (const offer of it.offers) addTo(offers, offer, it.people);
    for (const channel of it.channels) addTo(channels, channel, it.people);
    if (it.integration === null) continue;
    addTo(integration, it.integration, it.people);
    receptionByIntegration[it.integration] ??= { pleased: 0, neutral: 0, disturbed: 0 };
    const received = receptionByIntegration[it.integration];
    if (received !== undefined && it.reception !== null) received[it.reception] += it.people;
  }
  const answers = integrationAnswers(campaign);
  return {
    answers: { integration: inOrder(integration, answers) },
    reception: receptionOf(people),
    receptionByIntegration: inOrder(receptionByIntegration, answers),
    channels: inOrder(channels, []),
    newsletter: countOf(people, (it) => it.wantsNewsletter),
    localContact: countOf(people, (it) => it.wantsLocalContact),
    offers,
  };
}

function receptionOf(people: readonly PeopleCount[]): ReceptionCounts {
  const count = (reception: Reception) => countOf(people, (it) => it.reception === reception);
  return { pleased: count('pleased'), neutral: count('neutral'), disturbed: count('disturbed') };
}

/** Ids of the integration question's answers, as the guide orders them; empty where the guide does not ask it. */
function integrationAnswers(campaign: Campaign): string[] {
  return questionOf(campaign, 'integration')?.answers.map((it) => it.id) ?? [];
}

function questionOf(campaign: Campaign, id: string) {
  return campaign.guide.steps.flatMap((step) => step.questions).find((it) => it.id === id);
}

function labelsOf(campaign: Campaign): ReportLabels {
  const question = questionOf(campaign, 'integration');
  const labels = (id: string) =>
    (questionOf(campaign, id)?.answers ?? []).map((it) => [it.id, it.label] as const);
  const offers = campaign.offers.map(
    ({ id, title, date, until }) => [id, { title, date: date ?? null, until: until ?? null }] as const,
  );
  return {
    question: question?.ask[campaign.guide.address] ?? null,
    integration: Object.fromEntries(labels('integration')),
    offers: Object.fromEntries(offers),
    channels: Object.fromEntries(labels('channels')),
    timezone: campaign.timezone,
    isFirstContact: (campaign.selection.noContactBy ?? []).length === 3,
  };
}

/** The guide's order first; what an older guide asked follows by name. */
function inOrder<Value>(
  counts: Readonly<Record<string, Value>>,
  order: readonly string[],
): Record<string, Value> {
  const place = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length);
  const sorted = Object.entries(counts).sort(([a], [b]) => place(a) - place(b) || (a < b ? -1 : 1));
  return Object.fromEntries(sorted);
}

const dayPartNames = {
  A: 'weekday-morning',
  B: 'weekday-afternoon',
  C: 'weekday-evening',
  D: 'saturday-morning',
  E: 'saturday-afternoon',
} as const satisfies Record<DayPart, DayPartName>;

function byDayPart({ calls }: ReportFacts): ClosingReport['byDayPart'] {
  const of = (part: DayPart) => {
    const here = calls.filter((it) => it.part === part);
    return {
      attempts: total(here, (it) => it.attempts),
      conversations: total(here, (it) => it.conversations),
    };
  };
  return {
    [dayPartNames.A]: of('A'),
    [dayPartNames.B]: of('B'),
    [dayPartNames.C]: of('C'),
    [dayPartNames.D]: of('D'),
    [dayPartNames.E]: of('E'),
  };
}

function effort({ shifts, calls }: ReportFacts): Effort {
  const hours = shifts.secondsWithoutPauses / 3600;
  const conversations = total(calls, (it) => it.conversations);
  const attempts = total(calls, (it) => it.attempts);
  const busySeconds = total(calls, (it) => it.conversationSeconds);
  return {
    callers: shifts.callers,
    callerHours: rounded(hours, 2),
    conversationsPerHour: hours === 0 ? null : rounded(conversations / hours, 2),
    attemptsPerConversation: conversations === 0 ? null : rounded(attempts / conversations, 2),
    utilisation: hours === 0 ? null : rounded(busySeconds / shifts.secondsWithoutPauses, 3),
  };
}

function total<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((sum, it) => sum + of(it), 0);
}

function rounded(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}
