import { expect, test } from 'vitest';
import { readSimulate } from './read-simulate.ts';

const read = (...args: string[]) => readSimulate(args, 'examples');

test('without a word it is the sample action with twelve callers, to its end', () => {
  expect(read()).toMatchObject({
    ...{ campaign: 'examples/kampagne.yaml', list: 'examples/mitglieder.csv', callers: 12, hours: null },
    ...{ seed: '1', out: null, answerShare: 0.22 },
  });
});

test('a campaign without a list gets invented members', () => {
  expect(read('a.yaml')).toMatchObject({ campaign: 'a.yaml', list: null, people: 500 });
  expect(read('a.yaml', '--list', 'b.csv')).toMatchObject({ list: 'b.csv' });
  expect(read('--people', '80')).toMatchObject({ list: null, people: 80 });
});

test('how calls go out is as the campaign says, unless it is asked for', () => {
  expect(read()).toMatchObject({ pacing: null, cap: null });
  expect(read('--pacing', 'look-ahead', '--cap', '3 %')).toMatchObject({ pacing: 'look-ahead', cap: 0.03 });
});

test.each(['30%', '30 %', '30', '30.0', '30,0%'])('a share may be written %s', (share) => {
  expect(read('--answers', share).answerShare).toBeCloseTo(0.3);
});

test.each([
  [['--callers', '0'], 'error.cli.number'],
  [['--callers', 'many'], 'error.cli.number'],
  [['--hours', '0'], 'error.cli.number'],
  [['--people', '6001'], 'error.cli.number'],
  [['--answers', '120%'], 'error.cli.percent'],
  [['--answers', 'half'], 'error.cli.percent'],
  [['--cap', '5%'], 'error.cli.percent'],
  [['--pacing', 'predictive'], 'error.cli.pacing'],
  [['--speed', '3'], 'error.cli.option'],
  [['a.yaml', 'b.yaml'], 'error.cli.extra'],
])('%j is refused with a word about it', (args, code) => {
  expect(() => read(...args)).toThrow(expect.objectContaining({ code }));
});
