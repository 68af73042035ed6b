import type { NumberBook } from './network.ts';
import type { NumberBehaviour, PersonAnswers, PersonBehaviour } from './network-file.ts';
import { type Draw, eitherOf, logNormal } from './pacing/distribution.ts';
import { seededChance } from './seeded-chance.ts';

/** Share of numbers that are out of date: an action of 504 members found one in ten people without a current one. */
export const DEAD_SHARE = 0.06;
/** Share of numbers at which nobody ever answers. */
const NEVER_SHARE = 0.15;
const CALL_BACK_SHARE = 0.08;

export interface Phones {
  /** Of the calls that no person answers. */
  readonly busyShare: number;
  readonly machineShare: number;
  readonly rings: Draw;
}

export const LANDLINE: Phones = { busyShare: 0.08, machineShare: 0.25, rings: logNormal(9, 0.5) };
export const MOBILE: Phones = { busyShare: 0.1, machineShare: 0.5, rings: logNormal(11, 0.45) };

/** A quarter soon have no time; the others talk for some three minutes. */
export const TALK = eitherOf(0.25, logNormal(25, 0.4), logNormal(170, 0.55));

const DEAD = [
  { behaviour: 'not-in-service', sip: 404, q850: 1, earlyMedia: false },
  { behaviour: 'not-in-service', sip: 404, q850: 1, earlyMedia: true },
  { behaviour: 'not-in-service', sip: 410, q850: 22, earlyMedia: false },
] as const satisfies readonly NumberBehaviour[];

/**
 * People behind any number, drawn from a seed: the same number does the same at its n-th call, whenever that is.
 *
 * @param answerShare Calls that a person answers, 0 to 1; of the numbers at which anybody ever does, accordingly more.
 */
export function drawnPeople({
  seed,
  answerShare,
}: {
  readonly seed: string;
  readonly answerShare: number;
}): NumberBook {
  const personShare = Math.min(1, answerShare / (1 - DEAD_SHARE - NEVER_SHARE));
  return {
    get(number, call) {
      const own = seededChance(`${seed}/number/${number}`);
      const kind = own.next();
      if (kind < DEAD_SHARE) return DEAD[Math.floor(own.next() * DEAD.length)];
      const { next } = seededChance(`${seed}/call/${number}/${call}`);
      const phones = /^\+491[5-7]/.test(number) ? MOBILE : LANDLINE;
      const isThere = kind >= DEAD_SHARE + NEVER_SHARE && next() < personShare;
      return isThere ? person(next, phones, call) : noPerson(next, phones, call);
    },
  };
}

function person(next: () => number, phones: Phones, call: number): PersonBehaviour {
  const wish = (['in-two-hours', 'tomorrow-evening', 'weekend'] as const)[Math.floor(next() * 3)];
  return {
    behaviour: 'person',
    attempt: call,
    before: 'no-answer',
    ringSeconds: phones.rings(next),
    talkSeconds: TALK(next),
    ...(wish !== undefined && next() < CALL_BACK_SHARE ? { asksToCallBack: wish } : {}),
    answers: answersOf(next),
  };
}

function noPerson(next: () => number, { busyShare, machineShare }: Phones, call: number): NumberBehaviour {
  const what = next();
  if (what < machineShare) return { behaviour: 'voicemail' };
  if (what >= machineShare + busyShare) return { behaviour: 'no-answer' };
  // Somebody is there and on the phone: would answer another time.
  return { ...person(next, LANDLINE, call + 1), before: 'busy' };
}

function answersOf(next: () => number): PersonAnswers {
  const said = ['integrated', 'wants-information', 'not-connected', 'no-interest'] as const;
  return {
    integration: said[Math.floor(next() * said.length)] ?? 'integrated',
    reception: next() < 0.8 ? 'pleased' : 'neutral',
    wantsNewsletter: next() < 0.1,
    wantsLocalContact: next() < 0.2,
    // Places are few, and whether somebody comes is no question of time.
    accepts: [],
    channels: [],
  };
}
