import type { DayPart } from '../calendar/day-part.ts';
import type { Campaign } from '../campaign/campaign.ts';
import type { Instant } from '../instant.ts';

export type Reception = 'pleased' | 'neutral' | 'disturbed';

/** What the store counted for one campaign, all of the same moment. Counts only: no person can be seen in it. */
export interface ReportFacts {
  readonly campaign: Campaign;
  readonly madeAt: Instant;
  /** Contacts of the campaign, counted apart from `people` so that the two can be held against each other. */
  readonly selected: number;
  /** The selected people, equal ones counted together. */
  readonly people: readonly PeopleCount[];
  /** Numbers of selected people that are `suspected`; one that two people share counts once. */
  readonly suspectedNumbers: number;
  readonly calls: readonly CallCount[];
  readonly callbacks: { readonly kept: number; readonly broken: number; readonly open: number };
  readonly shifts: { readonly callers: number; readonly secondsWithoutPauses: number };
  /** Of the guide, as stored with the answers; empty before the first. */
  readonly guideVersions: readonly number[];
  /** The list that the selection was made from; null where nothing was ever imported. */
  readonly list: {
    readonly dataRows: number;
    readonly distinctMembers: number;
    readonly duplicateRows: number;
  } | null;
  readonly excludedBy: Readonly<Record<string, number>>;
  /** Absent where nobody practised. */
  readonly practice?: PracticeFacts;
}

/** Practices, apart from everything else: none of them is a call. */
export interface PracticeFacts {
  /** Finished ones. */
  readonly partner: number;
  readonly alone: number;
  /** People who may make real calls by it. */
  readonly ready: number;
  /** What the team found, the earliest first; nobody's name. */
  readonly findings: readonly {
    /** Of the guide it was found with. */
    readonly guideVersion: number;
    readonly text: string;
    /** What the guide should say instead; may be empty. */
    readonly change: string;
    /** Id of a step or moment of the guide. */
    readonly step: string | null;
  }[];
}

/** `people` selected people of one branch who are alike in all that the report tells. */
export interface PeopleCount {
  /** The branch directly below the campaign's own, or that one's name for people directly in it. */
  readonly branch: string;
  readonly isCalled: boolean;
  /** An attempt with `countsAsReached`. */
  readonly isReached: boolean;
  /** At least one number, and every number in use is `invalid` or known as a wrong person's. */
  readonly isOutOfDate: boolean;
  readonly hasObjected: boolean;
  // From the person's latest outcome that has answers.
  readonly integration: string | null;
  readonly reception: Reception | null;
  readonly wantsNewsletter: boolean;
  readonly wantsLocalContact: boolean;
  /** Ids of offers accepted (`yes`), each once. */
  readonly offers: readonly string[];
  readonly channels: readonly string[];
  readonly people: number;
}

/** Attempts of one part of the day. */
export interface CallCount {
  readonly part: DayPart;
  readonly attempts: number;
  readonly conversations: number;
  readonly abandoned: number;
  /** Talk and wrap-up of the conversations. */
  readonly conversationSeconds: number;
}
