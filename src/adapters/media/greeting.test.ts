import { describe, expect, it } from 'vitest';
import { GreetingListener, type Verdict } from './greeting.ts';
import { toneFrame } from './telephone.fixture.ts';

const QUIET = Buffer.alloc(160, 0xd5);

/** Milliseconds of voice and silence in turns, silence first. @returns the verdict, and after how long. */
function judge(turns: readonly number[]): [Verdict, number] | null {
  const listener = new GreetingListener();
  let elapsed = 0;
  for (const [turn, ms] of turns.entries()) {
    for (let at = 0; at < ms; at += 20) {
      elapsed += 20;
      const frame = turn % 2 === 0 ? QUIET : toneFrame(300);
      const verdict = listener.take(frame, { start: 0, end: 160 }, 8);
      if (verdict !== null) return [verdict, elapsed];
    }
  }
  return null;
}

describe("Asterisk's rules (app_amd)", () => {
  it.each<[string, number[], Verdict, number]>([
    ['"Ja?"', [300, 300, 2000], 'person', 1400],
    ['"Müller."', [400, 500, 2000], 'person', 1700],
    ['two words', [300, 400, 100, 400, 2000], 'person', 2000],
    ['three words', [300, 300, 100, 300, 100, 300, 100], 'mailbox', 1200],
    ['a long greeting', [300, 3000], 'mailbox', 1800],
    ['nobody says anything', [4000], 'mailbox', 2500],
    ['clicks are no words', [400, 40, 400, 40, 400, 40, 2600], 'mailbox', 3820],
    ['a breath within a word', [200, 300, 40, 300, 2000], 'person', 1640],
    ['late, and not over when the time is', [2400, 100, 700, 100, 700, 40, 700, 40, 700], 'unsure', 5000],
  ])('%s', (_, turns, verdict, ms) => {
    expect(judge(turns)).toEqual([verdict, ms]);
  });
});
