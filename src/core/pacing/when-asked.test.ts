import { expect, test } from 'vitest';
import { WhenAsked } from './when-asked.ts';

function squares() {
  const filled: number[] = [];
  let factor = 1;
  const table = new WhenAsked(
    3,
    () => ({ value: 0 }),
    (entry, index) => {
      filled.push(index);
      entry.value = factor * index ** 2;
    },
  );
  const times = (it: number) => {
    factor = it;
  };
  return { filled, table, times };
}

test('an entry is worked out when it is first asked for, and once', () => {
  const { filled, table } = squares();
  expect([table.at(2).value, table.at(2).value, filled]).toEqual([4, 4, [2]]);
});

test('what has been forgotten is worked out anew, in the same place', () => {
  const { filled, table, times } = squares();
  const entry = table.at(1);
  times(10);
  expect(table.at(1).value).toBe(1);
  table.forget();
  expect(table.at(1)).toBe(entry);
  expect([entry.value, filled]).toEqual([10, [1, 1]]);
});

test('there is nothing beyond its end', () => {
  expect(() => squares().table.at(3)).toThrow(RangeError);
});
