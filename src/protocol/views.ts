// What the screens show, as the server sends it. Moments are milliseconds of the campaign's clock (UTC), days ISO 8601.
import { z } from 'zod';
import { correctionFields, messageKinds, offerAnswers } from '../core/outcome/report-parts.ts';
import { speakWays } from '../core/speak-way.ts';
import { profileSettings } from './profile-contract.ts';

const moment = z.number();
const day = z.iso.date();
const wording = z.object({ du: z.string(), sie: z.string() });

export const role = z.enum(['owner', 'organiser', 'steward', 'caller', 'system']);

export const campaignSummary = z.object({
  key: z.string(),
  title: z.string(),
  unit: z.string(),
  state: z.enum(['prepared', 'running', 'closed']),
  timezone: z.string(),
  period: z.object({ from: day, until: day }),
  /** Opening hours that are not over yet, the earliest first, at most 14. */
  openings: z.array(z.object({ fromAt: moment, untilAt: moment })),
  /** Its organisers see what each caller did today: callers are told before they begin. */
  figuresPerPerson: z.boolean(),
});

/** `text` null: the program's own words of that version. */
const pledgeWording = { version: z.number(), text: z.string().nullable() };

export const meView = z.object({
  account: z.object({ id: z.string(), name: z.string(), role }),
  /** Those this account may work in or look at. */
  campaigns: z.array(campaignSummary),
  /** The open shift's campaign; null without a shift. */
  shiftIn: z.string().nullable(),
  /** Has never had a call: is shown what it is about before the first one. */
  isNewcomer: z.boolean(),
  /** What each campaign has its callers promise, and whether it is to be promised before the next shift. */
  pledges: z.array(z.object({ campaign: z.string(), ...pledgeWording, isDue: z.boolean() })),
  /** As the person has set them. */
  settings: profileSettings,
  now: moment,
});

/** Everybody may see it, signed in or not: nothing personal but what one's own session tells. */
export const installationView = z.object({
  version: z.string(),
  protocol: z.number(),
  locale: z.enum(['de', 'en']),
  /** Nobody can sign in yet: the first person makes the organiser's account. */
  needsSetup: z.boolean(),
  /** Whether this browser is: a page asks for `me` only then. */
  isSignedIn: z.boolean(),
  /** Who that is: a page that has just come need not ask twice. */
  me: meView.optional(),
  isDemo: z.boolean(),
  /** How people are spoken to and of (texts/wording.ts); absent: du, and neutral words. */
  wording: z
    .object({
      address: z.enum(['du', 'sie']),
      genderStyle: z.enum(['neutral', 'both-forms', 'star', 'colon']),
    })
    .optional(),
});

/** What an invitation says before it is taken. */
export const invitationView = z.object({
  name: z.string(),
  campaign: z.string(),
  campaignKey: z.string(),
  unit: z.string(),
  /** To be promised now; null: was promised, or is asked for at the first shift. */
  pledge: z.object(pledgeWording).nullable(),
});

// ---- the caller ----------------------------------------------------------------------------------------------------

export const guideView = z.object({
  version: z.number(),
  address: z.enum(['du', 'sie']),
  unit: z.string(),
  /** The first words by the kind of call; where one is absent, the page has its own. */
  openings: z.object({
    first: wording.optional(),
    callback: wording.optional(),
    ringBack: wording.optional(),
    mailbox: wording.optional(),
  }),
  /** Callers may speak to a mailbox. */
  mailboxMessage: z.boolean(),
  /** Whom to ring in a crisis; `phone` is grouped for reading. */
  helpContact: z.object({ name: z.string(), phone: z.string() }).nullable(),
  steps: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      bullets: z.array(wording.extend({ full: wording.optional() })),
      questions: z.array(
        z.object({
          id: z.string(),
          kind: z.enum(['single', 'multiple', 'text']),
          ask: wording,
          /** How it is asked aloud, where `ask` was written to be filled in by hand. */
          aloud: wording.optional(),
          required: z.boolean(),
          answers: z.array(z.object({ id: z.string(), label: z.string(), next: z.string().optional() })),
          maxLength: z.number().optional(),
          when: z.object({ question: z.string(), answers: z.array(z.string()) }).optional(),
        }),
      ),
    }),
  ),
  moments: z.array(
    z.object({ id: z.string(), title: z.string(), reply: wording, disposition: z.string().optional() }),
  ),
  topics: z.array(
    z.object({ id: z.string(), title: z.string(), keywords: z.array(z.string()), reply: wording }),
  ),
  offers: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      ask: wording,
      /** ISO 639-1; absent: it is in none in particular. */
      languages: z.array(z.string()).optional(),
      date: day.optional(),
      until: day.optional(),
      place: z.string().optional(),
      places: z.number().optional(),
    }),
  ),
  newsletters: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      wording,
      version: z.number(),
      mailsPerMonth: z.number(),
    }),
  ),
});

/** What a caller learns of the person, and nothing else (DOMAIN L23). Numbers are grouped for reading. */
export const personCard = z.object({
  givenName: z.string(),
  familyName: z.string(),
  branch: z.string().nullable(),
  joinedOn: day.nullable(),
  /** For the newsletter's wording. */
  email: z.string().nullable(),
  /** Message ids `queue.reason.<reason>`: what kind of try this is, then what moved it. */
  reasons: z.array(z.string()),
  /** The promise this call keeps. */
  promise: z
    .object({ fromAt: moment, untilAt: moment, givenBy: z.string().nullable(), note: z.string().nullable() })
    .nullable(),
  /** Earlier tries, the latest first, at most five. */
  earlier: z.array(z.object({ at: moment, disposition: z.string(), note: z.string().nullable() })),
  /** Who spoke to the person before the campaign, as the export says it. */
  lastContacts: z.array(z.object({ level: z.enum(['state', 'youth', 'branch']), text: z.string() })),
  dialled: z.string(),
  /** The export's heading of the number: where it comes from. */
  dialledFrom: z.string().nullable(),
  otherNumbers: z.array(z.string()),
  /** All numbers that may be rung, in the export's order, and the dialled one. */
  numbers: z.array(
    z.object({ id: z.string(), digits: z.string(), label: z.string().nullable(), isDialled: z.boolean() }),
  ),
  /** "Never before": minutes after local midnight, as the person said it; null: never said. */
  notBefore: z.number().nullable(),
  /** What the person's telephone shows. */
  callerId: z.string(),
  localContact: z.object({ name: z.string(), role: z.string().nullable(), branch: z.string() }).nullable(),
  /** Ids of offers that fit, the best first. */
  offers: z.array(z.string()),
  /** What the person said yes to in an earlier call, of whatever campaign. */
  signUps: z.array(z.object({ offer: z.string(), at: moment })),
  /** IANA name of the zone the dialled number is in; null where its country has several. */
  zone: z.string().nullable(),
});

export const disposition = z.enum([
  'conversation-complete',
  'conversation-partial',
  'callback-agreed',
  'no-time',
  'not-interested',
  'objection',
  'third-person',
  'language-health',
  'voicemail',
  'voicemail-message',
  'no-answer',
  'busy',
  'technical',
  'not-in-service',
  'number-changed',
  'fax-data',
  'wrong-person',
  'deceased',
  'resigned',
]);

/** What a caller says of a call. Sending the same `key` again is harmless and answers the same. */
export const outcomeReport = z.object({
  key: z.uuid(),
  attemptId: z.uuid(),
  disposition,
  /** For an objection or the like: was it told in a talk with the member? */
  talkedWithMember: z.boolean(),
  /** By question: an answer's id, several, or a text. */
  answers: z.record(z.string().max(60), z.union([z.string().max(500), z.array(z.string().max(60)).max(30)])),
  reception: z.enum(['pleased', 'neutral', 'disturbed']).nullable(),
  channels: z.array(z.string().max(60)).max(30),
  offers: z
    .array(
      z.object({
        id: z.string().max(60),
        answer: z.enum(offerAnswers),
        /** Comes with somebody, or would like company on the way. */
        companion: z.boolean().default(false),
        reminder: z.boolean().default(false),
      }),
    )
    .max(50),
  newsletter: z.string().max(60).nullable(),
  /** How the member was spoken to, which the words of a consent stand in; absent: as the guide says. */
  address: z.enum(['du', 'sie']).optional(),
  localContact: z.boolean().nullable(),
  callback: z.object({ fromAt: moment, untilAt: moment }).nullable(),
  note: z.string().max(500).nullable(),
  /** For the membership administration; the value as the member says it. */
  corrections: z
    .array(z.object({ field: z.enum(correctionFields), value: z.string().max(200), readBack: z.boolean() }))
    .max(10)
    .default([]),
  /** To the organisers. */
  message: z
    .object({ kind: z.enum(messageKinds), text: z.string().max(500) })
    .nullable()
    .default(null),
  /** Ids of `card.numbers` that are wrong; empty: the dialled one, where the outcome says wrong. */
  wrongNumbers: z.array(z.uuid()).max(20).default([]),
  /** Minutes after local midnight: never ring this person earlier in a day; 0 lifts it, null says nothing. */
  notBefore: z.number().int().min(0).max(1439).nullable().default(null),
  /** The caller says that it was a hard call. */
  isHard: z.boolean().default(false),
});

const ids = z.string().max(60);

/**
 * What is filled in so far of a call, as the page has it (`Draft` in web/features/call/draft.ts). A page that is older
 * than the server may not have every field.
 */
export const draftBody = z
  .strictObject({
    disposition: disposition.nullable(),
    talkedWithMember: z.boolean().nullable(),
    answers: outcomeReport.shape.answers,
    reception: outcomeReport.shape.reception,
    offers: z.record(ids, z.enum(offerAnswers)),
    newsletters: z.record(ids, z.boolean()),
    localContact: z.boolean().nullable(),
    callback: outcomeReport.shape.callback,
    note: z.string().max(500),
    companions: z.record(ids, z.boolean()),
    reminders: z.record(ids, z.boolean()),
    corrections: outcomeReport.shape.corrections.unwrap(),
    message: outcomeReport.shape.message.unwrap(),
    wrongNumbers: outcomeReport.shape.wrongNumbers.unwrap(),
    notBefore: outcomeReport.shape.notBefore.unwrap(),
    isHard: z.boolean(),
    address: z.enum(['du', 'sie']).nullable(),
    station: ids.nullable(),
  })
  .partial();

/** Of two drafts of one call the one with the higher `seq` is newer. */
export const keptDraft = z.object({ seq: z.number().int().nonnegative(), body: draftBody });

/** What is heard on the line; only in the demo, for whoever reads along. */
export const heard = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('person'),
    integration: z.string(),
    reception: z.enum(['pleased', 'neutral', 'disturbed']),
    wantsNewsletter: z.boolean(),
    wantsLocalContact: z.boolean(),
    accepts: z.array(z.string()),
    channels: z.array(z.string()),
    asksToCallBack: z.enum(['in-two-hours', 'tomorrow-evening', 'weekend']).nullable(),
  }),
  z.object({ kind: z.literal('machine') }),
  z.object({ kind: z.literal('announcement') }),
]);

export const callView = z.object({
  attemptId: z.string(),
  isCallback: z.boolean(),
  /** A call that was cut off: its caller says first what it was. */
  isUnfinished: z.boolean(),
  card: personCard,
  /** `preview`: nothing rings before the caller says so. */
  line: z.enum(['preview', 'dialling', 'ringing', 'announcement', 'talking', 'ended']),
  dialledAt: moment,
  answeredAt: moment.nullable(),
  endedAt: moment.nullable(),
  ringSeconds: z.number(),
  /** What the line said by itself; null when only the caller knows. */
  proposal: disposition.nullable(),
  /** The line alone settled it (no answer, busy …): nothing is asked. */
  isSettled: z.boolean(),
  /** Its caller left the person to somebody else. */
  isSkipped: z.boolean(),
  /** What was said already; an undone one comes back here, to be corrected. */
  reported: outcomeReport.nullable(),
  /** Until when `reported` can be taken back; null when it cannot. */
  undoUntil: moment.nullable(),
  /** What is filled in so far; null when nothing is, and once the outcome is given. */
  draft: keptDraft.nullable(),
  /** For a `tel:` link: the person's number while a call by an own phone is on; else null. */
  tel: z.string().nullable(),
  /** What sound or timing suggest; shown, never acted on. */
  /** The line the call went out by; null: the caller's own phone. */
  trunk: z.string().nullable(),
  /** Places left by offer, of those that have a number of them. */
  placesLeft: z.record(z.string(), z.number()),
  hint: z.enum(['mailbox-by-time', 'mailbox', 'fax', 'announcement', 'broken']).nullable(),
  heard: heard.nullable(),
});

export const speakWay = z.enum(speakWays);
/** The caller's own leg: `none` where the way needs none, `lost` when it is expected back by itself. */
const callerLine = z.enum(['none', 'connecting', 'up', 'lost']);
const phoneTrouble = z.enum(['busy', 'no-answer', 'hung-up', 'not-reached']);

export const waitingView = z.object({
  /** When the next person is due; null when nobody will be. */
  nextAt: moment.nullable(),
  /** People still to reach. */
  missing: z.number(),
  /** Those who are not due now, by the main reason, the most first. Message ids `queue.reason.<reason>`. */
  reasons: z.array(z.object({ reason: z.string(), people: z.number(), nextAt: moment.nullable() })),
});

export const shiftView = z.object({
  shiftId: z.string(),
  campaign: campaignSummary,
  callerName: z.string(),
  state: z.enum(['ready', 'preview', 'ringing', 'talking', 'wrap-up', 'pause']),
  since: moment,
  call: callView.nullable(),
  /** Only when ready with no call. */
  waiting: waitingView.nullable(),
  /** Since the beginning of the day. */
  today: z.object({ calls: z.number(), conversations: z.number() }),
  asksForHelp: z.boolean(),
  /** Whether the campaign wants a practice before the first call; `isDone` also where it does not. */
  practice: z.object({ isRequired: z.boolean(), isDone: z.boolean() }),
  /** The campaign calls before a caller is free: it helps to know who is ready in a moment. */
  isAhead: z.boolean(),
  /** The caller sees the person first, and starts the call. */
  showsFirst: z.boolean(),
  /** The outcome of the call that is on leads to a pause. */
  wantsPause: z.boolean(),
  /** In a pause: it began because a preview was not tapped for long. */
  hasLapsed: z.boolean(),
  /** The caller's own phone beside this page; `waiting` while a code for it is shown. */
  pairedPhone: z.enum(['none', 'waiting', 'paired']),
  /** How the caller speaks. */
  voice: z.object({
    /** Null: not chosen yet. */
    way: speakWay.nullable(),
    /** Those there are here, the recommended one first. */
    ways: z.array(speakWay),
    line: callerLine,
    /** The caller's own number, its last digits alone; null unless the way is `phone`. */
    phone: z.string().nullable(),
    /** Why that phone is not on the line; null while it is, rings, or was not asked for. */
    trouble: phoneTrouble.nullable(),
  }),
  now: moment,
});

/** What a paired phone can say of a call; a conversation is written down on the laptop. */
const phoneOutcome = z.enum([
  'no-answer',
  'busy',
  'voicemail',
  'not-in-service',
  'third-person',
  'wrong-person',
  'objection',
]);

/** All that a paired phone knows. The number is there while the call is on, and at no other time. */
export const phoneView = z.object({
  /**
   * `waiting`: ready, the next person comes. `pause`: it goes on at the laptop. `over`: the shift was left.
   * `unpaired`: this phone belongs to no shift any more.
   */
  state: z.enum(['waiting', 'pause', 'calling', 'talking', 'wrap-up', 'over', 'unpaired']),
  attemptId: z.string().nullable(),
  givenName: z.string().nullable(),
  familyName: z.string().nullable(),
  /** For a `tel:` link. */
  tel: z.string().nullable(),
  /** The same, grouped for reading. */
  number: z.string().nullable(),
  /** What can be said now. */
  results: z.array(phoneOutcome),
  /** What was said of this call, here or on the laptop. */
  reported: disposition.nullable(),
});

export const phoneReport = z.object({
  key: z.uuid(),
  attemptId: z.uuid(),
  disposition: phoneOutcome,
  /** For an objection: was it told in a talk with the member? */
  talkedWithMember: z.boolean(),
});

// ---- the organiser -------------------------------------------------------------------------------------------------

/** The one thing that hangs, the gravest first. */
export const stuck = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('trunk-rests'), alarm: z.string(), until: moment }),
  z.object({ kind: z.literal('no-trunk') }),
  z.object({ kind: z.literal('no-dialler') }),
  z.object({
    kind: z.literal('promises-overdue'),
    promises: z.number(),
    /** Their callers who are not on shift. */
    callers: z.array(z.string()),
  }),
  z.object({ kind: z.literal('nobody-on-shift'), due: z.number() }),
]);

const pacingMode = z.enum(['own-phone', 'preview', 'progressive', 'early', 'look-ahead']);

export const boardView = z.object({
  campaign: campaignSummary,
  now: moment,
  /** The clock's pace; 1 but in a demo. */
  speed: z.number(),
  isOpen: z.boolean(),
  /** End of the current opening, or the beginning of the next; null when the campaign is over. */
  turnsAt: moment.nullable(),
  stuck: stuck.nullable(),
  /** How it calls now, and why it is not what was wanted; null without a trunk. */
  pacing: z
    .object({
      wanted: pacingMode,
      mode: pacingMode,
      why: z.enum(['not-allowed', 'few-callers', 'over-cap']).nullable(),
      /** Abandoned calls at most, as a share of those that people answered; 0 where nobody is called ahead. */
      cap: z.number(),
      /** An owner has allowed look-ahead. */
      isAllowed: z.boolean(),
      /** Of the last decision: a message's id and its values. */
      reason: z.object({ code: z.string(), values: z.record(z.string(), z.number()) }).nullable(),
      /** Calls answered by people, with a caller and without one in time. */
      today: z.object({ connected: z.number(), abandoned: z.number(), share: z.number() }),
    })
    .nullable(),
  people: z.object({
    all: z.number(),
    reached: z.number(),
    outOfDate: z.number(),
    now: z.number(),
    promised: z.number(),
    later: z.number(),
    /** Finished without having been reached: objections, tries used up and the like. */
    closed: z.number(),
  }),
  /** When all will have been tried at today's pace; null when it cannot be told. */
  doneAt: moment.nullable(),
  /** In alphabetical order: nobody is ranked. */
  callers: z.array(
    z.object({
      shiftId: z.string(),
      name: z.string(),
      isFirstShift: z.boolean(),
      state: z.enum(['ready', 'preview', 'ringing', 'talking', 'wrap-up', 'pause']),
      since: moment,
      asksForHelp: z.boolean(),
      voice: z.object({
        way: speakWay.nullable(),
        line: callerLine,
        /** Loss 0 to 1, of what the caller sends and of what is sent to the caller; null without a leg. */
        quality: z
          .object({
            lossHere: z.number(),
            lossThere: z.number().nullable(),
            jitterMs: z.number(),
            roundTripMs: z.number().nullable(),
          })
          .nullable(),
      }),
    }),
  ),
  /** Who is missing, and why: the main reason of each, the most first. */
  missing: z.array(z.object({ reason: z.string(), people: z.number(), nextAt: moment.nullable() })),
  numbers: z.object({ outOfDate: z.number(), suspected: z.number() }),
  promises: z.object({
    open: z.number(),
    overdue: z.number(),
    next: z.array(
      z.object({
        contactId: z.string(),
        name: z.string(),
        fromAt: moment,
        untilAt: moment,
        promisedTo: z.string(),
        isOverdue: z.boolean(),
      }),
    ),
  }),
  /** Today's conversations by opening hour against all calls. */
  hours: z.array(z.object({ hour: z.number(), calls: z.number(), conversations: z.number() })),
});

/** Of one caller, since the beginning of the day. */
export const callerFigures = z.object({
  accountId: z.string(),
  name: z.string(),
  calls: z.number(),
  conversations: z.number(),
  talkSeconds: z.number(),
});

export const missingPerson = z.object({
  contactId: z.string(),
  name: z.string(),
  branch: z.string().nullable(),
  tries: z.number(),
  reasons: z.array(z.string()),
  nextAt: moment.nullable(),
});

export type InstallationView = z.infer<typeof installationView>;
export type CampaignSummary = z.infer<typeof campaignSummary>;
export type MeView = z.infer<typeof meView>;
export type InvitationView = z.infer<typeof invitationView>;
export type GuideView = z.infer<typeof guideView>;
export type PersonCard = z.infer<typeof personCard>;
export type OutcomeReportBody = z.infer<typeof outcomeReport>;
export type DraftBody = z.infer<typeof draftBody>;
export type KeptDraft = z.infer<typeof keptDraft>;
export type ReportableDisposition = z.infer<typeof disposition>;
export type Heard = z.infer<typeof heard>;
export type CallView = z.infer<typeof callView>;
export type SpeakWay = z.infer<typeof speakWay>;
export type CallerLine = z.infer<typeof callerLine>;
export type PhoneTrouble = z.infer<typeof phoneTrouble>;
export type PhoneView = z.infer<typeof phoneView>;
export type PhoneReportBody = z.infer<typeof phoneReport>;
export type WaitingView = z.infer<typeof waitingView>;
export type ShiftView = z.infer<typeof shiftView>;
export type Stuck = z.infer<typeof stuck>;
export type BoardView = z.infer<typeof boardView>;
export type MissingPerson = z.infer<typeof missingPerson>;
