import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { NetworkNote } from '../journals.ts';
import { type DemoPhase, PhaseWatch } from './demo-phase.ts';
import type { CrashedDemo, DemoProcess } from './demo-process.ts';

/** When a demo is killed: by the clock on the wall, by how far it is, or by the campaign's clock. */
export type CrashMoment =
  | { readonly how: 'wall'; readonly milliseconds: number }
  /** So long after the phase has begun. */
  | { readonly how: 'phase'; readonly phase: DemoPhase; readonly milliseconds: number }
  /** When the network has logged a call at or after this moment of the campaign. */
  | { readonly how: 'week'; readonly at: number };

const MINUTE = 60_000;

/** Waits for the moment. @returns the phase that the demo is in then. */
export async function reachMoment(
  demo: DemoProcess,
  crashed: CrashedDemo,
  moment: CrashMoment,
): Promise<DemoPhase> {
  const watch = new PhaseWatch(crashed);
  try {
    if (moment.how === 'wall') {
      await pause(moment.milliseconds);
      return await watch.look();
    }
    if (moment.how === 'phase') {
      await watch.until(moment.phase, demo.hasEnded);
      if (moment.milliseconds > 0) await pause(moment.milliseconds);
      return await watch.look();
    }
    // Where the campaign is past it already: as soon as this run has got further, too.
    const at = Math.max(moment.at, lastCallAt(crashed) + 5 * MINUTE);
    while (lastCallAt(crashed) < at && !demo.hasEnded()) await pause(5);
    return await watch.look();
  } finally {
    // The answer is what counts; the connection ends with the server.
    void watch.close();
  }
}

const TAIL_BYTES = 1024;

/** When the network last wrote something down, on the campaign's clock. */
export function lastCallAt({ journal }: CrashedDemo): number {
  const path = join(journal, 'network.jsonl');
  if (!existsSync(path)) return 0;
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const tail = Buffer.alloc(Math.min(size, TAIL_BYTES));
    readSync(file, tail, 0, tail.length, size - tail.length);
    const line = tail.toString('utf8').split('\n').slice(1, -1).at(-1);
    // Each whole line is one object as the demo wrote it.
    return line === undefined ? 0 : (JSON.parse(line) as NetworkNote).at;
  } finally {
    closeSync(file);
  }
}
