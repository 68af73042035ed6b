// PRACTICE: what the pages of src/web/features/practice call. (H6: this is the contract you build on. It is stable; what
// may still come is added, nothing is renamed.)
//
// One answer for nearly everything: the whole `practiceView`, as with the shift. Live: topic `{ kind: 'practice',
// campaign }` sends `{ kind: 'practice', view }` whenever the partner or the server changes something (protocol/live.ts).
// A page that stays without live connection and without asking for two minutes is taken for closed.
//
// The way of a practice with a partner, as `view.state`:
//
//   idle ─ offerPractice ─> waiting ─ somebody fits / askPartner ─> ringing ─ pickUpPractice (player) ─> talking
//     ▲                        │                                        │                                  │
//     │                        │ leavePractice, 10 min                  │ leavePractice, 5 min             │ hangUpPractice (either),
//     ├────────────────────────┴────────────────────────────────────────┘                                  ▼ 15 min
//     └──────── leavePractice, 15 min ─────── done <─ both gave theirs / partner left / 30 min ───────── sheet
//                                              └─ wantSwap of both ─> ringing, roles changed
//
//   ringing: the trainee sees the real "Es klingelt" with `session.card`; the player reads the card, may draw another,
//            and picks up. talking: the real screen with `session.card` and the campaign's guide (route `guide`); what
//            the trainee taps there goes nowhere. sheet: both fill it in, the player about the trainee, the trainee
//            about self. done: both sheets, the result.
//   `view.ended` says in `idle` (and in `sheet`, `done` where the partner left) why it went on without the person.
//
// Moments are the WALL's, not the campaign's clock (a demo's runs faster): compare `until` with the same view's `now`.
//
// Texts, area `practice` (web): practice.persona.<id>.{name,about,mood,reveals,goal,sentence};
// practice.situation.<id>; practice.criterion.<id> and practice.criterion.<id>.anchor; practice.wish.<wish>;
// practice.ended.<why>. Errors: error.practice.{on-shift,taken,not-now,not-running,round-closed,round-full,no-person,required}.
// Ages: `personas` in core/practice/personas.ts; points and passing: core/practice/evaluation.ts (pure, also for the
// page); the criteria that must not be 0: `mustCriteria`.
import { z } from 'zod';
import { criteria } from '../core/practice/criteria.ts';
import { personaIds } from '../core/practice/personas.ts';
import { situations } from '../core/practice/situations.ts';
import type { Route } from './contract.ts';
import { campaignSummary, personCard } from './views.ts';

const moment = z.number();

export const persona = z.enum(personaIds);
export const situation = z.enum(situations);
export const criterion = z.enum(criteria);
export const practiceRole = z.enum(['trainee', 'player']);
/** What somebody who waits would like to be. */
export const practiceWish = z.enum(['trainee', 'player', 'either']);

/** 0 no, 1 partly, 2 yes. `not-applicable`: for `objection` alone, where none occurred. */
export const score = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal('not-applicable')]);

/** Of a filled-in sheet. A criterion that is missing was not noticed: no points. */
export const practiceSheet = z.object({
  scores: z.partialRecord(criterion, score),
  /** Does well already. */
  strength: z.string().trim().max(300),
  /** Practises next. */
  next: z.string().trim().max(300),
  /** A sentence to try. */
  sentence: z.string().trim().max(300),
});

/** 0 to 32. `missing`: must-criteria that were 0 or not noticed. */
const practiceResult = z.object({
  points: z.number(),
  isPassed: z.boolean(),
  missing: z.array(criterion),
});

export const practiceEnd = z.enum([
  /** The partner left by the button, or takes real calls now. */
  'partner-left',
  /** The partner's page was closed for two minutes. */
  'partner-gone',
  /** Nobody came in ten minutes, or a state lasted too long. */
  'timed-out',
  /** The player did not pick up. */
  'not-answered',
  /** One's own page was closed. */
  'away',
  /** One takes real calls now. */
  'went-ready',
]);

export const practiceSession = z.object({
  id: z.uuid(),
  role: practiceRole,
  partner: z.object({
    name: z.string(),
    /** False: left, or the page was closed. */
    isHere: z.boolean(),
    hasGivenSheet: z.boolean(),
    /** Pressed "swap roles". */
    wantsSwap: z.boolean(),
  }),
  /** `together`: both are heard over their own lines; `side-by-side`: they sit in one room, or ring each other up. */
  audio: z.enum(['together', 'side-by-side']),
  /** Who is played, and what was drawn: for the player; for the trainee not before `sheet`. */
  persona: persona.nullable(),
  situation: situation.nullable(),
  /** The invented member, for the trainee's real screen; null for the player. */
  card: personCard.nullable(),
  /** "Ihr habt 5 Minuten": then it is time to come to an end; nothing is cut off then. Null before `talking`. */
  talkUntil: moment.nullable(),
  wantsSwap: z.boolean(),
  /** What one gave. */
  mySheet: practiceSheet.nullable(),
  /** The partner's, when both have given theirs, or it is done. */
  partnerSheet: practiceSheet.nullable(),
  /** In `done`, for the trainee alone: of the player's sheet, else of one's own. */
  result: practiceResult.nullable(),
});

export const practiceView = z.object({
  campaign: campaignSummary,
  /** The campaign wants a practice before the first call; `isReady`: a passed one is there, or an organiser waived it. */
  isRequired: z.boolean(),
  isReady: z.boolean(),
  state: z.enum(['idle', 'waiting', 'ringing', 'talking', 'sheet', 'done']),
  since: moment,
  /** When the state ends by itself; null in `idle`. */
  until: moment.nullable(),
  /** Why it went on without the person; null where nothing is to be said. */
  ended: practiceEnd.nullable(),
  /** In `waiting`: what one wished. */
  wish: practiceWish.nullable(),
  /** False while on shift and not in a pause: then `offerPractice` is refused. */
  mayPractise: z.boolean(),
  /** Others of this campaign who wait, in alphabetical order. */
  waiting: z.array(z.object({ seatId: z.uuid(), name: z.string(), wish: practiceWish })),
  session: practiceSession.nullable(),
  now: moment,
});

/** A practice of one's own that is over, the latest first. */
export const ownPractice = z.object({
  type: z.enum(['partner', 'alone']),
  at: moment,
  persona,
  role: practiceRole,
  mySheet: practiceSheet.nullable(),
  partnerSheet: practiceSheet.nullable(),
  result: practiceResult.nullable(),
  /** When the sheets are deleted: 90 days later. */
  deletedAt: moment,
});

export const practiceRound = z.object({
  id: z.uuid(),
  isOpen: z.boolean(),
  openedAt: moment,
  /** The guide the round talks about. */
  guideVersion: z.number(),
  /** Sheets about trainees since the last round. */
  sheets: z.number(),
  /** Null with fewer than three sheets (`sheets` says how many there are): then it would be somebody's. */
  tallies: z
    .array(
      z.object({
        criterion,
        no: z.number(),
        partly: z.number(),
        yes: z.number(),
        /** `not-applicable` or not noticed. */
        none: z.number(),
      }),
    )
    .nullable(),
  /** "What was hard", without names; the earliest first. */
  hard: z.array(z.object({ id: z.uuid(), text: z.string() })),
  /** What was found, and what the guide should say instead. `step`: an id of the guide's steps or moments. */
  findings: z.array(
    z.object({ id: z.uuid(), text: z.string(), change: z.string(), step: z.string().nullable() }),
  ),
});

/** A round as a page gets it; null before the first one. */
const roundAnswer = z.object({
  round: practiceRound.nullable(),
  /** Rounds that are over, the latest first: which guide, and what was found. */
  earlier: z.array(practiceRound.pick({ id: true, openedAt: true, guideVersion: true, findings: true })),
  now: moment,
});

const campaignKey = z.object({ campaign: z.string().max(80) });
const at = '/api/campaigns/:campaign/practice';
const mine = { policy: 'practise', params: campaignKey, answer: practiceView } as const;
const rounds = { policy: 'practise', params: campaignKey, answer: roundAnswer } as const;

export const practiceContract = {
  /** How things stand, also while one does nothing. */
  practice: { method: 'GET', path: at, ...mine },
  /** "I would like to practise": waits, or is paired at once with somebody who waits and fits. */
  offerPractice: {
    method: 'POST',
    path: `${at}/offer`,
    ...mine,
    body: z.object({ wish: practiceWish }),
  },
  /** With this one of those who wait. @throws error.practice.taken when another was faster. */
  askPartner: {
    method: 'POST',
    path: `${at}/ask`,
    ...mine,
    body: z.object({ seatId: z.uuid(), wish: practiceWish }),
  },
  /** The player, in `ringing` or `talking`: another person (in `ringing` alone) or another situation. */
  drawPractice: {
    method: 'POST',
    path: `${at}/draw`,
    ...mine,
    body: z.object({ what: z.enum(['persona', 'situation']) }),
  },
  /** The player takes the call: `talking`, and where both have a line they hear each other. */
  pickUpPractice: { method: 'POST', path: `${at}/pick-up`, ...mine },
  /** Either: `sheet`. */
  hangUpPractice: { method: 'POST', path: `${at}/hang-up`, ...mine },
  /** In `sheet` (and again in `sheet`, to correct it, until the partner has given theirs). */
  giveSheet: { method: 'POST', path: `${at}/sheet`, ...mine, body: practiceSheet },
  /** In `done`: when both want it, the next practice begins with roles changed. */
  wantSwap: { method: 'POST', path: `${at}/swap`, ...mine, body: z.object({ isWanted: z.boolean() }) },
  /** The way out of every state; harmless in `idle`. */
  leavePractice: { method: 'POST', path: `${at}/leave`, ...mine },
  /** A finished practice alone. Sending the same `key` again is harmless. */
  finishAlone: {
    method: 'POST',
    path: `${at}/alone`,
    ...mine,
    body: z.object({ key: z.uuid(), persona, sheet: practiceSheet }),
  },
  /** One's own practices with their sheets; nobody else ever reads them. */
  ownPractices: {
    method: 'GET',
    path: `${at}/own`,
    policy: 'practise',
    params: campaignKey,
    answer: z.object({ practices: z.array(ownPractice), now: moment }),
  },

  // ---- together (a `practice` event comes over the live connection when the round changed, too) ----
  practiceRound: { method: 'GET', path: `${at}/round`, ...rounds },
  /** Opens one, or is in the one that is open. */
  openRound: { method: 'POST', path: `${at}/round/open`, ...rounds },
  sayHard: {
    method: 'POST',
    path: `${at}/round/hard`,
    ...rounds,
    body: z.object({ key: z.uuid(), text: z.string().trim().min(1).max(300) }),
  },
  addFinding: {
    method: 'POST',
    path: `${at}/round/finding`,
    ...rounds,
    body: z.object({
      key: z.uuid(),
      text: z.string().trim().min(1).max(300),
      change: z.string().trim().max(500),
      step: z.string().max(60).nullable(),
    }),
  },
  closeRound: { method: 'POST', path: `${at}/round/close`, ...rounds },

  // ---- organiser ----
  /** Who is ready, never a score; in alphabetical order. Those who were invited to the campaign or practised in it. */
  practiceTeam: {
    method: 'GET',
    path: `${at}/team`,
    policy: 'run-campaign',
    params: campaignKey,
    answer: z.object({
      isRequired: z.boolean(),
      people: z.array(
        z.object({ accountId: z.uuid(), name: z.string(), isReady: z.boolean(), isWaived: z.boolean() }),
      ),
    }),
  },
  /** An organiser says that this person needs no practice, or takes that back. */
  waivePractice: {
    method: 'POST',
    path: `${at}/waive`,
    policy: 'run-campaign',
    params: campaignKey,
    body: z.object({ accountId: z.uuid(), isWaived: z.boolean() }),
    answer: z.object({}),
  },
} as const satisfies Record<string, Route>;

export type PracticeView = z.infer<typeof practiceView>;
export type PracticeSession = z.infer<typeof practiceSession>;
export type PracticeSheet = z.infer<typeof practiceSheet>;
export type PracticeEnd = z.infer<typeof practiceEnd>;
export type PracticeRole = z.infer<typeof practiceRole>;
export type PracticeWish = z.infer<typeof practiceWish>;
export type PracticeRound = z.infer<typeof practiceRound>;
export type OwnPractice = z.infer<typeof ownPractice>;
