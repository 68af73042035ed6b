// What callers and network write down outside the store, line by line: the oracle of demos that run, stop and crash.
import { existsSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import type { CarrierLogEntry } from '../src/simulator/carrier-log.ts';
import type { StoreAfter } from './store-after.ts';

export interface NetworkNote {
  /** Of the campaign. */
  readonly at: number;
  readonly attemptId: string;
  readonly to: string;
  readonly call: number;
  readonly event: CarrierLogEntry['event'];
  readonly status: number | null;
}
/** What the application has acknowledged to a caller. */
export interface CallerNote {
  readonly at: number;
  readonly attemptId: string;
  readonly disposition: string;
  readonly callback: { readonly fromAt: number; readonly untilAt: number } | null;
}
export interface Journals {
  readonly network: readonly NetworkNote[];
  readonly callers: readonly CallerNote[];
}

/** What a caller's live connection did. */
export interface LineNote {
  /** Wall time, milliseconds since 1970. */
  readonly at: number;
  readonly caller: number;
  readonly event: 'up' | 'away' | 'shows';
  /** Of the first view after it was up. */
  readonly state?: string | null;
  readonly attemptId?: string | null;
  readonly isUnfinished?: boolean;
}

const NETWORK = 'network.jsonl';
const CARRIER = 'carrier.jsonl';
const CALLERS = 'callers.jsonl';

/** The journals of a demo in virtual time. */
export function readJournals(folder: string): Journals {
  return { network: readLines(join(folder, NETWORK)), callers: readLines(join(folder, CALLERS)) };
}

export function readCarrierLog(folder: string): CarrierLogEntry[] {
  return readLines(join(folder, CARRIER));
}

/**
 * The journals of a demo on the wire, line for line: the order is the carrier's, which knows no campaign; the moments are
 * the store's. A call that the store does not know has none.
 */
export function readWireJournals(folder: string, { attempts }: StoreAfter): Journals {
  const network = readCarrierLog(folder).map(({ callId, to, call, event, status }): NetworkNote => {
    const { dialledAt = Number.NaN, answeredAt, endedAt } = attempts.get(callId) ?? {};
    const at = event === 'answered' ? answeredAt : event === 'ended' ? endedAt : dialledAt;
    return { at: at ?? dialledAt, attemptId: callId, to, call, event, status };
  });
  return { network, callers: readLines(join(folder, CALLERS)) };
}

/**
 * What was dialled, but for calls that were taken back before any telephone rang: those are nobody's try.
 *
 * The wire's journal says when it rings; in virtual time nothing is taken back so early.
 */
export function dialsIn(network: readonly NetworkNote[]): NetworkNote[] {
  const saysRinging = network.some((it) => it.event === 'ringing');
  const rang = new Set(network.flatMap((it) => (it.event === 'ringing' ? [it.attemptId] : [])));
  const cancelled = new Set(
    network.flatMap((it) => (it.event === 'ended' && it.status === 487 ? [it.attemptId] : [])),
  );
  return network.filter(
    (it) =>
      it.event === 'dialled' && !(saysRinging && cancelled.has(it.attemptId) && !rang.has(it.attemptId)),
  );
}

/** How much callers and network have written down, in lines. */
export function journalLength(folder: string): { network: number; callers: number } {
  const network = existsSync(join(folder, NETWORK)) ? NETWORK : CARRIER;
  return {
    network: readLines(join(folder, network)).length,
    callers: readLines(join(folder, CALLERS)).length,
  };
}

/**
 * After a kill: the last line may be torn, and the next run would write on behind it. Only that one is dropped; on the
 * wire those who write were not killed.
 */
export function cutTornLines(folder: string): void {
  if (!existsSync(join(folder, NETWORK))) return;
  for (const name of [NETWORK, CALLERS]) {
    const file = join(folder, name);
    if (!existsSync(file)) continue;
    const bytes = readFileSync(file);
    truncateSync(file, bytes.lastIndexOf('\n') + 1);
  }
}

/** The whole lines of a file, one JSON value each; none when it is not there. */
export function readLines<Line>(file: string): Line[] {
  if (!existsSync(file)) return [];
  // The piece behind the last line break is empty, or a line still being written.
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  // Each line is one object as the demo wrote it.
  return lines.map((line) => JSON.parse(line) as Line);
}
