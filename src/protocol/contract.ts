// Every door of the server in one table: routes, OpenAPI, the typed browser client and the walk of the access test all
// come from it.
import { z } from 'zod';
import { arrivalContract } from './arrival-contract.ts';
import { journalContract } from './journal-contract.ts';
import { outcomeContract } from './outcome-contract.ts';
import { pacingContract } from './pacing-contract.ts';
import { practiceContract } from './practice-contract.ts';
import { profileContract } from './profile-contract.ts';
import {
  boardView,
  callerFigures,
  campaignSummary,
  guideView,
  installationView,
  invitationView,
  meView,
  missingPerson,
  outcomeReport,
  phoneReport,
  phoneView,
  shiftView,
  speakWay,
} from './views.ts';

/**
 * Who may pass: `public` anybody; `signed-in` any session; `use-paired-phone` a shift's phone; otherwise the action
 * that `mayDo` is asked for. A route without a policy does not compile, and a test asks each one without and with the
 * wrong sign-in.
 */
export type Policy =
  | 'public'
  | 'signed-in'
  | 'join-shift'
  | 'work-shift'
  | 'report-outcome'
  | 'read-campaign'
  | 'run-campaign'
  | 'explain-contact'
  | 'invite-caller'
  | 'allow-look-ahead'
  | 'read-report'
  | 'practise'
  /** A phone that was paired with a shift, by its own cookie: these routes and no others. */
  | 'use-paired-phone';

export interface Route {
  readonly method: 'GET' | 'POST';
  /** Parameters as `:name`. */
  readonly path: string;
  readonly policy: Policy;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodObject;
  readonly answer: z.ZodType;
  /** The answer is a text of this media type, to be kept as a file, in place of JSON. */
  readonly file?: string;
}

/** An answer that was not a success: a message id, its values, and the sentence in the language of the request. */
export const errorAnswer = z.object({
  code: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  message: z.string(),
});
export type ErrorAnswer = z.infer<typeof errorAnswer>;

const done = z.object({});
const campaignKey = z.object({ campaign: z.string().max(80) });
const attempt = z.object({ attemptId: z.uuid() });
const name = z.string().trim().min(1).max(80);
/** Counted in characters; NIST SP 800-63B asks for a length and for no other rule. */
const password = z.string().min(10).max(200);

export const contract = {
  ...arrivalContract,
  ...journalContract,
  ...outcomeContract,
  ...profileContract,
  installation: { method: 'GET', path: '/api/installation', policy: 'public', answer: installationView },

  /** Makes the first organiser's account, once. `code` is printed in the terminal by `npm start`. */
  setUp: {
    method: 'POST',
    path: '/api/set-up',
    policy: 'public',
    body: z.object({ code: z.string().max(100), name, login: name, password }),
    answer: meView,
  },
  signIn: {
    method: 'POST',
    path: '/api/sign-in',
    policy: 'public',
    body: z.object({ login: z.string().max(80), password: z.string().max(200) }),
    answer: meView,
  },
  signOut: { method: 'POST', path: '/api/sign-out', policy: 'signed-in', answer: done },
  /** By the token of a personal invitation; `name` is what the caller wants to be called. */
  join: {
    method: 'POST',
    path: '/api/join',
    policy: 'public',
    body: z.object({
      token: z.string().max(100),
      name: name.optional(),
      /** Version of the pledge that is given with it. */
      pledge: z.number().int().optional(),
    }),
    answer: meView,
  },
  /** What an invitation says before it is taken. */
  invitation: {
    method: 'POST',
    path: '/api/invitation',
    policy: 'public',
    body: z.object({ token: z.string().max(100) }),
    answer: invitationView,
  },
  me: { method: 'GET', path: '/api/me', policy: 'signed-in', answer: meView },

  // ---- caller ----
  guide: {
    method: 'GET',
    path: '/api/campaigns/:campaign/guide',
    policy: 'join-shift',
    params: campaignKey,
    answer: guideView,
  },
  openShift: {
    method: 'POST',
    path: '/api/campaigns/:campaign/shift',
    policy: 'join-shift',
    params: campaignKey,
    answer: shiftView,
  },
  shift: {
    method: 'GET',
    path: '/api/shift',
    policy: 'work-shift',
    answer: z.object({ shift: shiftView.nullable() }),
  },
  /** How the caller speaks; also in the middle of a shift. `phone`: the caller's own number, for the way `phone`. */
  chooseWay: {
    method: 'POST',
    path: '/api/shift/way',
    policy: 'work-shift',
    body: z.object({ way: speakWay, phone: z.string().max(40).optional() }),
    answer: shiftView,
  },
  /** Way `phone`: rings the caller's own phone again. */
  ringMe: { method: 'POST', path: '/api/shift/ring-me', policy: 'work-shift', answer: shiftView },
  ready: { method: 'POST', path: '/api/shift/ready', policy: 'work-shift', answer: shiftView },
  pause: { method: 'POST', path: '/api/shift/pause', policy: 'work-shift', answer: shiftView },
  /** After the call that is on, whatever comes of it. */
  wantPause: {
    method: 'POST',
    path: '/api/shift/want-pause',
    policy: 'work-shift',
    body: z.object({ isWanted: z.boolean() }),
    answer: shiftView,
  },
  leave: { method: 'POST', path: '/api/shift/leave', policy: 'work-shift', answer: done },
  /** Rings whoever is shown: the id is that of the call to be, so that two taps are one call. */
  dial: {
    method: 'POST',
    path: '/api/shift/dial',
    policy: 'work-shift',
    body: attempt,
    answer: shiftView,
  },
  /** "Wir sprechen": the caller knows better than the line. */
  talking: {
    method: 'POST',
    path: '/api/shift/talking',
    policy: 'work-shift',
    body: attempt,
    answer: shiftView,
  },
  hangUp: {
    method: 'POST',
    path: '/api/shift/hang-up',
    policy: 'work-shift',
    body: attempt,
    answer: shiftView,
  },
  askForHelp: {
    method: 'POST',
    path: '/api/shift/help',
    policy: 'work-shift',
    body: z.object({ isWanted: z.boolean() }),
    answer: shiftView,
  },
  report: {
    method: 'POST',
    path: '/api/shift/outcome',
    policy: 'report-outcome',
    body: outcomeReport,
    answer: shiftView,
  },
  /** Takes the last outcome back, within ten seconds: its call is unfinished again. */
  undo: {
    method: 'POST',
    path: '/api/shift/undo',
    policy: 'report-outcome',
    body: attempt,
    answer: shiftView,
  },

  // ---- a caller's own phone beside the laptop ----
  /** A code for the phone: `<origin>/telefon#<token>`, drawn. It works once; the next one takes its place. */
  pairPhone: {
    method: 'POST',
    path: '/api/shift/pairing',
    policy: 'work-shift',
    answer: z.object({
      token: z.string(),
      /** Rows from the top; true is dark. */
      qr: z.array(z.array(z.boolean())),
      validForSeconds: z.number(),
    }),
  },
  unpairPhone: { method: 'POST', path: '/api/shift/unpair', policy: 'work-shift', answer: shiftView },
  /** The phone takes the code, and is from then on known by a cookie of its own. */
  takePairing: {
    method: 'POST',
    path: '/api/pairing',
    policy: 'public',
    body: z.object({ token: z.string().max(100) }),
    answer: phoneView,
  },
  phone: { method: 'GET', path: '/api/phone', policy: 'use-paired-phone', answer: phoneView },
  phoneTalking: {
    method: 'POST',
    path: '/api/phone/talking',
    policy: 'use-paired-phone',
    body: attempt,
    answer: phoneView,
  },
  phoneHangUp: {
    method: 'POST',
    path: '/api/phone/hang-up',
    policy: 'use-paired-phone',
    body: attempt,
    answer: phoneView,
  },
  phoneOutcome: {
    method: 'POST',
    path: '/api/phone/outcome',
    policy: 'use-paired-phone',
    body: phoneReport,
    answer: phoneView,
  },
  /** The phone lets go by itself. */
  leavePhone: { method: 'POST', path: '/api/phone/leave', policy: 'use-paired-phone', answer: done },

  // ---- organiser ----
  board: {
    method: 'GET',
    path: '/api/campaigns/:campaign/board',
    policy: 'read-campaign',
    params: campaignKey,
    answer: boardView,
  },
  /** What each caller did today, by name; refused unless the campaign's file wants it. Each look is audited. */
  callerFigures: {
    method: 'GET',
    path: '/api/campaigns/:campaign/caller-figures',
    policy: 'run-campaign',
    params: campaignKey,
    answer: z.object({ callers: z.array(callerFigures) }),
  },
  missing: {
    method: 'GET',
    path: '/api/campaigns/:campaign/missing',
    policy: 'explain-contact',
    params: campaignKey,
    query: z.object({ reason: z.string().max(60) }),
    answer: z.object({ people: z.array(missingPerson), all: z.number() }),
  },
  /** Overdue promises of callers who are not there go to whoever is free. */
  freePromises: {
    method: 'POST',
    path: '/api/campaigns/:campaign/free-promises',
    policy: 'run-campaign',
    params: campaignKey,
    answer: z.object({ freed: z.number() }),
  },
  /** The trunk may be used again before its rest is over. */
  resumeTrunk: {
    method: 'POST',
    path: '/api/campaigns/:campaign/resume-trunk',
    policy: 'run-campaign',
    params: campaignKey,
    answer: done,
  },
  helpDone: {
    method: 'POST',
    path: '/api/campaigns/:campaign/help-done',
    policy: 'run-campaign',
    params: campaignKey,
    body: z.object({ shiftId: z.uuid() }),
    answer: done,
  },
  /** A personal link for one caller; it is shown once. */
  invite: {
    method: 'POST',
    path: '/api/campaigns/:campaign/invitations',
    policy: 'invite-caller',
    params: campaignKey,
    body: z.object({ name }),
    answer: z.object({
      token: z.string(),
      name: z.string(),
      /** The link as a QR code, rows from the top; true is dark. */
      qr: z.array(z.array(z.boolean())),
    }),
  },
  closingReport: {
    method: 'GET',
    path: '/api/campaigns/:campaign/report',
    policy: 'read-report',
    params: campaignKey,
    // As `core/report/closing-report.ts` types it (the browser imports that type).
    answer: z.object({ report: z.record(z.string(), z.unknown()), campaign: campaignSummary }),
  },

  ...pacingContract,
  ...practiceContract,
} as const satisfies Record<string, Route>;

export type Contract = typeof contract;
export type RouteName = keyof Contract;
type Part<Name extends RouteName, Key extends string> =
  Contract[Name] extends Record<Key, infer Schema extends z.ZodType> ? z.infer<Schema> : undefined;
export type Params<Name extends RouteName> = Part<Name, 'params'>;
export type Query<Name extends RouteName> = Part<Name, 'query'>;
export type Body<Name extends RouteName> = Part<Name, 'body'>;
export type Answer<Name extends RouteName> = z.infer<Contract[Name]['answer']>;
