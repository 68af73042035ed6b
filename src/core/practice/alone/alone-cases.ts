// The people of the practice alone, as trees: who is asked well tells more, who is pressed says goodbye (DOMAIN 8.4).
import type { AloneCase, AloneLine } from './alone-case.ts';

const mira: AloneCase = {
  persona: 'mira',
  nodes: {
    hello: { mood: 'calm', next: { introduce: 'yes', reason: 'who', offer: 'who' } },
    who: { mood: 'guarded', next: { introduce: 'yes', argue: 'bye', goodbye: 'bye' } },
    yes: {
      ...{ mood: 'open', confirms: true },
      next: { 'ask-time': 'time', 'open-question': 'story', reason: 'story', offer: 'maybe' },
    },
    time: { mood: 'open', next: { 'open-question': 'story', reason: 'story', offer: 'maybe' } },
    story: {
      mood: 'open',
      next: { 'open-question': 'alone', mirror: 'alone', offer: 'maybe', 'offer-several': 'maybe' },
    },
    alone: {
      ...{ mood: 'open', reveals: true },
      next: { mirror: 'warm', 'ask-arrived': 'warm', offer: 'gladly', press: 'maybe' },
    },
    warm: { mood: 'open', next: { 'ask-arrived': 'warm', offer: 'gladly', 'offer-several': 'maybe' } },
    maybe: {
      ...{ mood: 'calm', declines: true },
      next: { 'open-question': 'alone', press: 'bye', goodbye: 'bye' },
    },
    gladly: {
      mood: 'open',
      next: { consent: 'mail', 'sign-up-unread': 'mail', agreement: 'agreed', goodbye: 'bye' },
    },
    mail: { mood: 'open', next: { agreement: 'agreed', 'offer-several': 'maybe', goodbye: 'bye' } },
    agreed: { mood: 'open', next: { consent: 'mail', goodbye: 'bye' } },
    bye: { mood: 'calm', next: {} },
  },
};

const herbert: AloneCase = {
  persona: 'herbert',
  nodes: {
    hello: { mood: 'guarded', next: { introduce: 'yes', reason: 'who', offer: 'who' } },
    who: { mood: 'guarded', next: { introduce: 'yes', argue: 'bye', goodbye: 'bye' } },
    yes: {
      ...{ mood: 'guarded', confirms: true },
      next: { source: 'slow', argue: 'distrust', 'ask-time': 'distrust' },
    },
    distrust: { mood: 'annoyed', next: { source: 'slow', press: 'bye', goodbye: 'bye' } },
    slow: { mood: 'calm', next: { 'ask-time': 'time', 'open-question': 'cheated', offer: 'no' } },
    time: { mood: 'calm', next: { 'open-question': 'cheated', offer: 'no', 'offer-several': 'no' } },
    cheated: {
      ...{ mood: 'open', reveals: true },
      next: { mirror: 'paper', 'open-question': 'paper', offer: 'no', press: 'no' },
    },
    paper: { mood: 'open', next: { 'ask-arrived': 'paper', offer: 'letter', 'offer-several': 'no' } },
    no: {
      ...{ mood: 'guarded', declines: true },
      next: { 'offer-smaller': 'letter', 'open-question': 'cheated', press: 'bye', goodbye: 'bye' },
    },
    letter: {
      mood: 'open',
      next: { consent: 'nomail', 'sign-up-unread': 'nomail', agreement: 'agreed', goodbye: 'bye' },
    },
    nomail: {
      ...{ mood: 'calm', declines: true },
      next: { agreement: 'agreed', press: 'bye', goodbye: 'bye' },
    },
    agreed: { mood: 'open', next: { consent: 'nomail', goodbye: 'bye' } },
    bye: { mood: 'calm', next: {} },
  },
};

const aylin: AloneCase = {
  persona: 'aylin',
  nodes: {
    hello: { mood: 'hurried', next: { introduce: 'yes', reason: 'who', offer: 'who' } },
    who: { mood: 'hurried', next: { introduce: 'yes', argue: 'bye', goodbye: 'bye' } },
    yes: {
      ...{ mood: 'hurried', confirms: true },
      next: { 'ask-time': 'hurry', 'open-question': 'wish', offer: 'no', 'offer-several': 'no' },
    },
    hurry: { mood: 'hurried', next: { callback: 'later', 'open-question': 'wish', press: 'no' } },
    wish: {
      ...{ mood: 'open', reveals: true },
      next: { mirror: 'right', 'ask-arrived': 'right', offer: 'gladly', callback: 'later' },
    },
    right: {
      mood: 'open',
      next: { 'open-question': 'right', offer: 'gladly', callback: 'later', 'offer-several': 'no' },
    },
    no: {
      ...{ mood: 'hurried', declines: true },
      next: { callback: 'later', 'open-question': 'wish', press: 'bye', goodbye: 'bye' },
    },
    gladly: {
      mood: 'open',
      next: { consent: 'mail', 'sign-up-unread': 'mail', agreement: 'agreed', goodbye: 'bye' },
    },
    mail: { mood: 'open', next: { agreement: 'agreed', callback: 'later', goodbye: 'bye' } },
    later: { mood: 'open', next: { agreement: 'agreed', consent: 'mail', goodbye: 'bye' } },
    agreed: { mood: 'open', next: { consent: 'mail', goodbye: 'bye' } },
    bye: { mood: 'hurried', next: {} },
  },
};

const jonas: AloneCase = {
  persona: 'jonas',
  nodes: {
    hello: { mood: 'annoyed', next: { introduce: 'yes', reason: 'who', offer: 'who' } },
    who: { mood: 'annoyed', next: { introduce: 'yes', argue: 'bye', goodbye: 'bye' } },
    yes: {
      ...{ mood: 'annoyed', confirms: true },
      next: { 'ask-time': 'time', 'open-question': 'mails', mirror: 'mails', argue: 'worse' },
    },
    time: {
      mood: 'annoyed',
      next: { 'open-question': 'mails', mirror: 'mails', offer: 'worse', argue: 'worse' },
    },
    worse: {
      ...{ mood: 'annoyed', declines: true },
      next: { 'open-question': 'mails', mirror: 'mails', argue: 'bye', goodbye: 'bye' },
    },
    mails: {
      ...{ mood: 'calm', reveals: true },
      next: { mirror: 'heard', 'open-question': 'heard', 'promise-answer': 'good', argue: 'worse' },
    },
    heard: {
      mood: 'calm',
      next: { 'ask-arrived': 'heard', 'promise-answer': 'good', offer: 'worse', argue: 'worse' },
    },
    good: {
      mood: 'open',
      next: { offer: 'answer', consent: 'mail', agreement: 'agreed', goodbye: 'bye' },
    },
    answer: {
      ...{ mood: 'calm', declines: true },
      next: { consent: 'mail', press: 'worse', agreement: 'agreed', goodbye: 'bye' },
    },
    mail: { mood: 'open', next: { offer: 'answer', agreement: 'agreed', goodbye: 'bye' } },
    agreed: { mood: 'open', next: { consent: 'mail', goodbye: 'bye' } },
    bye: { mood: 'calm', next: {} },
  },
};

/** Nobody here is the person on the card: whoever says why they ring has told it to somebody else. */
const ingrid: AloneCase = {
  persona: 'ingrid',
  nodes: {
    hello: { mood: 'calm', next: { introduce: 'what', reason: 'told', 'leave-neutral': 'what' } },
    what: { mood: 'curious', next: { 'leave-neutral': 'pass', reason: 'told', argue: 'pass' } },
    pass: { mood: 'curious', next: { 'leave-neutral': 'urgent', reason: 'told', callback: 'urgent' } },
    urgent: { mood: 'curious', next: { 'leave-neutral': 'bye', reason: 'told', goodbye: 'bye' } },
    told: { mood: 'curious', next: { 'leave-neutral': 'bye', goodbye: 'bye' } },
    bye: { mood: 'calm', next: {} },
  },
};

const sven: AloneCase = {
  persona: 'sven',
  nodes: {
    hello: { mood: 'calm', next: { introduce: 'yes', reason: 'who', offer: 'who' } },
    who: { mood: 'guarded', next: { introduce: 'yes', argue: 'bye', goodbye: 'bye' } },
    yes: {
      ...{ mood: 'calm', confirms: true },
      next: { 'ask-time': 'time', 'open-question': 'know', reason: 'no', offer: 'no' },
    },
    time: { mood: 'hurried', next: { 'open-question': 'know', offer: 'no', 'offer-several': 'no' } },
    know: {
      mood: 'calm',
      next: { 'open-question': 'wish', mirror: 'wish', 'ask-arrived': 'wish', offer: 'no' },
    },
    wish: {
      ...{ mood: 'open', reveals: true },
      next: { mirror: 'right', offer: 'gladly', 'offer-several': 'no' },
    },
    right: { mood: 'open', next: { 'ask-arrived': 'right', offer: 'gladly', 'offer-several': 'no' } },
    no: {
      ...{ mood: 'hurried', declines: true },
      next: { 'open-question': 'wish', press: 'bye', goodbye: 'bye' },
    },
    gladly: {
      mood: 'open',
      next: { consent: 'mail', 'sign-up-unread': 'mail', agreement: 'agreed', goodbye: 'bye' },
    },
    mail: { mood: 'open', next: { agreement: 'agreed', 'offer-several': 'no', goodbye: 'bye' } },
    agreed: { mood: 'open', next: { consent: 'mail', goodbye: 'bye' } },
    bye: { mood: 'calm', next: {} },
  },
};

const objection: AloneCase = {
  persona: 'jonas',
  nodes: {
    hello: {
      ...{ mood: 'annoyed', line: 'jonas.hello' },
      next: { introduce: 'yes', reason: 'stop', offer: 'stop' },
    },
    yes: {
      ...{ mood: 'annoyed', confirms: true },
      next: { 'ask-time': 'stop', 'open-question': 'stop', reason: 'stop' },
    },
    stop: {
      ...{ mood: 'annoyed', objects: true },
      next: { 'enter-objection': 'thanks', 'ask-why': 'loud', argue: 'loud', offer: 'loud' },
    },
    loud: {
      ...{ mood: 'annoyed', objects: true },
      next: { 'enter-objection': 'thanks', argue: 'slam', goodbye: 'slam' },
    },
    thanks: { mood: 'calm', next: {} },
    slam: { mood: 'annoyed', isSilent: true, next: {} },
  },
};

/** Nobody listens, and anybody may listen later. */
const mailbox: AloneCase = {
  persona: 'mira',
  nodes: {
    hello: { mood: 'calm', next: { 'say-nothing': 'quiet', introduce: 'told', reason: 'told' } },
    quiet: { mood: 'calm', isSilent: true, next: {} },
    told: { mood: 'calm', isSilent: true, next: {} },
  },
};

/** Those who can be practised with, in the order of the page. Texts: `practice-web.case.<id>` and `.about`. */
export const aloneCases = { mira, herbert, aylin, jonas, ingrid, sven, objection, mailbox } as const;

export type CaseId = keyof typeof aloneCases;
export const caseIds = Object.keys(aloneCases) as CaseId[]; // Its own keys.

/** Everything that is said aloud, and by whom. */
export function spokenLines(): AloneLine[] {
  return caseIds.flatMap((id) => {
    const { persona, nodes }: AloneCase = aloneCases[id];
    return Object.entries(nodes)
      .filter(([, node]) => node.isSilent === undefined && node.line === undefined)
      .map(([node]) => ({ id: `${id}.${node}`, by: id === 'mailbox' ? ('mailbox' as const) : persona }));
  });
}
