import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { CrashedDemo, DemoProcess } from './demo-process.ts';

/** When a demo on the wire is killed: as soon as so many calls more were dialled, rang … or so many words acknowledged. */
export interface WireMoment {
  /** `ended`: a call that was answered. */
  readonly what: 'dialled' | 'ringing' | 'answered' | 'ended' | 'word';
  readonly count: number;
}

/** Waits for it. @throws Error when the demo ends before. */
export async function reachWireMoment(
  demo: DemoProcess,
  { journal }: CrashedDemo,
  { what, count }: WireMoment,
): Promise<void> {
  const file = join(journal, what === 'word' ? 'callers.jsonl' : 'carrier.jsonl');
  const isIt = (line: string) =>
    what === 'word' ||
    (line.includes(`"event":"${what}"`) && (what !== 'ended' || line.includes('"status":200')));
  const lines = growing(file);
  for (let seen = 0; seen < count; ) {
    seen += lines().filter(isIt).length;
    if (demo.hasEnded()) throw new Error(`over before ${count} ${what}:\n${demo.text()}`);
    await pause(2);
  }
}

/** @returns what gives the lines that came since it was asked last, at first: since now. */
function growing(path: string): () => string[] {
  let place = sizeOf(path);
  let rest = '';
  return () => {
    const size = sizeOf(path);
    if (size <= place) return [];
    const bytes = Buffer.alloc(size - place);
    const file = openSync(path, 'r');
    readSync(file, bytes, 0, bytes.length, place);
    closeSync(file);
    place = size;
    const lines = (rest + bytes.toString('utf8')).split('\n');
    rest = lines.pop() ?? '';
    return lines;
  };
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
