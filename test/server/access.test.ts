import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TestCampaign } from '../../src/adapters/store/test-people.ts';
import type { AccountId } from '../../src/core/ids.ts';
import { unsaid } from '../../src/core/outcome/unsaid.ts';
import {
  type Body,
  contract,
  type Params,
  type Query,
  type Route,
  type RouteName,
} from '../../src/protocol/contract.ts';
import { openServerUnderTest, PERSON, type ServerUnderTest } from './server-under-test.ts';

/** What each route is asked with. A route of the contract without a sample does not compile, and fails below. */
type Samples = {
  [Name in RouteName]: { params?: Params<Name>; query?: Query<Name>; body?: Body<Name> };
};

interface Loose {
  params?: Record<string, string> | undefined;
  query?: Record<string, string> | undefined;
  body?: object | undefined;
}

const SHEET = { scores: {}, strength: '', next: '', sentence: '' };
const NOBODYS_ID = '6f1a5f0e-8d6c-4d0a-9f0b-0a4a4f0d7b11';
let server: ServerUnderTest;
let campaign: TestCampaign;
let samples: Samples;
let callerId: AccountId;
let inFlight: Awaited<ReturnType<ServerUnderTest['callInFlight']>>;
/** What nobody may see who is not allowed to: names, addresses, numbers. */
let secrets: string[];
let visitors: Record<'nobody' | 'forged' | 'expired' | 'caller' | 'stranger' | 'steward' | 'phone', string>;

beforeAll(async () => {
  server = await openServerUnderTest();
  campaign = await server.people.campaign();
  inFlight = await server.callInFlight(campaign);
  const elsewhere = await server.store.units.ensure('Anderswo', null);
  const caller = await server.visitor('caller');
  callerId = caller.id;
  visitors = {
    nobody: '',
    forged: `draht=${'x'.repeat(43)}; draht-phone=${'x'.repeat(43)}`,
    expired: await server.sessionOf(caller.id, -1),
    caller: caller.cookie,
    stranger: (await server.visitor('organiser', elsewhere.id)).cookie,
    steward: (await server.visitor('steward')).cookie,
    phone: '',
  };
  await server.speakByOwnPhone(inFlight.shift.id);
  const token = await server.pairPhone(inFlight.caller.cookie);
  // Its token in the cookie of a sign-in, too: it must not pass for one.
  visitors.phone = `draht-phone=${token}; draht=${token}`;
  const national = inFlight.e164.replace('+49', '');
  secrets = [PERSON.givenName, PERSON.familyName, PERSON.email, national];
  samples = samplesFor(campaign.definition.key, inFlight.attemptId);
});
afterAll(() => server.close());

function samplesFor(key: string, attemptId: string): Samples {
  const params = { campaign: key };
  const password = 'long enough';
  return {
    installation: {},
    setUp: { body: { code: 'guessed', name: 'A', login: 'a', password } },
    signIn: { body: { login: 'a', password } },
    signOut: {},
    join: { body: { token: 'guessed' } },
    invitation: { body: { token: 'guessed' } },
    me: {},
    givePledge: { params, body: { version: 1 } },
    plannedShifts: { params },
    putDown: { params, body: { shift: '2012-03-13-1600' } },
    takeOff: { params, body: { shift: '2012-03-13-1600' } },
    calendar: { params, query: {} },
    guide: { params },
    openShift: { params },
    shift: {},
    chooseWay: { body: { way: 'own' } },
    ringMe: {},
    ready: {},
    pause: {},
    wantPause: { body: { isWanted: true } },
    leave: {},
    dial: { body: { attemptId } },
    talking: { body: { attemptId } },
    hangUp: { body: { attemptId } },
    askForHelp: { body: { isWanted: true } },
    report: { body: reportOf(attemptId) },
    undo: { body: { attemptId } },
    skip: { body: { attemptId, reason: 'not-now' } },
    callAgain: { body: { attemptId, key: NOBODYS_ID } },
    shiftCalls: {},
    callToCorrect: { query: { attemptId } },
    correct: { body: reportOf(attemptId) },
    messages: { params },
    messageDone: { params, body: { messageId: NOBODYS_ID } },
    saveDraft: { body: { attemptId, seq: 1, body: {} } },
    saveProfile: { body: {} },
    goodMoments: {},
    giveDebrief: { body: { surprised: '', hard: '', change: '' } },
    pairPhone: {},
    unpairPhone: {},
    takePairing: { body: { token: 'guessed' } },
    phone: {},
    phoneTalking: { body: { attemptId } },
    phoneHangUp: { body: { attemptId } },
    phoneOutcome: {
      body: { key: NOBODYS_ID, attemptId, disposition: 'no-answer', talkedWithMember: false },
    },
    leavePhone: {},
    practice: { params },
    offerPractice: { params, body: { wish: 'either' } },
    askPartner: { params, body: { seatId: NOBODYS_ID, wish: 'either' } },
    drawPractice: { params, body: { what: 'situation' } },
    pickUpPractice: { params },
    hangUpPractice: { params },
    giveSheet: { params, body: SHEET },
    wantSwap: { params, body: { isWanted: true } },
    leavePractice: { params },
    finishAlone: { params, body: { key: NOBODYS_ID, persona: 'mira', sheet: SHEET } },
    ownPractices: { params },
    practiceRound: { params },
    openRound: { params },
    sayHard: { params, body: { key: NOBODYS_ID, text: 'A' } },
    addFinding: { params, body: { key: NOBODYS_ID, text: 'A', change: '', step: null } },
    closeRound: { params },
    practiceTeam: { params },
    waivePractice: { params, body: { accountId: NOBODYS_ID, isWaived: true } },
    board: { params },
    callerFigures: { params },
    missing: { params, query: { reason: 'never-tried' } },
    freePromises: { params },
    resumeTrunk: { params },
    helpDone: { params, body: { shiftId: inFlight.shift.id } },
    invite: { params, body: { name: 'A' } },
    choosePacing: { params, body: { mode: 'early' } },
    allowLookAhead: { params, body: { reason: 'Zwanzig Anrufende am Abend' } },
    nearlyReady: {},
    closingReport: { params },
  };
}

function reportOf(attemptId: string): Body<'report'> {
  return {
    ...{ key: NOBODYS_ID, attemptId, disposition: 'no-time', talkedWithMember: true, answers: {} },
    ...{ reception: null, channels: [], offers: [], newsletter: null, localContact: null },
    ...{ callback: null, note: null },
    ...unsaid,
  };
}

function ask(name: RouteName, cookie: string) {
  const { method, path }: Route = contract[name];
  const { params = {}, query = {}, body } = samples[name] as Loose; // No sample has a field that is undefined.
  return server.app.inject({
    method,
    url: path.replace(/:(\w+)/g, (_, it: string) => params[it] ?? ''),
    query,
    headers: { cookie, host: 'draht.test', origin: 'http://draht.test' },
    ...(method === 'POST' ? { payload: body ?? {} } : {}),
  });
}

function expectNothingPersonal(text: string): void {
  const plain = `${text}\n${text.replace(/(?<=\d)[\s/()-]+(?=\d)/g, '')}`;
  expect(secrets.filter((it) => plain.includes(it))).toEqual([]);
}

async function expectNoPhone(name: RouteName, cookie: string): Promise<void> {
  const { statusCode, payload } = await ask(name, cookie);
  expect(statusCode).toBe(401);
  expect(JSON.parse(payload)).toMatchObject({ code: 'error.phone.not-paired' });
  expectNothingPersonal(payload);
}

const routes = Object.entries<Route>(contract).map(
  ([name, { policy }]) => [name as RouteName, policy] as const,
);
const closed = routes.filter(([, policy]) => policy !== 'public' && policy !== 'use-paired-phone');
const forPhones = routes.filter(([, policy]) => policy === 'use-paired-phone');

test('the sample campaign has something to hide', async () => {
  const { payload } = await ask('shift', inFlight.caller.cookie);
  expect(() => expectNothingPersonal(payload)).toThrow();
});

test.each(routes)('%s (%s) is asked with a sample', (name) => {
  expect(samples[name]).toBeDefined();
});

describe.each(['nobody', 'forged', 'expired'] as const)('by somebody whose session is %s', (who) => {
  test.each(closed)('%s (%s) is not opened', async (name) => {
    const { statusCode, payload } = await ask(name, visitors[who]);
    expect(statusCode).toBe(401);
    expect(JSON.parse(payload)).toMatchObject({ code: 'error.sign-in.needed' });
    expectNothingPersonal(payload);
  });

  test.each(forPhones)('%s (%s) is not opened', async (name) => expectNoPhone(name, visitors[who]));

  test.each(routes.filter(([, policy]) => policy === 'public'))(
    '%s (%s) says nothing of anybody',
    async (name) => {
      expectNothingPersonal((await ask(name, visitors[who])).payload);
    },
  );
});

describe('a caller', () => {
  const organisers = closed.filter(
    ([, it]) => !/^(signed-in|join-shift|work-shift|report-outcome|practise)$/.test(it),
  );

  test.each(organisers)('is not let through %s (%s)', async (name) => {
    const { statusCode, payload } = await ask(name, visitors.caller);
    expect(statusCode).toBe(403);
    expect(JSON.parse(payload)).toMatchObject({ code: 'error.access.role' });
    expectNothingPersonal(payload);
  });

  test.each(closed.filter(([name]) => name !== 'signOut'))(
    'does not see by %s (%s) whom another caller speaks to',
    async (name) => expectNothingPersonal((await ask(name, visitors.caller)).payload),
  );

  test('does not touch another caller’s call', async () => {
    await server.people.promise(callerId, campaign, server.wallClock.now());
    expect((await ask('openShift', visitors.caller)).statusCode).toBe(200);
    const all = ['dial', 'talking', 'hangUp', 'report', 'undo', 'skip', 'callAgain', 'correct'] as const;
    for (const name of all) await ask(name, visitors.caller);
    const attempt = await server.store.calls.attempt(inFlight.attemptId);
    expect(attempt).toMatchObject({ state: 'in-flight', answeredAt: null, hasOutcome: false });
  });
});

describe('who is signed in, also as the caller whose phone it is,', () => {
  test.each(forPhones)('is not taken for a phone by %s (%s)', async (name) => {
    for (const cookie of [inFlight.caller.cookie, visitors.caller, visitors.stranger]) {
      const token = cookie.replace(/^draht=/, '');
      await expectNoPhone(name, `draht=${token}; draht-phone=${token}`);
    }
  });
});

describe('a paired phone', () => {
  test.each(closed)('is signed in nowhere, not by %s (%s)', async (name) => {
    const { statusCode, payload } = await ask(name, visitors.phone);
    expect(statusCode).toBe(401);
    expect(JSON.parse(payload)).toMatchObject({ code: 'error.sign-in.needed' });
    expectNothingPersonal(payload);
  });

  test.each(routes.filter(([, policy]) => policy === 'public'))('is nobody to %s (%s)', async (name) => {
    const { payload } = await ask(name, visitors.phone);
    expectNothingPersonal(payload);
    if (name === 'installation') expect(JSON.parse(payload)).toMatchObject({ isSignedIn: false });
  });

  test('sees the one person of its shift, and of that person the name and number alone', async () => {
    const { statusCode, payload } = await ask('phone', visitors.phone);
    expect(statusCode).toBe(200);
    expect(JSON.parse(payload)).toMatchObject({ givenName: PERSON.givenName, tel: inFlight.e164 });
    expect(payload).not.toContain(PERSON.email);
  });
});

describe('an organiser of another branch', () => {
  test.each(closed.filter(([name]) => 'params' in contract[name]))(
    'is not let through %s (%s)',
    async (name, policy) => {
      const { statusCode, payload } = await ask(name, visitors.stranger);
      expect(statusCode).toBe(403);
      // An owner's alone, wherever the organiser is at home.
      const code = policy === 'allow-look-ahead' ? 'error.access.role' : 'error.access.unit';
      expect(JSON.parse(payload)).toMatchObject({ code });
      expectNothingPersonal(payload);
    },
  );

  test.each(closed.filter(([name]) => name !== 'signOut' && !('params' in contract[name])))(
    'learns nothing by %s (%s)',
    async (name) => {
      const { payload } = await ask(name, visitors.stranger);
      expectNothingPersonal(payload);
      expect(payload).not.toContain(campaign.definition.key);
    },
  );
});

test.each(
  closed.filter(([, it]) =>
    /^(join-shift|work-shift|report-outcome|practise|run-campaign|invite-caller|allow-look-ahead|read-report)$/.test(
      it,
    ),
  ),
)('a steward is not let through %s (%s)', async (name) =>
  expect((await ask(name, visitors.steward)).statusCode).toBe(403),
);

test('no address of the server answers without a policy', () => {
  const listed = server.app.printRoutes({ commonPrefix: false });
  const paths = [...listed.matchAll(/(\/\S*) \(/g)].map((match) => match[1]);
  expect(paths).toContain('/api/campaigns/:campaign/board');
  const known = [
    ...Object.values<Route>(contract).map(({ path }) => path),
    '/api/live',
    '/api/voice',
    '/api/openapi.json',
  ];
  expect(paths.filter((path) => path?.startsWith('/api') && !known.includes(path))).toEqual([]);
});

test.each([
  '/',
  '/anmelden',
  '/schicht',
  '/einsatz/x',
  '/bericht/x',
  '/beitreten',
  '/telefon',
  '/schichten',
  '/api/openapi.json',
  '/api',
  '/api/none',
  '/assets/none.js',
])('the page %s holds nothing of anybody', async (url) => {
  for (const cookie of Object.values(visitors))
    expectNothingPersonal((await server.app.inject({ url, headers: { cookie } })).payload);
});

test('what was refused and what went wrong is logged without anything personal', () => {
  expect(server.logged.length).toBeGreaterThan(0);
  expectNothingPersonal(server.logged.join('\n'));
  expect(server.logged.join('\n')).not.toContain(campaign.definition.key);
});
