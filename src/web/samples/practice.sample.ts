import { criteria } from '../../core/practice/criteria.ts';
import type {
  OwnPractice,
  PracticeRound,
  PracticeSession,
  PracticeSheet,
  PracticeView,
} from '../../protocol/practice-contract.ts';
import { campaignSample } from './board.sample.ts';
import { bareCard } from './shift.sample.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** The wall's: a page tells how long ago something was by its own clock and the server's together. */
const now = 1_796_040_000_000;
const id = (place: number) => `00000000-0000-4000-8000-0000000005${String(place).padStart(2, '0')}`;

export const idlePractice: PracticeView = {
  campaign: campaignSample,
  ...{ isRequired: true, isReady: false, state: 'idle', since: now, until: null, ended: null },
  ...{ wish: null, mayPractise: true, session: null, now },
  waiting: [
    { seatId: id(1), name: 'Robin', wish: 'player' },
    { seatId: id(2), name: 'Toni', wish: 'either' },
  ],
};

export const waitingPractice: PracticeView = {
  ...idlePractice,
  ...{ state: 'waiting', wish: 'trainee', since: now - 2 * MINUTE, until: now + 8 * MINUTE },
  waiting: [{ seatId: id(3), name: 'Deniz', wish: 'trainee' }],
};

const session: PracticeSession = {
  id: id(10),
  role: 'player',
  partner: { name: 'Toni', isHere: true, hasGivenSheet: false, wantsSwap: false },
  audio: 'side-by-side',
  ...{ persona: 'herbert', situation: 'bad-line', card: null, talkUntil: null, wantsSwap: false },
  ...{ mySheet: null, partnerSheet: null, result: null },
};

const practising: PracticeView = {
  ...idlePractice,
  ...{ state: 'ringing', since: now - 20_000, until: now + 5 * MINUTE, waiting: [], session },
};

export const playerRinging: PracticeView = practising;

export const playerTalking: PracticeView = {
  ...practising,
  ...{ state: 'talking', since: now - MINUTE, until: now + 14 * MINUTE },
  session: { ...session, audio: 'together', talkUntil: now + 4 * MINUTE },
};

const trainee: PracticeSession = {
  ...session,
  role: 'trainee',
  ...{ persona: null, situation: null },
  card: { ...bareCard, givenName: 'Herbert', familyName: 'Beispiel', branch: 'Kreisverband Mittelsachsen' },
};

export const traineeRinging: PracticeView = { ...practising, session: trainee };
export const traineeTalking: PracticeView = {
  ...playerTalking,
  session: { ...trainee, audio: 'together', talkUntil: now + 4 * MINUTE },
};
export const traineeWrapUp: PracticeView = {
  ...practising,
  ...{ state: 'sheet', since: now - 10_000, until: now + 30 * MINUTE },
  session: { ...trainee, persona: 'herbert', situation: 'bad-line', talkUntil: now - MINUTE },
};
export const playerSheet: PracticeView = { ...traineeWrapUp, session: { ...session, talkUntil: now } };

const sheet: PracticeSheet = {
  scores: {
    ...Object.fromEntries(criteria.map((it, place) => [it, place % 3 === 0 ? 1 : 2])),
    ...{ 'open-questions': 0, objection: 'not-applicable' },
  },
  strength: 'Ruhige Stimme, lässt ausreden.',
  next: 'Nach der Frage still sein.',
  sentence: '„Dir ist also wichtig, dass …“',
};
const ownSheet: PracticeSheet = {
  scores: Object.fromEntries(criteria.slice(0, 12).map((it) => [it, 1])),
  ...{ strength: 'Ich habe mich klar vorgestellt.', next: '', sentence: '' },
};

export const traineeGiven: PracticeView = {
  ...traineeWrapUp,
  session: { ...trainee, persona: 'herbert', mySheet: ownSheet },
};

export const bothViews: PracticeView = {
  ...traineeWrapUp,
  ...{ state: 'done', isReady: true },
  session: {
    ...{ ...trainee, persona: 'herbert', situation: 'bad-line', mySheet: ownSheet, partnerSheet: sheet },
    partner: { name: 'Toni', isHere: true, hasGivenSheet: true, wantsSwap: true },
    result: { points: 24, isPassed: true, missing: [] },
  },
};

export const ownPractices: OwnPractice[] = [
  {
    ...{ type: 'partner', at: now - DAY, persona: 'mira', role: 'trainee', mySheet: ownSheet },
    ...{ partnerSheet: sheet, deletedAt: now + 89 * DAY },
    result: { points: 24, isPassed: true, missing: [] },
  },
  {
    ...{ type: 'partner', at: now - DAY - 20 * MINUTE, persona: 'herbert', role: 'player' },
    ...{ mySheet: sheet, partnerSheet: ownSheet, result: null, deletedAt: now + 89 * DAY },
  },
];

export const roundSample: PracticeRound = {
  ...{ id: id(20), isOpen: true, openedAt: now - 30 * MINUTE, guideVersion: 1, sheets: 8 },
  tallies: criteria.map((criterion, place) => ({
    criterion,
    ...{
      yes: 5 - (place % 5),
      partly: 1 + (place % 2),
      no: place % 2,
      none: 2 + (place % 5) - 2 * (place % 2),
    },
  })),
  hard: [
    { id: id(21), text: 'Nach der Frage still zu sein.' },
    { id: id(22), text: 'Bei der Mutter nichts zu verraten.' },
  ],
  findings: [
    {
      ...{ id: id(23), text: 'Der Satz zum Newsletter ist zu lang.', step: 'begruessung' },
      change: 'Zwei kürzere Sätze, der zweite nur auf Nachfrage.',
    },
  ],
};

export const practiceNow = now;
