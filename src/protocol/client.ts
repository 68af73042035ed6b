// The typed client of browser and simulated callers. Of the contract it takes types alone: zod stays out of the bundle.
import type { Answer, Body, Contract, ErrorAnswer, Params, Query, RouteName } from './contract.ts';

type Doors = {
  readonly [Name in RouteName]: readonly [method: Contract[Name]['method'], path: Contract[Name]['path']];
};

/** Method and path of each route, as the contract has them: one that differs or is missing does not compile. */
const doors: Doors = {
  installation: ['GET', '/api/installation'],
  setUp: ['POST', '/api/set-up'],
  signIn: ['POST', '/api/sign-in'],
  signOut: ['POST', '/api/sign-out'],
  join: ['POST', '/api/join'],
  invitation: ['POST', '/api/invitation'],
  me: ['GET', '/api/me'],
  givePledge: ['POST', '/api/campaigns/:campaign/pledge'],
  plannedShifts: ['GET', '/api/campaigns/:campaign/planned-shifts'],
  putDown: ['POST', '/api/campaigns/:campaign/planned-shifts/put-down'],
  takeOff: ['POST', '/api/campaigns/:campaign/planned-shifts/take-off'],
  calendar: ['GET', '/api/campaigns/:campaign/schichten.ics'],
  guide: ['GET', '/api/campaigns/:campaign/guide'],
  openShift: ['POST', '/api/campaigns/:campaign/shift'],
  shift: ['GET', '/api/shift'],
  chooseWay: ['POST', '/api/shift/way'],
  ringMe: ['POST', '/api/shift/ring-me'],
  ready: ['POST', '/api/shift/ready'],
  pause: ['POST', '/api/shift/pause'],
  wantPause: ['POST', '/api/shift/want-pause'],
  leave: ['POST', '/api/shift/leave'],
  dial: ['POST', '/api/shift/dial'],
  talking: ['POST', '/api/shift/talking'],
  hangUp: ['POST', '/api/shift/hang-up'],
  askForHelp: ['POST', '/api/shift/help'],
  report: ['POST', '/api/shift/outcome'],
  undo: ['POST', '/api/shift/undo'],
  skip: ['POST', '/api/shift/skip'],
  callAgain: ['POST', '/api/shift/call-again'],
  shiftCalls: ['GET', '/api/shift/calls'],
  callToCorrect: ['GET', '/api/shift/call'],
  correct: ['POST', '/api/shift/correct'],
  messages: ['GET', '/api/campaigns/:campaign/messages'],
  messageDone: ['POST', '/api/campaigns/:campaign/message-done'],
  saveDraft: ['POST', '/api/shift/draft'],
  saveProfile: ['POST', '/api/profile'],
  goodMoments: ['GET', '/api/shift/good-moments'],
  giveDebrief: ['POST', '/api/shift/debrief'],
  pairPhone: ['POST', '/api/shift/pairing'],
  unpairPhone: ['POST', '/api/shift/unpair'],
  takePairing: ['POST', '/api/pairing'],
  phone: ['GET', '/api/phone'],
  phoneTalking: ['POST', '/api/phone/talking'],
  phoneHangUp: ['POST', '/api/phone/hang-up'],
  phoneOutcome: ['POST', '/api/phone/outcome'],
  leavePhone: ['POST', '/api/phone/leave'],
  board: ['GET', '/api/campaigns/:campaign/board'],
  callerFigures: ['GET', '/api/campaigns/:campaign/caller-figures'],
  missing: ['GET', '/api/campaigns/:campaign/missing'],
  freePromises: ['POST', '/api/campaigns/:campaign/free-promises'],
  resumeTrunk: ['POST', '/api/campaigns/:campaign/resume-trunk'],
  helpDone: ['POST', '/api/campaigns/:campaign/help-done'],
  invite: ['POST', '/api/campaigns/:campaign/invitations'],
  choosePacing: ['POST', '/api/campaigns/:campaign/pacing'],
  allowLookAhead: ['POST', '/api/campaigns/:campaign/look-ahead'],
  nearlyReady: ['POST', '/api/shift/nearly-ready'],
  closingReport: ['GET', '/api/campaigns/:campaign/report'],
  practice: ['GET', '/api/campaigns/:campaign/practice'],
  offerPractice: ['POST', '/api/campaigns/:campaign/practice/offer'],
  askPartner: ['POST', '/api/campaigns/:campaign/practice/ask'],
  drawPractice: ['POST', '/api/campaigns/:campaign/practice/draw'],
  pickUpPractice: ['POST', '/api/campaigns/:campaign/practice/pick-up'],
  hangUpPractice: ['POST', '/api/campaigns/:campaign/practice/hang-up'],
  giveSheet: ['POST', '/api/campaigns/:campaign/practice/sheet'],
  wantSwap: ['POST', '/api/campaigns/:campaign/practice/swap'],
  leavePractice: ['POST', '/api/campaigns/:campaign/practice/leave'],
  finishAlone: ['POST', '/api/campaigns/:campaign/practice/alone'],
  ownPractices: ['GET', '/api/campaigns/:campaign/practice/own'],
  practiceRound: ['GET', '/api/campaigns/:campaign/practice/round'],
  openRound: ['POST', '/api/campaigns/:campaign/practice/round/open'],
  sayHard: ['POST', '/api/campaigns/:campaign/practice/round/hard'],
  addFinding: ['POST', '/api/campaigns/:campaign/practice/round/finding'],
  closeRound: ['POST', '/api/campaigns/:campaign/practice/round/close'],
  practiceTeam: ['GET', '/api/campaigns/:campaign/practice/team'],
  waivePractice: ['POST', '/api/campaigns/:campaign/practice/waive'],
};

/** What `fetch` does, as far as the client needs it: the browser's, Node's, or one that keeps cookies. */
export type FetchLike = (
  url: string,
  init: {
    readonly method: string;
    readonly headers: Record<string, string>;
    readonly body?: string;
  },
) => Promise<{ readonly ok: boolean; readonly status: number; json(): Promise<unknown> }>;

/** What a route asks for; the keys that it does not have are left out. */
export type Request<Name extends RouteName> = Present<'params', Params<Name>> &
  Present<'query', Query<Name>> &
  Present<'body', Body<Name>>;
type Present<Key extends string, Value> = Value extends undefined ? unknown : { readonly [It in Key]: Value };
type Arguments<Name extends RouteName> = unknown extends Request<Name> ? [] : [request: Request<Name>];

export interface Client {
  /**
   * Asks one route.
   *
   * @throws ServerError what the server refused, with its sentence; status 0 and `error.server.unreachable` when no
   *   answer came.
   */
  call<Name extends RouteName>(name: Name, ...args: Arguments<Name>): Promise<Answer<Name>>;
}

/** An answer that was not a success. `message` is a sentence for the person; empty when the server did not answer. */
export class ServerError extends Error {
  readonly code: string;
  readonly values: ErrorAnswer['values'];
  /** The HTTP status; 0 without an answer. */
  readonly status: number;

  constructor(answer: ErrorAnswer, status: number, options?: { cause?: unknown }) {
    super(answer.message, options);
    this.name = 'ServerError';
    this.code = answer.code;
    this.values = answer.values;
    this.status = status;
  }
}

/**
 * A client for one server.
 *
 * @param baseUrl Where the server is, without a slash at the end; '' in the browser, which is there already.
 * @param headers Sent with each question: `draht-lang` with the language of the page; outside a browser also `origin`
 *   with the server's own, which each POST must carry.
 */
export function createClient(
  baseUrl: string,
  fetchLike: FetchLike,
  headers: (name: RouteName) => Record<string, string> = () => ({}),
): Client {
  return {
    async call(name, ...[request]) {
      const parts = (request ?? {}) as Loose; // Typed for the caller by `Request`; here its keys are only walked.
      const [method, path] = doors[name];
      const body = method === 'POST' ? JSON.stringify(parts.body ?? {}) : undefined;
      const response = await fetchLike(`${baseUrl}${filled(path, parts)}`, {
        method,
        headers: {
          ...headers(name),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body }),
      }).catch(asUnreachable);
      const answer = await response.json().catch(asUnreachable);
      if (!response.ok) throw new ServerError(asErrorAnswer(answer), response.status);
      return answer as Answer<typeof name>; // The server lets nothing out that the contract does not name.
    },
  };
}

interface Loose {
  readonly params?: Record<string, string>;
  readonly query?: Record<string, string>;
  readonly body?: unknown;
}

function filled(path: string, { params = {}, query = {} }: Loose): string {
  const place = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const asked = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return asked.length === 0 ? place : `${place}?${asked.join('&')}`;
}

const UNREACHABLE: ErrorAnswer = { code: 'error.server.unreachable', values: {}, message: '' };

function asUnreachable(cause: unknown): never {
  throw new ServerError(UNREACHABLE, 0, { cause });
}

function asErrorAnswer(answer: unknown): ErrorAnswer {
  const isOurs = typeof answer === 'object' && answer !== null && 'code' in answer && 'message' in answer;
  return isOurs ? (answer as ErrorAnswer) : UNREACHABLE; // Only the server of the contract answers in this shape.
}
