// What the network's own journal must never show, whatever the application believes of itself.
import { type CallerNote, dialsIn, type NetworkNote } from './journals.ts';

interface Callee {
  readonly memberNumber: string;
  readonly numbers: readonly string[];
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** The sample's week lies in winter time. */
const BERLIN_OFFSET = HOUR;

/**
 * Broken rules, in words without numbers or names: empty when all is well.
 *
 * Knows the limits of the sample's campaign: 2 tries a day and 10 in all (callbacks apart, 3 a day at most), 2 h
 * between tries, 4 mailboxes a number, Tuesday to Friday 16 to 20 h, Saturday 10 to 18 h, no call in the last 10 min.
 */
export function brokenRules(
  callees: readonly Callee[],
  network: readonly NetworkNote[],
  callers: readonly CallerNote[],
): string[] {
  const dials = dialsIn(network);
  const known = new Set(callees.flatMap((it) => it.numbers));
  const owners = countOwners(callees);
  return [
    ...dials.filter((it) => !known.has(it.to)).map(() => 'a number that nobody selected has was dialled'),
    ...dials
      .filter((it) => !isOpen(it.at))
      .map((it) => `dialled outside the hours: ${new Date(it.at).toISOString()}`),
    ...mailboxes(
      network.filter((it) => owners.get(it.to) === 1),
      callers,
    ),
    // Of a number that two members share the journal does not tell whom a call was for.
    ...callees
      .filter((it) => it.numbers.every((number) => owners.get(number) === 1))
      .flatMap((it) => brokenFor(it, dials, callers)),
  ];
}

function brokenFor(
  { numbers }: Callee,
  allDials: readonly NetworkNote[],
  callers: readonly CallerNote[],
): string[] {
  const dials = allDials.filter((it) => numbers.includes(it.to));
  const mine = new Set(dials.map((it) => it.attemptId));
  const notes = callers.filter((it) => mine.has(it.attemptId));
  const promises = notes.flatMap((it) => it.callback ?? []);
  const isCallback = (at: number) => promises.some((it) => at >= it.fromAt - MINUTE);
  const finishedAt =
    notes.find((it) => it.disposition === 'conversation-complete')?.at ?? Number.POSITIVE_INFINITY;
  const tries = dials.filter((it) => !isCallback(it.at));
  const broken: string[] = [];
  if (dials.some((it) => it.at > finishedAt)) broken.push('called after a finished conversation');
  if (tries.length > 10) broken.push('more than 10 tries');
  if (Math.max(0, ...perDay(tries)) > 2) broken.push('more than 2 tries a day');
  if (Math.max(0, ...perDay(dials)) > 3) broken.push('more than 3 calls a day');
  for (const [index, dial] of tries.entries()) {
    const before = tries[index - 1];
    if (before !== undefined && dial.at - before.at < 2 * HOUR) broken.push('less than 2 h between tries');
  }
  return broken;
}

function perDay(dials: readonly NetworkNote[]): number[] {
  const days = new Map<number, number>();
  for (const { at } of dials) {
    const day = Math.floor((at + BERLIN_OFFSET) / (24 * HOUR));
    days.set(day, (days.get(day) ?? 0) + 1);
  }
  return [...days.values()];
}

function mailboxes(network: readonly NetworkNote[], callers: readonly CallerNote[]): string[] {
  const heard = new Set(callers.filter((it) => it.disposition === 'voicemail').map((it) => it.attemptId));
  const perNumber = new Map<string, number>();
  for (const { event, to, attemptId } of network) {
    if (event === 'answered' && heard.has(attemptId)) perNumber.set(to, (perNumber.get(to) ?? 0) + 1);
  }
  return [...perNumber.values()].filter((count) => count > 4).map(() => 'more than 4 mailboxes of a number');
}

function isOpen(at: number): boolean {
  const local = new Date(at + BERLIN_OFFSET);
  const minute = local.getUTCHours() * 60 + local.getUTCMinutes();
  const day = local.getUTCDay();
  if (at < Date.UTC(2012, 2, 13) || at > Date.UTC(2012, 2, 18)) return false;
  if (day === 6) return minute >= 10 * 60 && minute < 18 * 60 - 10;
  return day >= 2 && day <= 5 && minute >= 16 * 60 && minute < 20 * 60 - 10;
}

function countOwners(callees: readonly Callee[]): Map<string, number> {
  const owners = new Map<string, number>();
  for (const { numbers } of callees)
    for (const number of numbers) owners.set(number, (owners.get(number) ?? 0) + 1);
  return owners;
}
