import { describe, expect, it } from 'vitest';
import { ReceiveStatistics } from './receive-statistics.ts';

function hear(sequences: readonly number[], { source = 1, statistics = new ReceiveStatistics() } = {}) {
  for (const sequence of sequences)
    statistics.take(source, sequence & 0xffff, sequence * 160, sequence * 20, true);
  return statistics;
}
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => from + at);

describe('loss', () => {
  it.each<[string, number[], number]>([
    ['nothing lost', range(0, 100), 0],
    ['one in ten', range(0, 101).filter((it) => it % 10 !== 5), 0.1],
    ['over the turn of the numbers', range(65_500, 65_601).filter((it) => it % 10 !== 5), 0.1],
    ['swapped is not lost', [1, 2, 4, 3, 5], 0],
    ['twice does not count against it', [1, 2, 2, 3], 0],
    ['nothing came', [], 0],
  ])('%s', (_, sequences, loss) => {
    expect(hear(sequences).loss).toBeCloseTo(loss, 2);
  });

  it('a sender that starts anew has lost nothing: two in a row are believed', () => {
    const statistics = hear([...range(0, 10), ...range(30_000, 30_010)]);
    expect(statistics.loss).toBe(0);
    expect(statistics.report()).toMatchObject({ highest: 30_009, lost: 0 });
  });

  it('one packet out of line is not', () => {
    const statistics = hear([...range(0, 10), 30_000, 10, 11]);
    expect(statistics.report()).toMatchObject({ highest: 11, lost: 0 });
  });

  it('a new source goes on with the old counts', () => {
    const statistics = hear(range(0, 50).filter((it) => it % 10 !== 5));
    hear(range(7000, 7051), { source: 2, statistics });
    expect(statistics.received).toBe(96);
    expect(statistics.loss).toBeCloseTo(5 / 101);
  });

  it('each report says what was lost since the one before', () => {
    const statistics = hear([0, 1, 2, 3]);
    expect(statistics.report()).toMatchObject({ lostShare: 0, lost: 0, highest: 3 });
    hear([6, 7], { statistics });
    expect(statistics.report()).toMatchObject({ lostShare: 0.5, lost: 2, highest: 7 });
    expect(statistics.report()).toMatchObject({ lostShare: 0, lost: 2, highest: 7 });
    hear(range(65_530, 65_540), { source: 9, statistics });
    expect(statistics.report()).toMatchObject({ source: 9, lost: 0, highest: 65_539 });
  });
});

describe('jitter', () => {
  it('packets as regular as they were sent have none', () => {
    expect(hear(range(0, 500)).jitterMs).toBeCloseTo(0);
  });

  it('10 ms now and then come near 10 ms', () => {
    const statistics = new ReceiveStatistics();
    for (let at = 0; at < 500; at++) statistics.take(1, at, at * 160, at * 20 + (at % 2) * 10, true);
    expect(statistics.jitterMs).toBeCloseTo(10, 1);
  });

  it('a timestamp that turns or leaps is none of it', () => {
    const statistics = new ReceiveStatistics();
    for (let at = 0; at < 100; at++) statistics.take(1, at, (0xffffff00 + at * 160) >>> 0, at * 20, true);
    expect(statistics.jitterMs).toBeCloseTo(0);
  });
});
