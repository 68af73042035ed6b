import { describe, expect, test } from 'vitest';
import {
  firstLine,
  type LineEffect,
  type LineEvent,
  type LineState,
  lineStep,
  lineWord,
  waits,
} from './line-state.ts';

/** Plays events one after the other, each at its moment; answers with the end and all that was to be done. */
function play(events: readonly (readonly [number, LineEvent])[], from: LineState = firstLine) {
  let state = from;
  const effects: LineEffect[] = [];
  for (const [at, event] of events) {
    const next = lineStep(state, event, at);
    state = next.state;
    effects.push(...next.effects);
  }
  return { state, did: effects.map((it) => it.kind), word: lineWord(state) };
}

const at = (now: number, ...events: LineEvent[]) => events.map((it) => [now, it] as const);
const start: LineEvent = { kind: 'start' };
const granted: LineEvent = { kind: 'microphone', problem: null };
const opened: LineEvent = { kind: 'socket-opened' };
const welcome: LineEvent = { kind: 'welcome' };
const tick: LineEvent = { kind: 'tick' };
const woke: LineEvent = { kind: 'woke' };
const answer = (id: number): LineEvent => ({ kind: 'answer', id });
const link = (id: number, state: 'up' | 'shaky' | 'failed'): LineEvent => ({ kind: 'link', id, state });
const gone = (code = 1006): LineEvent => ({ kind: 'socket-closed', code });

const T = 1_000_000;
const offered = play(at(T, start, granted, opened, welcome)).state;
const up = play(at(T, tick, answer(1), link(1, 'up')), offered).state;

/** A tick each second until `ms` are over. */
const ticks = (from: number, ms: number) =>
  Array.from({ length: ms / 1_000 }, (_, place) => [from + (place + 1) * 1_000, tick] as const);

describe('the way up', () => {
  test('asks for the microphone, opens the socket, offers, takes the answer', () => {
    const { did, word } = play(at(T, start, granted, opened, welcome, answer(1), link(1, 'up')));
    expect(did).toEqual([
      ...['ask-microphone', 'open-socket', 'say-hello', 'close-link', 'offer', 'take-answer'],
    ]);
    expect(word).toBe('up');
  });

  test('without a microphone nothing is opened, and it can be asked for again', () => {
    const refused = play(at(T, start, { kind: 'microphone', problem: 'denied' }));
    expect(refused).toMatchObject({ did: ['ask-microphone'], word: 'no-microphone' });
    expect(play(at(T, start), refused.state)).toMatchObject({ did: ['ask-microphone'], word: 'asking' });
  });

  test('a microphone that is given after all was stopped is let go', () => {
    expect(play(at(T, start, { kind: 'stop' }, granted)).did.at(-1)).toBe('release-microphone');
  });

  test('starting twice does it once', () => {
    expect(play(at(T, start, start, granted, start)).did).toEqual(['ask-microphone', 'open-socket']);
  });

  test('an answer to an older offer is not taken', () => {
    const again = play(at(T + 9_000, gone(), opened), offered).state;
    expect(play(at(T, answer(0), answer(7)), again).did).toEqual([]);
  });
});

describe('a line that stood is connected anew', () => {
  const cases: [string, (readonly [number, LineEvent])[]][] = [
    ['when ICE has failed', at(T + 1_000, link(1, 'failed'))],
    [
      'when ICE was disconnected for more than two seconds',
      [...at(T + 1_000, { kind: 'message' }, link(1, 'shaky')), ...ticks(T + 1_000, 3_000)],
    ],
    ['when the server says nothing any more', [...ticks(T, 7_000), ...at(T + 7_000, opened, welcome)]],
    [
      'after sleep, when the server does not prove that it lives',
      [...at(T + 3_600_000, tick), ...ticks(T + 3_600_000, 4_000), ...at(T + 3_604_000, opened, welcome)],
    ],
    [
      'when the socket went away and the server came back without the line',
      [...at(T + 1_000, gone()), ...ticks(T + 1_000, 1_000), ...at(T + 2_000, opened, welcome)].concat(
        ticks(T + 2_000, 7_000),
        at(T + 9_000, opened, welcome),
      ),
    ],
  ];
  test.each(cases)('%s, within ten seconds', (_, events) => {
    const first = events[0]?.[0] ?? 0;
    const { did, word, state } = play(events, up);
    expect(did).toContain('offer');
    expect(word).toBe('lost');
    expect((events.at(-1)?.[0] ?? 0) - first).toBeLessThan(10_000);
    expect(play(at(T, answer(state.offerId), link(state.offerId, 'up')), state).word).toBe('up');
  });

  test('but not for a moment of trouble', () => {
    const { did, word } = play(
      [...at(T + 1_000, { kind: 'message' }, link(1, 'shaky')), ...at(T + 2_000, tick, link(1, 'up'))].concat(
        ticks(T + 2_000, 4_000),
      ),
      up,
    );
    expect(did).toEqual([]);
    expect(word).toBe('up');
  });

  test('and not when the network changed and the server still speaks', () => {
    const events = at(T + 1_000, woke, { kind: 'message' }).concat(ticks(T + 1_000, 5_000));
    expect(play(events, up)).toMatchObject({ did: [], word: 'up' });
  });

  test('the audio goes on without the socket, which is opened again', () => {
    const { did, word } = play([...at(T + 1_000, gone()), ...ticks(T + 1_000, 2_000)], up);
    expect(did).toEqual(['open-socket']);
    expect(word).toBe('up');
  });

  test('a slow timer in a hidden tab is no reason', () => {
    const slow = [1, 2, 3, 4].flatMap((it) => at(T + it * 9_000 - 1, { kind: 'message' }, tick));
    expect(play(slow, up)).toMatchObject({ did: [], word: 'up' });
  });
});

describe('it never gives up', () => {
  test('a socket that is refused is tried again and again, at most three seconds apart', () => {
    let state = play(at(T, start, granted)).state;
    let tries = 0;
    for (let now = T; now < T + 600_000; now += 1_000) {
      const next = lineStep(state, tick, now);
      state = next.state;
      if (next.effects.some((it) => it.kind === 'open-socket')) tries += 1;
      if (state.socket === 'opening') state = lineStep(state, gone(), now).state;
    }
    expect(tries).toBeGreaterThan(600 / 4);
  });

  test('an offer without an answer goes out again by another socket', () => {
    const { did } = play(ticks(T, 5_000), { ...offered, lastTickAt: T });
    expect(did).toEqual(['close-link', 'close-socket', 'open-socket']);
  });

  test('an offer that the server cannot take goes out again later', () => {
    const { did } = play(
      [...at(T, tick, { kind: 'refused', id: 1 }), ...ticks(T, waits.refusedMs + 1_000)],
      offered,
    );
    expect(did).toContain('offer');
  });

  test('a connection that does not come about is offered again', () => {
    const { did } = play([...at(T, tick, answer(1)), ...ticks(T, 8_000)], offered);
    expect(did).toEqual(['take-answer', 'close-link', 'offer']);
  });

  test('the network is back: a wait is cut short', () => {
    const waiting = play(at(T, gone()), { ...offered, tries: 9 }).state;
    expect(play(at(T + 1, woke), waiting).did).toEqual(['open-socket']);
  });
});

describe('it is quiet', () => {
  test('in the tab that lost it to another one, until it is taken back', () => {
    const taken = play([...at(T, { kind: 'taken' }, gone(1000), woke), ...ticks(T, 60_000)], up);
    expect(taken.did).toEqual(['close-link', 'close-socket', 'release-microphone']);
    expect(taken.word).toBe('taken');
    expect(play(at(T, start), taken.state)).toMatchObject({ did: ['ask-microphone'], word: 'asking' });
  });

  test('once it is stopped or the session is over', () => {
    expect(play([...at(T, { kind: 'stop' }), ...ticks(T, 60_000)], up).word).toBe('off');
    expect(play([...at(T, gone(4401)), ...ticks(T, 60_000)], up)).toMatchObject({ word: 'off' });
  });
});
