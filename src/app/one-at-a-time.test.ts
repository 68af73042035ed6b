import { expect, test } from 'vitest';
import { oneAtATime } from './one-at-a-time.ts';

/** A task that ends when it is told to. */
function slow() {
  const ends: ((error?: Error) => void)[] = [];
  const run = oneAtATime(
    () =>
      new Promise<void>((resolve, reject) => {
        ends.push((error) => (error === undefined ? resolve() : reject(error)));
      }),
  );
  return { ends, run };
}

test('asked again and again while it runs, it runs once more afterwards', async () => {
  const { ends, run } = slow();
  const all = [run(), run(), run()];
  expect(ends).toHaveLength(1);
  ends[0]?.();
  await expect.poll(() => ends.length).toBe(2);
  ends[1]?.();
  await Promise.all(all);
  expect(ends).toHaveLength(2);
});

test('when it is over it runs at once', async () => {
  const { ends, run } = slow();
  const first = run();
  ends[0]?.();
  await first;
  void run();
  expect(ends).toHaveLength(2);
});

test('whoever asked hears of its error, and the next time is another one', async () => {
  const { ends, run } = slow();
  const first = run();
  ends[0]?.(new Error('no store'));
  await expect(first).rejects.toThrow('no store');
  const second = run();
  ends[1]?.();
  await second;
});
