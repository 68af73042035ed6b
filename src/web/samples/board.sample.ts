import type { BoardView, CampaignSummary, MissingPerson } from '../../protocol/views.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** Thursday, 15 March 2012, 17:42 in Berlin. */
const now = Date.UTC(2012, 2, 15, 16, 42);
const opening = (day: number, from: number, until: number) => ({
  fromAt: Date.UTC(2012, 2, day, from - 1),
  untilAt: Date.UTC(2012, 2, day, until - 1),
});

export const campaignSample: CampaignSummary = {
  ...{ key: 'sachsen-2012', title: 'Neue Mitglieder in Sachsen begrüßen', unit: 'Landesverband Sachsen' },
  state: 'running',
  timezone: 'Europe/Berlin',
  period: { from: '2012-03-13', until: '2012-03-17' },
  figuresPerPerson: false,
  openings: [opening(15, 16, 20), opening(16, 16, 20), opening(17, 10, 18)],
};

const caller = (
  index: number,
  name: string,
  state: BoardView['callers'][number]['state'],
  seconds: number,
): BoardView['callers'][number] => ({
  shiftId: `00000000-0000-4000-8000-0000000000${String(index).padStart(2, '0')}`,
  ...{ name, state, isFirstShift: false, asksForHelp: false },
  since: now - seconds * 1000,
  voice: {
    ...{ way: 'browser', line: 'up' },
    quality: { lossHere: 0, lossThere: 0.001, jitterMs: 3, roundTripMs: 41 },
  },
});

const promise = (name: string, promisedTo: string, minutes: number) => ({
  contactId: `c-${name}`,
  ...{ name, promisedTo },
  fromAt: now + minutes * MINUTE,
  untilAt: now + (minutes + 30) * MINUTE,
  isOverdue: minutes + 30 < 0,
});

/** In full swing; something hangs. */
export const boardSample: BoardView = {
  ...{ campaign: campaignSample, now, speed: 1, isOpen: true, turnsAt: Date.UTC(2012, 2, 15, 19) },
  stuck: { kind: 'promises-overdue', promises: 3, callers: ['Jens Pohl'] },
  pacing: {
    ...{ wanted: 'progressive', mode: 'progressive', why: null, cap: 0, isAllowed: false, reason: null },
    today: { connected: 133, abandoned: 0, share: 0 },
  },
  people: { all: 504, reached: 214, outOfDate: 31, now: 12, promised: 18, later: 221, closed: 8 },
  doneAt: Date.UTC(2012, 2, 17, 14, 30),
  callers: [
    caller(1, 'Aylin Demir', 'talking', 560),
    {
      ...caller(2, 'Farid Nasser', 'pause', 245),
      voice: { way: 'own', line: 'none', quality: null },
    },
    caller(3, 'Hanna Beyer', 'wrap-up', 50),
    caller(4, 'Kim Hartwig', 'talking', 252),
    { ...caller(5, 'Lea Kühn', 'ready', 15), isFirstShift: true },
    {
      ...caller(6, 'Marlene Busch', 'talking', 151),
      voice: { way: 'phone', line: 'lost', quality: null },
    },
    { ...caller(7, 'Piotr Nowak', 'talking', 408), asksForHelp: true },
    caller(8, 'Toni Weber', 'ringing', 12),
    caller(9, 'Ulrike Sommer', 'talking', 62),
  ],
  missing: [
    { reason: 'tries-today', people: 171, nextAt: Date.UTC(2012, 2, 16, 15) },
    { reason: 'wait-after-outcome', people: 50, nextAt: now + 18 * MINUTE },
    { reason: 'promise', people: 18, nextAt: now + 3 * MINUTE },
    { reason: 'never-tried', people: 12, nextAt: now },
    { reason: 'mailbox-only', people: 5, nextAt: null },
    { reason: 'no-number-left', people: 3, nextAt: null },
  ],
  numbers: { outOfDate: 38, suspected: 12 },
  promises: {
    ...{ open: 18, overdue: 3 },
    next: [
      promise('Nele Barth', 'Jens Pohl', -75),
      promise('Osman Kaya', 'Jens Pohl', -60),
      promise('Ines Albrecht', 'Jens Pohl', -45),
      promise('Georg Winkler', 'Aylin Demir', 3),
      promise('Ruth Anders', 'Kim Hartwig', 18),
      promise('Theo Lang', 'Toni Weber', 48),
    ],
  },
  hours: [
    { hour: 16, calls: 355, conversations: 111 },
    { hour: 17, calls: 71, conversations: 22 },
  ],
};

/** The organisation wants figures per person. */
export const countedSample: BoardView = {
  ...boardSample,
  campaign: { ...campaignSample, figuresPerPerson: true },
  stuck: null,
};

/** Calls go out early, and one person answered and heard nobody. */
export const earlySample: BoardView = {
  ...boardSample,
  stuck: null,
  pacing: {
    ...{ wanted: 'early', mode: 'early', why: null, cap: 0.003, isAllowed: false },
    reason: {
      code: 'pacing.reason.enough',
      values: { calls: 0, free: 1, ringing: 4, risk: 9, permitted: 3 },
    },
    today: { connected: 132, abandoned: 1, share: 1 / 133 },
  },
};

/** Too many answered and heard nobody. */
export const overCapSample: BoardView = {
  ...boardSample,
  stuck: null,
  pacing: {
    ...{ wanted: 'look-ahead', mode: 'progressive', why: 'over-cap', cap: 0, isAllowed: true, reason: null },
    today: { connected: 128, abandoned: 5, share: 5 / 133 },
  },
};

/** The last day's evening hours of a longer day: as many columns as an opening can have. */
export const longDaySample: BoardView = {
  ...boardSample,
  stuck: null,
  hours: [22, 25, 21, 18, 19, 24, 29, 41].map((conversations, index) => ({
    ...{ hour: 10 + index, conversations },
    calls: conversations * 3 + index * 5,
  })),
};

/** Open, and nobody has come yet. */
export const emptyBoardSample: BoardView = {
  ...boardSample,
  stuck: { kind: 'nobody-on-shift', due: 504 },
  people: { all: 504, reached: 0, outOfDate: 0, now: 504, promised: 0, later: 0, closed: 0 },
  doneAt: null,
  callers: [],
  missing: [{ reason: 'never-tried', people: 504, nextAt: now }],
  numbers: { outOfDate: 0, suspected: 0 },
  promises: { open: 0, overdue: 0, next: [] },
  hours: [],
};

/** No list was imported. */
export const nobodySample: BoardView = {
  ...emptyBoardSample,
  stuck: null,
  people: { all: 0, reached: 0, outOfDate: 0, now: 0, promised: 0, later: 0, closed: 0 },
  missing: [],
};

/** The evening before the first day. */
export const beforeSample: BoardView = {
  ...emptyBoardSample,
  campaign: { ...campaignSample, state: 'prepared', openings: [opening(13, 16, 20)] },
  now: Date.UTC(2012, 2, 12, 18),
  ...{ isOpen: false, turnsAt: Date.UTC(2012, 2, 13, 15), stuck: null },
  people: { all: 504, reached: 0, outOfDate: 0, now: 0, promised: 0, later: 504, closed: 0 },
  missing: [{ reason: 'hours', people: 504, nextAt: Date.UTC(2012, 2, 13, 15) }],
};

/** At night between two days. */
export const nightSample: BoardView = {
  ...boardSample,
  now: Date.UTC(2012, 2, 15, 21),
  ...{ isOpen: false, turnsAt: Date.UTC(2012, 2, 16, 15), stuck: null, callers: [] },
  people: { ...boardSample.people, now: 0, later: 233 },
};

/** The line answers like a broken one. */
export const restingSample: BoardView = {
  ...boardSample,
  stuck: { kind: 'trunk-rests', alarm: 'fast-404', until: now + 12 * MINUTE },
};

/** After the end. */
export const closedSample: BoardView = {
  ...boardSample,
  campaign: { ...campaignSample, state: 'closed', openings: [] },
  now: Date.UTC(2012, 2, 17, 18),
  ...{ isOpen: false, turnsAt: null, stuck: null, doneAt: null, callers: [] },
  people: { all: 504, reached: 343, outOfDate: 50, now: 0, promised: 0, later: 0, closed: 111 },
  missing: [{ reason: 'campaign-over', people: 98, nextAt: null }],
  promises: { open: 0, overdue: 0, next: [] },
  hours: [{ hour: 10, calls: 165, conversations: 7 }],
};

const missingOf = (name: string, branch: string, tries: number): MissingPerson => ({
  contactId: `m-${name}`,
  ...{ name, branch, tries, reasons: ['retry', 'tries-today'] },
  nextAt: now + 22 * HOUR,
});

export const missingSample: { people: MissingPerson[]; all: number } = {
  all: 171,
  people: [
    missingOf('Adele Brandt', 'Dresden', 2),
    missingOf('Bruno Fischer', 'Sächsische Schweiz-Osterzgebirge', 4),
    missingOf('Carla Neumann', 'Vogtland', 2),
    { ...missingOf('Dilek Aydın', 'Leipzig', 3), nextAt: null, reasons: ['mailbox-only'] },
  ],
};
