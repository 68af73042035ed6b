// What no crash may take away: the journals outside the store against the store.
import { dialsIn, type Journals, type NetworkNote } from '../journals.ts';
import type { StoreAfter, StoredAttempt } from '../store-after.ts';

/** How far the journals were, in lines, when a demo was killed. */
export interface Kill {
  readonly network: number;
  readonly callers: number;
}
export interface Callee {
  readonly memberNumber: string;
  readonly numbers: readonly string[];
}
export interface CrashedRun {
  readonly journals: Journals;
  readonly store: StoreAfter;
  readonly kills: readonly Kill[];
  readonly callees: readonly Callee[];
  /** When the campaign's last opening ends. */
  readonly lastClosing: number;
  /**
   * On the wire callers and network live on: what the network has logged in its last so many lines the store may not have
   * heard of, and a word that was on its way when the server died still arrives. Absent: in virtual time.
   */
  readonly wire?: { readonly linesUnderWay: number };
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** A promise may be kept this much early (DOMAIN 6.2). */
const TOLERANCE = 10 * MINUTE;
/** Who is cut off this late comes to no further opening: the word stays owed. */
const LAST_ARRIVAL = 20 * MINUTE;
/** The sample's week lies in winter time. */
const BERLIN_OFFSET = HOUR;

/** Everything that was lost or done twice, in words without names and numbers: empty when all is well. */
export function whatWasLost(run: CrashedRun): string[] {
  return [
    ...lostWords(run),
    ...lostCalls(run),
    ...openEnds(run),
    ...lostWithoutKill(run),
    ...cutTalks(run).problems,
    ...run.callees.flatMap((callee) => brokenFor(callee, run)),
  ];
}

/** Every acknowledged word is stored; of those stored, a kill may have kept one from being noted. */
function lostWords({ journals, store, kills }: CrashedRun): string[] {
  const problems: string[] = [];
  for (const { attemptId, disposition, callback } of journals.callers) {
    const stored = store.attempts.get(attemptId);
    if (stored?.said !== disposition)
      problems.push(`acknowledged "${disposition}" of ${attemptId}: ${stored?.said}`);
    if (stored?.disposition !== disposition)
      problems.push(`said "${disposition}" of ${attemptId}, settled as ${stored?.disposition}`);
    if (
      callback !== null &&
      (stored?.promisedFrom !== callback.fromAt || stored.promisedUntil !== callback.untilAt)
    )
      problems.push(`the promise of ${attemptId} is not stored`);
  }
  const noted = new Set(journals.callers.map((it) => it.attemptId));
  if (noted.size !== journals.callers.length) problems.push('two words were taken of one call');
  const unnoted = [...store.attempts.values()].filter((it) => it.said !== null && !noted.has(it.id));
  if (unnoted.length > kills.length) problems.push(`${unnoted.length} stored words that nobody was told of`);
  return problems;
}

/** What reached the network was written before; what was written and never reached it was cut off by a kill. */
function lostCalls({ journals, store, wire }: CrashedRun): string[] {
  const dialled = new Set(journals.network.map((it) => it.attemptId));
  const unknown = [...dialled].filter((id) => !store.attempts.has(id));
  // On the wire the network may be away: then our side has seen that nothing came back.
  const isNobodyThere = ({ evidence }: StoredAttempt) =>
    wire !== undefined && evidence !== null && evidence.ms.trying === null && evidence.sipStatus === null;
  const unsent = [...store.attempts.values()].filter(
    (it) => !dialled.has(it.id) && it.state !== 'lost' && !isNobodyThere(it),
  );
  return [
    ...unknown.map((id) => `the network has a call that the store does not know: ${id}`),
    ...unsent.map(({ id, state }) => `never reached the network, and ${state}: ${id}`),
  ];
}

function openEnds({ store, lastClosing }: CrashedRun): string[] {
  const attempts = [...store.attempts.values()];
  const inFlight = attempts.filter((it) => it.state === 'in-flight');
  const owed = attempts.filter((it) => it.needsWord && it.dialledAt < lastClosing - LAST_ARRIVAL);
  return [
    ...inFlight.map(({ id }) => `still in flight: ${id}`),
    ...owed.map(({ id }) => `a word is still owed: ${id}`),
    ...(store.claims === 0 ? [] : [`${store.claims} claims are still held`]),
    ...(store.campaigns.join() === 'closed' ? [] : [`campaigns: ${store.campaigns.join()}`]),
  ];
}

/** A call is cut off by a kill alone: one that nobody sat at would be lost in the middle of a run. */
function lostWithoutKill({ journals, store, kills }: CrashedRun): string[] {
  const placeOf = (notes: readonly { attemptId: string }[]) => {
    const places = new Map<string, number>();
    for (const [index, { attemptId }] of notes.entries())
      if (!places.has(attemptId)) places.set(attemptId, index);
    return places;
  };
  const [dials, words] = [placeOf(journals.network), placeOf(journals.callers)];
  const isCutOff = ({ id }: StoredAttempt) =>
    kills.some((it) => (dials.get(id) ?? 0) < it.network && (words.get(id) ?? it.callers) >= it.callers);
  const lost = [...store.attempts.values()].filter((it) => it.state === 'lost' || it.said === 'technical');
  return lost.filter((it) => !isCutOff(it)).map(({ id }) => `lost without a kill: ${id}`);
}

/**
 * Talks that a kill cut off, or whose word was still to come: each goes to its own caller, who settles it before
 * anything else.
 */
export function cutTalks(run: CrashedRun): CutTalks {
  const all = run.kills.map((kill, index) =>
    cutBy(run, kill, run.kills[index - 1] ?? { network: 0, callers: 0 }),
  );
  return {
    talks: all.reduce((sum, it) => sum + it.talks, 0),
    taken: all.flatMap((it) => it.taken),
    problems: all.flatMap((it) => it.problems),
  };
}

interface CutTalks {
  readonly talks: number;
  /** Those that their callers then settled as cut off, by their attempts' ids. */
  readonly taken: readonly string[];
  readonly problems: readonly string[];
}

function cutBy(run: CrashedRun, kill: Kill, before: Kill): CutTalks {
  const { journals, store } = run;
  const noted = new Set(journals.callers.slice(0, kill.callers).map((it) => it.attemptId));
  // On the wire an earlier run's calls may be answered after its end: nobody was there.
  const ours = new Set(
    journals.network
      .slice(before.network, kill.network)
      .filter((it) => it.event === 'dialled')
      .map((it) => it.attemptId),
  );
  const answered = journals.network
    .slice(before.network, kill.network)
    .filter((it) => it.event === 'answered' && ours.has(it.attemptId) && !noted.has(it.attemptId));
  const underWay = run.wire?.linesUnderWay ?? 1;
  const last = new Set(
    journals.network.slice(Math.max(0, kill.network - underWay), kill.network).map((it) => it.attemptId),
  );
  const problems: string[] = [];
  const taken: string[] = [];
  let talks = 0;
  for (const { attemptId } of answered) {
    const stored = store.attempts.get(attemptId);
    const word = journals.callers.find((it) => it.attemptId === attemptId)?.disposition;
    // The kill came between the store and the caller's notebook: stored, and nobody need say it again.
    if (stored === undefined || (stored.said !== null && word === undefined)) continue;
    // Answered in the moment of our CANCEL: nobody was there for us, and no word is owed (RFC 3261 section 15).
    if (stored.answeredAt === null && stored.state === 'settled' && stored.evidence?.cancelledByUs) continue;
    if (stored.answeredAt === null) {
      // The kill came between the network's log and the store.
      if (!last.has(attemptId) || stored.state !== 'lost')
        problems.push(`an answered call is not known as answered, and ${stored.state}: ${attemptId}`);
      continue;
    }
    talks += 1;
    if (word === 'technical') taken.push(attemptId);
    problems.push(...ownCallerFirst(run, kill, stored));
  }
  return { talks, taken, problems };
}

function ownCallerFirst(
  { journals, store, lastClosing, wire }: CrashedRun,
  kill: Kill,
  talk: StoredAttempt,
): string[] {
  const isOwn = (it: { attemptId: string }) => store.attempts.get(it.attemptId)?.callerId === talk.callerId;
  const first = journals.callers.slice(kill.callers).find(isOwn);
  if (first === undefined && talk.needsWord && talk.dialledAt >= lastClosing - LAST_ARRIVAL) return [];
  // On the wire the caller still knows what was said before the server died.
  const isWord = wire !== undefined || first?.disposition === 'technical';
  if (first?.attemptId !== talk.id || !isWord)
    return [`${talk.id} was cut off; its caller first said "${first?.disposition}" of ${first?.attemptId}`];
  const next = journals.network.slice(kill.network).find((it) => it.event === 'dialled' && isOwn(it));
  // Taken, that is: the caller may have learned of it later, by asking again.
  return next !== undefined && next.at < (talk.saidAt ?? first.at)
    ? [`${talk.callerId} got a call before the word of ${talk.id}`]
    : [];
}

function brokenFor(
  { numbers, memberNumber }: Callee,
  { journals, store, lastClosing }: CrashedRun,
): string[] {
  const dials = dialsIn(journals.network).filter((it) => numbers.includes(it.to));
  const mine = new Set(dials.map((it) => it.attemptId));
  const notes = journals.callers.filter((it) => mine.has(it.attemptId));
  const finishedAt =
    notes.find((it) => it.disposition === 'conversation-complete')?.at ?? Number.POSITIVE_INFINITY;
  const promises = notes.flatMap((it) => it.callback ?? []);
  const isKept = (it: { fromAt: number }) => dials.some(({ at }) => at >= it.fromAt - TOLERANCE);
  const problems = [
    ...dials.filter((it) => it.at > finishedAt).map(() => 'called after a finished conversation'),
    ...promises
      .filter((it) => it.fromAt < lastClosing && !isKept(it))
      .map(() => 'a promised callback was not made'),
    ...limits(dials, notes, promises, store),
  ];
  return problems.map((it) => `member ${memberNumber}: ${it}`);
}

/** The limits of the sample's campaign, from the network's log: 2 tries a day besides promises, 3 calls, 2 h between. */
function limits(
  dials: readonly NetworkNote[],
  notes: Journals['callers'],
  promises: readonly { fromAt: number }[],
  store: StoreAfter,
): string[] {
  const isPromised = (dial: NetworkNote) => promises.some((it) => dial.at >= it.fromAt - TOLERANCE);
  const tries = dials.filter((it) => !isPromised(it));
  const problems: string[] = [];
  if (Math.max(0, ...perDay(tries)) > 2) problems.push('more than 2 tries a day');
  if (Math.max(0, ...perDay(dials)) > 3) problems.push('more than 3 calls a day');
  for (const [index, dial] of dials.entries()) {
    const before = dials[index - 1];
    if (before === undefined || dial.at - before.at >= 2 * HOUR) continue;
    const isTakenUp = notes.some((it) => it.attemptId === before.attemptId && it.disposition === 'technical');
    // A promised call that a kill cut off before anybody answered is still owed, and due.
    const isStillOwed = isPromised(dial) && store.attempts.get(before.attemptId)?.state === 'lost';
    if (!isTakenUp && !isStillOwed)
      problems.push(`${Math.round((dial.at - before.at) / MINUTE)} min between tries`);
  }
  return problems;
}

function perDay(dials: readonly NetworkNote[]): number[] {
  const days = new Map<number, number>();
  for (const { at } of dials) {
    const day = Math.floor((at + BERLIN_OFFSET) / (24 * HOUR));
    days.set(day, (days.get(day) ?? 0) + 1);
  }
  return [...days.values()];
}
