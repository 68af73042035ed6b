import { Balance, type BalanceState } from './balance.ts';
import type { Price } from './budget.ts';
import type { CallOutlook } from './call-outlook.ts';
import { newRow, POINTS, type Row } from './horizon.ts';
import type { PhoneKind } from './pacing.ts';

/** What a decision rests on: nothing else is looked at. */
export interface Situation {
  readonly balance: Balance;
  /** Probability that a person answers around each point, over all calls on the way. */
  readonly answers: Row;
  /** Outlook of a call that begins now. */
  readonly fresh: Readonly<Record<PhoneKind, CallOutlook>>;
  /** Kinds of the next contacts in dialling order; what comes after them is taken for more of the same. */
  readonly upcoming: readonly { readonly kind: PhoneKind }[];
  readonly price: Price;
  /** Channels, contacts and calls per second allow no more. */
  readonly most: number;
}

/** The same as plain data (JSON): 30 numbers for each chance of a small team, 45 for a large one. */
export interface StoredSituation {
  readonly balance: BalanceState;
  readonly fresh: Readonly<Record<PhoneKind, { taken: number[]; person: number[]; machine: number[] }>>;
  readonly upcoming: readonly PhoneKind[];
  readonly price: Price;
  readonly most: number;
}

export interface Launches {
  readonly calls: number;
  /** Of the first call that was not begun, 0 to 1; of the last one where `most` was reached. */
  readonly risk: number;
}

const before = newRow();

/**
 * Begins calls one after the other while the next one's answer would find nobody with at most the permitted probability.
 *
 * A threshold of the state is asymptotically right (Pang and Perry, Call blending, Management Science 2015); its level
 * is the budget's. `onCall` hears of each call: the chance that a person answers it, and the risk that it brings to itself and
 * to those on the way.
 */
export function launches(
  situation: Situation,
  onCall: (chance: number, risk: number) => void = () => {},
): Launches {
  const { balance, answers, fresh, upcoming, price, most } = situation;
  before.set(balance.shortage());
  let [calls, risk] = [0, 0];
  while (calls < most) {
    const outlook = fresh[upcoming[calls % Math.max(1, upcoming.length)]?.kind ?? 'mobile'];
    const chance = sum(outlook.person);
    const own = ownRisk(outlook, before);
    risk = own + (price.machineWeight * product(outlook.machine, before)) / chance;
    if (risk > price.risk) break;
    balance.addCall(outlook.taken);
    const after = balance.shortage();
    onCall(chance, own + Math.max(0, product(answers, after) - product(answers, before)) / chance);
    before.set(after);
    for (let point = 0; point < POINTS; point += 1)
      answers[point] = (answers[point] ?? 0) + (outlook.person[point] ?? 0);
    calls += 1;
  }
  return { calls, risk };
}

/**
 * Probability that the person who answers this call finds no free caller.
 *
 * @param shortage at each point, the probability that nobody is free.
 */
export function ownRisk({ person }: CallOutlook, shortage: Row): number {
  return product(person, shortage) / sum(person);
}

/** @returns as many calls as when the situation was stored. */
export function decideFrom({ balance, fresh, upcoming, price, most }: StoredSituation): number {
  const outlookOf = ({ taken, person, machine }: StoredSituation['fresh'][PhoneKind]): CallOutlook => ({
    taken: Float64Array.from(taken),
    person: Float64Array.from(person),
    machine: Float64Array.from(machine),
  });
  return launches({
    balance: Balance.from(balance),
    answers: newRow(),
    fresh: { landline: outlookOf(fresh.landline), mobile: outlookOf(fresh.mobile) },
    upcoming: upcoming.map((kind) => ({ kind })),
    ...{ price, most },
  }).calls;
}

export function storedOutlook({ taken, person, machine }: CallOutlook) {
  return { taken: [...taken], person: [...person], machine: [...machine] };
}

function sum(row: Row): number {
  let total = 0;
  for (let point = 0; point < POINTS; point += 1) total += row[point] ?? 0;
  return total;
}

function product(one: Row, other: Row): number {
  let total = 0;
  for (let point = 0; point < POINTS; point += 1) total += (one[point] ?? 0) * (other[point] ?? 0);
  return total;
}
