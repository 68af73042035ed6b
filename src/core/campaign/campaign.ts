import type { E164 } from '../ids.ts';
import type { PacingMode } from '../pacing/pacing.ts';

/** What a campaign is for; the last three need a recorded consent of each person (DOMAIN L1, § 7 UWG). */
export type Purpose =
  | 'welcome'
  | 'participation'
  | 'event'
  | 'survey-internal'
  | 'data-check'
  | 'donation'
  | 'advertising'
  | 'non-member';

/** ISO 3166-2:DE without its prefix. */
export type GermanState =
  | 'BW'
  | 'BY'
  | 'BE'
  | 'BB'
  | 'HB'
  | 'HH'
  | 'HE'
  | 'MV'
  | 'NI'
  | 'NW'
  | 'RP'
  | 'SL'
  | 'SN'
  | 'ST'
  | 'SH'
  | 'TH';

/** A calendar day, `2012-03-13`. */
export type IsoDate = string;
/** 1 Monday to 7 Sunday, as ISO 8601 counts. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;
/** Opening of a day in minutes since local midnight, `until` exclusive. */
export interface Opening {
  readonly fromMinute: number;
  readonly untilMinute: number;
}

/** A campaign as its file describes it, checked: what the rules read. Durations carry their unit in the name. */
export interface Campaign {
  /** Short name for commands and addresses: lower-case letters, digits, hyphens. */
  readonly key: string;
  readonly title: string;
  /** Name of the branch that runs it. */
  readonly unit: string;
  readonly purpose: Purpose;
  readonly legalBasis: string;
  /** The branch's own state: its holidays hold for people whose postcode is unknown, and for the callers. */
  readonly state: GermanState;
  /** IANA name, `Europe/Berlin` unless set. */
  readonly timezone: string;
  /** First and last day, both included. */
  readonly period: { readonly from: IsoDate; readonly until: IsoDate };
  /** Calling hours by weekday, inside DOMAIN L2's outer window; a day without openings is closed. */
  readonly hours: Readonly<Record<Weekday, readonly Opening[]>>;
  /** Days closed besides the public holidays and DOMAIN L4's list. */
  readonly holidays: { readonly closed: readonly IsoDate[] };
  readonly selection: Selection;
  readonly limits: Limits;
  readonly retry: RetryRules;
  readonly callerId: E164;
  readonly hints: Hints;
  /** How it calls; absent: one call for each caller who is ready. An organiser may choose another mode while it runs. */
  readonly pacing?: CampaignPacing;
  /** Whether callers may speak to a mailbox; off unless the file says so (DOMAIN L17). */
  readonly mailbox?: { readonly message: boolean };
  /** Whether a caller practises before the first call; asked for only where the file says so. */
  readonly practice?: { readonly required: boolean };
  /** Whether organisers see what each caller did today; callers are told on arrival. Off unless the file says so. */
  readonly care?: { readonly figuresPerPerson: boolean };
  /** Whom callers ring when somebody is in a crisis (DOMAIN L26). */
  readonly helpContact?: HelpContact;
  readonly guide: Guide;
  readonly offers: readonly Offer[];
  readonly newsletters: readonly Newsletter[];
  readonly localContacts: readonly LocalContact[];
  /** What callers promise before their first shift; absent: the program's own words (`pledge.ts`). */
  readonly pledge?: Pledge;
  /** Absent in a campaign that was opened before there were any. */
  readonly shifts?: readonly PlannedShift[];
}

export interface CampaignPacing {
  readonly mode: PacingMode;
  /** Of `look-ahead`: abandoned calls at most, as a share of those that people answered; above 0, at most 0.03. */
  readonly cap: number;
  /** File beside the campaign's own with what is said to whoever answered and found nobody (DOMAIN L11). */
  readonly message?: string;
}

/** What callers promise, word for word; another version is promised anew. */
export interface Pledge {
  readonly version: number;
  readonly text: string;
}

/** A time at which callers are wanted; they put themselves down for it. */
export interface PlannedShift extends Opening {
  readonly day: IsoDate;
  /** Callers at most; absent: as many as come. */
  readonly places?: number;
  readonly title?: string;
}

/** Which people belong to the campaign. An absent condition is not asked. All that are present must hold. */
export interface Selection {
  readonly joinedOnOrAfter?: IsoDate;
  readonly joinedOnOrBefore?: IsoDate;
  readonly status?: readonly string[];
  readonly minAgeYears?: number;
  readonly maxAgeYears?: number;
  /** Names of branches; a person belongs to a branch or to one below it. */
  readonly branches?: readonly string[];
  /** Prefixes of postcodes: `01`, `04109`. */
  readonly postcodes?: readonly string[];
  /** Levels that must not have had a contact with the person yet. */
  readonly noContactBy?: readonly ContactLevel[];
  readonly diallableNumber?: boolean;
  readonly notBlocked?: boolean;
  /** Days since the last attempt of any campaign, and since the last conversation. */
  readonly notAskedForDays?: { readonly attempt: number; readonly conversation: number };
}

/** Who spoke to a member before: the levels of DOMAIN 7.2's `last_contact.LEVEL`. */
export type ContactLevel = 'state' | 'youth' | 'branch';

export interface Limits {
  /** Tries a person and day, week (Monday to Sunday) and in all, agreed callbacks apart (DOMAIN L6, L7). */
  readonly triesPerDay: number;
  readonly triesPerWeek: number;
  readonly triesInAll: number;
  /** Tries a person and day over all campaigns and numbers, callbacks included; at most 3 (Bundesnetzagentur). */
  readonly hardTriesPerDay: number;
  /** Minutes that must lie between two tries of a person, whatever the first one met. */
  readonly minGapMinutes: number;
  /** Ring limit, 15 to 40 s (DOMAIN L8). */
  readonly ringSeconds: number;
  /** From here on an unanswered ringing counts as a try; 15 s or more. */
  readonly minRingSeconds: number;
  /** Mailboxes a number; then it rests for the campaign. */
  readonly mailboxesPerNumber: number;
  /** Last dial before an opening ends (DOMAIN L5). */
  readonly lastDialMinutesBeforeEnd: number;
  /** Seconds a caller may take for the wrap-up before the screen asks; never ends it by itself. */
  readonly wrapUpSeconds: number;
}

/** Minutes to wait after a try that met this; `minGapMinutes` holds besides. */
export interface RetryRules {
  readonly noAnswerMinutes: number;
  readonly busyMinutes: number;
  readonly voicemailMinutes: number;
  readonly absentMinutes: number;
  /** After a declined call; a second one stops the person for the campaign. */
  readonly rejectedMinutes: number;
  readonly networkFaultMinutes: number;
  readonly unknownMinutes: number;
  /** Between a sign that a number is out of date and its re-check: 1200 (20 h) at least. */
  readonly recheckMinutes: number;
}

/** What the program looks for in a call besides what the network says; all of it is shown, never acted on. */
export interface Hints {
  /** Looks for mailbox greetings in the sound, in memory alone and during the call (§ 201 StGB: nothing is recorded). */
  readonly sound: boolean;
}

/** A text in both forms of address; where the file gives one, it serves for both. */
export interface Wording {
  readonly du: string;
  readonly sie: string;
}

export interface Guide {
  /** Counts up with each change; answers store it. */
  readonly version: number;
  /** How callers address members unless a person's data says otherwise. */
  readonly address: 'du' | 'sie';
  /** The first words, by the kind of call; where one is absent, the screen has its own. */
  readonly openings?: Openings;
  readonly steps: readonly GuideStep[];
  /** Difficult moments: what was said, what to answer, what it leads to. */
  readonly moments: readonly {
    readonly id: string;
    readonly title: string;
    readonly reply: Wording;
    readonly disposition?: string;
  }[];
  /** What members ask about, found by typing two letters. */
  readonly topics?: readonly Topic[];
}

export interface Topic {
  readonly id: string;
  readonly title: string;
  /** Other words for it. */
  readonly keywords: readonly string[];
  readonly reply: Wording;
}

/**
 * How a call begins: `callback` keeps a promise, `ringBack` goes on with a talk that broke off or takes the member's
 * own call, `mailbox` is spoken to a machine.
 */
export type OpeningKind = 'first' | 'callback' | 'ringBack' | 'mailbox';
export type Openings = { readonly [Kind in OpeningKind]?: Wording };

/** A bullet is short; `full` is the whole wording, for whoever wants it. */
export interface Bullet extends Wording {
  readonly full?: Wording;
}

export interface GuideStep {
  readonly id: string;
  readonly title: string;
  readonly bullets: readonly Bullet[];
  readonly questions: readonly Question[];
}

export interface Question {
  readonly id: string;
  readonly kind: 'single' | 'multiple' | 'text';
  readonly ask: Wording;
  /** How it is asked aloud, where `ask` was written to be filled in by hand. */
  readonly aloud?: Wording;
  readonly required: boolean;
  /** Empty for `text`. */
  readonly answers: readonly {
    readonly id: string;
    readonly label: string /** Station to go to next. */;
    readonly next?: string;
  }[];
  /** `text` only: characters at most. */
  readonly maxLength?: number;
  /** Asked only when an earlier question has one of these answers. */
  readonly when?: { readonly question: string; readonly answers: readonly string[] };
}

export interface Offer {
  readonly id: string;
  readonly title: string;
  readonly ask: Wording;
  readonly date?: IsoDate;
  readonly until?: IsoDate;
  readonly place?: string;
  /** Places in all; absent: without limit. */
  readonly places?: number;
  /** Everybody when all are absent. */
  readonly audience: {
    readonly minAgeYears?: number;
    readonly maxAgeYears?: number;
    readonly branches?: readonly string[];
    readonly joinedOnOrAfter?: IsoDate;
    readonly joinedOnOrBefore?: IsoDate;
    /** ISO 639-1: `de`, `en`. Whoever's language nobody knows gets offers in all of them. */
    readonly languages?: readonly string[];
  };
}

/** Somebody of the organisation who is there for callers in hard calls. */
export interface HelpContact {
  readonly name: string;
  readonly phone: E164;
}

export interface Newsletter {
  readonly id: string;
  readonly title: string;
  /** Read aloud word for word; `version` is stored with each consent (Art. 7 GDPR). */
  readonly wording: Wording;
  readonly version: number;
  readonly mailsPerMonth: number;
}

export interface LocalContact {
  /** Name of the branch it is for. */
  readonly branch: string;
  readonly name: string;
  readonly role?: string;
}
