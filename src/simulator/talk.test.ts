import { describe, expect, test } from 'vitest';
import { CarrierEar } from './carrier-ear.ts';
import { packetOf } from './packet.fixture.ts';
import { Talk } from './talk.ts';
import { silence, tone } from './tones.ts';

/** Sentences of a length of their own, told apart by their first byte. */
const sentence = (mark: number, frames: number) => new Uint8Array(frames * 160).fill(mark);
const HELLO = sentence(1, 10);
const ANSWER = sentence(2, 20);
const MORE = sentence(3, 20);
const NOD = sentence(4, 5);
const OTHER_NOD = sentence(5, 5);
const GOODBYE = sentence(6, 10);
const QUIET = silence(20)[0] ?? 0;

function talkWith() {
  const ear = new CarrierEar();
  const talk = new Talk({
    ...{ sentences: [HELLO, ANSWER, MORE], nods: [NOD, OTHER_NOD], goodbye: GOODBYE },
    longestWaitMs: 4000,
  });
  /** Lets that many frames pass while the caller says that. @returns what the person says, and how long each. */
  function pass(frames: number, caller: Uint8Array | null = null): [number, number][] {
    const said: [number, number][] = [];
    for (let count = 0; count < frames; count += 1) {
      if (caller !== null) ear.hear(packetOf(caller));
      const mark = talk.next(ear)[0] ?? 0;
      const last = said.at(-1);
      if (last?.[0] === mark) last[1] += 1;
      else said.push([mark, 1]);
    }
    return said;
  }
  return { talk, pass };
}

const SPEECH = tone(500, 20);
const NOISE = silence(20).map((_, at) => (at % 2 === 0 ? 0xd5 : 0x57));

describe('a person on the line', () => {
  test('says the first sentence at once and the next one when the caller has paused for a second', () => {
    const { pass } = talkWith();
    expect(pass(10)).toEqual([[1, 10]]);
    expect(pass(100, SPEECH)).toEqual([[QUIET, 100]]);
    expect(pass(49, NOISE)).toEqual([[QUIET, 49]]);
    expect(pass(20, NOISE)).toEqual([[2, 20]]);
  });

  test('goes on after four seconds when the caller says nothing, whether packets come or not', () => {
    for (const caller of [null, NOISE]) {
      const { pass } = talkWith();
      pass(10);
      expect(pass(199, caller)).toEqual([[QUIET, 199]]);
      expect(pass(20, caller)).toEqual([[2, 20]]);
    }
  });

  test('does not take a click for a sentence', () => {
    const { pass } = talkWith();
    pass(10);
    pass(4, SPEECH);
    expect(pass(60)).toEqual([[QUIET, 60]]);
  });

  test('lets a caller finish who has begun before the sentence was over', () => {
    const { pass } = talkWith();
    pass(5);
    expect(pass(255, SPEECH)).toEqual([
      [1, 5],
      [QUIET, 250],
    ]);
    expect(pass(70)).toEqual([
      [QUIET, 49],
      [2, 20],
      [QUIET, 1],
    ]);
  });

  test('listens when all is said, and nods when the caller pauses', () => {
    const { pass } = talkWith();
    pass(10 + 200 + 20 + 200 + 20);
    expect(pass(1000)).toEqual([[QUIET, 1000]]);
    for (const [mark] of [NOD, OTHER_NOD, NOD]) {
      pass(20, SPEECH);
      expect(pass(60)).toContainEqual([mark, 5]);
    }
  });

  test('finishes the sentence, takes leave, and says nothing more', () => {
    const { talk, pass } = talkWith();
    pass(5);
    talk.sayGoodbye();
    talk.sayGoodbye();
    expect(pass(15)).toEqual([
      [1, 5],
      [6, 10],
    ]);
    pass(50, SPEECH);
    expect(pass(500)).toEqual([[QUIET, 500]]);
  });
});
