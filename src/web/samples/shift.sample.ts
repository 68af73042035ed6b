import { unsaid } from '../../core/outcome/unsaid.ts';
import type {
  CallView,
  Heard,
  MeView,
  OutcomeReportBody,
  PersonCard,
  ShiftView,
} from '../../protocol/views.ts';
import { boardSample, campaignSample } from './board.sample.ts';

// All names and numbers are invented; the numbers lie in the ranges kept free for films and books.
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
export const shiftNow = boardSample.now;
const attemptId = '00000000-0000-4000-8000-000000000101';

export const callerMe: MeView = {
  ...{ isNewcomer: false, pledges: [], settings: {} },
  account: { id: 'a-kim', name: 'Kim', role: 'caller' },
  campaigns: [campaignSample],
  shiftIn: campaignSample.key,
  now: shiftNow,
};

export const cardSample: PersonCard = {
  givenName: 'Sabine',
  familyName: 'Krüger',
  branch: 'Kreisverband Mittelsachsen',
  joinedOn: '2009-03-01',
  email: 'sabine.krueger@example.org',
  reasons: ['retry', 'gap-after-try'],
  promise: null,
  earlier: [{ at: shiftNow - DAY + 23 * MINUTE, disposition: 'no-answer', note: null }],
  lastContacts: [],
  dialled: '0171 39200 46',
  dialledFrom: 'Telefon mobil',
  otherNumbers: ['030 23125 471'],
  numbers: [
    {
      ...{ id: '00000000-0000-4000-8000-000000000c01', digits: '0171 39200 46' },
      ...{ label: 'Telefon mobil', isDialled: true },
    },
    {
      ...{ id: '00000000-0000-4000-8000-000000000c02', digits: '030 23125 471' },
      ...{ label: 'Telefon privat', isDialled: false },
    },
  ],
  notBefore: null,
  callerId: '030 23125 099',
  localContact: { name: 'Ute Fröbel', role: 'Neumitglieder', branch: 'Mittelsachsen' },
  offers: ['treffen', 'landesparteitag', 'online'],
  signUps: [],
  zone: 'Europe/Berlin',
};

/** A promise is kept; much is known, and the name is long. */
export const promisedCard: PersonCard = {
  ...cardSample,
  givenName: 'Maximiliane-Charlotte',
  familyName: 'Freifrau von Schönburg-Waldenburg',
  branch: 'Kreisverband Sächsische Schweiz-Osterzgebirge',
  reasons: ['promise'],
  promise: {
    fromAt: shiftNow - 12 * MINUTE,
    untilAt: shiftNow + 48 * MINUTE,
    givenBy: 'Robin',
    note: 'Nach der Arbeit, dann ist Ruhe. Fragt nach dem Treffen in Pirna.',
  },
  earlier: [
    {
      at: shiftNow - 2 * 60 * MINUTE,
      disposition: 'callback-agreed',
      note: 'Ruft gern zurück, wenn es klappt.',
    },
    { at: shiftNow - DAY, disposition: 'voicemail', note: null },
    { at: shiftNow - 2 * DAY, disposition: 'no-answer', note: null },
  ],
  lastContacts: [{ level: 'branch', text: 'Gratulation zum Geburtstag, 2011' }],
};

/** Nothing is known but a name and a number. */
export const bareCard: PersonCard = {
  ...cardSample,
  givenName: 'Jo',
  familyName: 'Li',
  branch: null,
  joinedOn: null,
  email: null,
  reasons: ['never-tried'],
  earlier: [],
  dialledFrom: null,
  otherNumbers: [],
  numbers: cardSample.numbers.slice(0, 1),
  localContact: null,
  offers: [],
};

export const callSample: CallView = {
  attemptId,
  isCallback: false,
  isUnfinished: false,
  card: cardSample,
  line: 'ringing',
  dialledAt: shiftNow - 12_000,
  answeredAt: null,
  endedAt: null,
  ringSeconds: 35,
  proposal: null,
  isSettled: false,
  isSkipped: false,
  reported: null,
  undoUntil: null,
  draft: null,
  tel: null,
  trunk: 'sipgate',
  placesLeft: { treffen: 4, infostand: 0 },
  hint: null,
  heard: null,
};

export const shiftSample: ShiftView = {
  shiftId: '00000000-0000-4000-8000-000000000001',
  campaign: campaignSample,
  callerName: 'Kim',
  state: 'pause',
  since: shiftNow - 3 * MINUTE,
  call: null,
  waiting: null,
  today: { calls: 0, conversations: 0 },
  asksForHelp: false,
  practice: { isRequired: false, isDone: true },
  isAhead: false,
  showsFirst: false,
  wantsPause: false,
  hasLapsed: false,
  pairedPhone: 'none',
  // The way that asks nothing of the browser that draws it.
  voice: { way: 'phone', ways: ['browser', 'phone', 'own'], line: 'up', phone: '… 250 12', trouble: null },
  now: shiftNow,
};

const someCalls = { calls: 11, conversations: 4 };

/** Somebody who dials: no line is tried before. */
export const arrivedSample: ShiftView = {
  ...shiftSample,
  voice: { ...shiftSample.voice, way: 'own', line: 'none', phone: null },
};

export const pausedSample: ShiftView = { ...shiftSample, today: someCalls };

export const waitingSample: ShiftView = {
  ...pausedSample,
  state: 'ready',
  since: shiftNow - 15 * MINUTE,
  waiting: {
    nextAt: shiftNow + 28 * MINUTE,
    missing: 38,
    reasons: [
      { reason: 'gap-after-try', people: 25, nextAt: shiftNow + 28 * MINUTE },
      { reason: 'promise', people: 12, nextAt: shiftNow + 78 * MINUTE },
      { reason: 'number-rests', people: 1, nextAt: shiftNow + DAY },
    ],
  },
};

export const soonSample: ShiftView = {
  ...shiftSample,
  state: 'ready',
  waiting: { nextAt: shiftNow, missing: 503, reasons: [] },
};

export const nobodyLeftSample: ShiftView = {
  ...pausedSample,
  state: 'ready',
  waiting: { nextAt: null, missing: 4, reasons: [] },
};

/** On calling days that end before the next person is due: tomorrow. */
export const tomorrowSample: ShiftView = {
  ...waitingSample,
  waiting: {
    nextAt: shiftNow + DAY - 102 * MINUTE,
    missing: 112,
    reasons: [{ reason: 'hours', people: 112, nextAt: shiftNow + DAY - 102 * MINUTE }],
  },
};

export const previewSample: ShiftView = {
  ...pausedSample,
  state: 'preview',
  showsFirst: true,
  call: { ...callSample, line: 'preview', dialledAt: shiftNow - 40_000 },
};

export const previewPromiseSample: ShiftView = {
  ...previewSample,
  call: { ...callSample, card: promisedCard, line: 'preview', isCallback: true },
};

export const ringingSample: ShiftView = { ...pausedSample, state: 'ringing', call: callSample };

export const announcementSample: ShiftView = {
  ...ringingSample,
  call: { ...callSample, card: bareCard, line: 'announcement', heard: { kind: 'announcement' } },
};

export const ringingPromiseSample: ShiftView = {
  ...ringingSample,
  asksForHelp: true,
  call: { ...callSample, card: promisedCard, isCallback: true },
};

export const talkingSample: ShiftView = {
  ...pausedSample,
  state: 'talking',
  call: { ...callSample, line: 'talking', answeredAt: shiftNow - 252_000, proposal: null },
};

const heardSample: Heard = {
  kind: 'person',
  integration: 'not-connected',
  reception: 'pleased',
  wantsNewsletter: true,
  wantsLocalContact: true,
  accepts: ['landesparteitag'],
  channels: ['mail-state', 'website'],
  asksToCallBack: null,
};

export const heardTalkSample: ShiftView = {
  ...talkingSample,
  call: { ...callSample, line: 'talking', answeredAt: shiftNow - 31_000, heard: heardSample },
};

export const bareTalkSample: ShiftView = {
  ...talkingSample,
  call: {
    ...callSample,
    card: bareCard,
    line: 'talking',
    answeredAt: shiftNow - 3_000,
    heard: { ...heardSample, asksToCallBack: 'tomorrow-evening' },
  },
};

const ended = {
  line: 'ended',
  answeredAt: shiftNow - 410_000,
  endedAt: shiftNow - 8_000,
} as const;

const said: OutcomeReportBody = {
  key: '00000000-0000-4000-8000-0000000000ff',
  attemptId,
  disposition: 'conversation-complete',
  talkedWithMember: true,
  answers: { 'joined-reason': ['local', 'people'], integration: 'not-connected' },
  reception: 'pleased',
  channels: ['mail-state'],
  offers: [
    { id: 'treffen', answer: 'yes', companion: true, reminder: false },
    { id: 'landesparteitag', answer: 'send-info', companion: false, reminder: false },
  ],
  newsletter: 'rundbrief',
  localContact: true,
  callback: null,
  note: 'Würde mit Begleitung zum Treffen kommen.',
  ...unsaid,
};

export const wrapUpSample: ShiftView = {
  ...pausedSample,
  state: 'wrap-up',
  call: { ...callSample, ...ended },
};

/** The campaign calls ahead. */
export const aheadWrapUpSample: ShiftView = { ...wrapUpSample, isAhead: true };

/** Saved a moment ago; it can still be taken back. */
export const savedSample: ShiftView = {
  ...wrapUpSample,
  call: { ...callSample, ...ended, reported: said, undoUntil: shiftNow + 10_000 },
};

export const savedForGoodSample: ShiftView = {
  ...wrapUpSample,
  call: { ...callSample, ...ended, reported: said, undoUntil: null },
};

export const undoneSample: ShiftView = {
  ...wrapUpSample,
  call: { ...callSample, ...ended, isUnfinished: true, reported: said, undoUntil: null },
};

export const unfinishedSample: ShiftView = {
  ...pausedSample,
  call: { ...callSample, ...ended, isUnfinished: true },
};

export const settledSample: ShiftView = {
  ...wrapUpSample,
  call: { ...callSample, line: 'ended', endedAt: shiftNow - 500, isSettled: true, proposal: 'no-answer' },
};
