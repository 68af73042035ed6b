import { describe, expect, test } from 'vitest';
import type { AnsweredCalls } from './abandonment.ts';
import { Budget } from './budget.ts';

const HOUR = 3600;

/** After `people` answers of which so many were abandoned. */
function spent(people: number, abandoned: number, cap = 0.03): Budget {
  const budget = new Budget(cap, 3 * HOUR);
  for (let index = 0; index < people; index += 1) {
    budget.launched(1, cap, cap);
    if (index < abandoned) budget.abandoned(1);
    else budget.connected(1);
  }
  return budget;
}

describe('the price of a call', () => {
  test('is within the cap before anybody has answered', () => {
    const { risk, machineWeight } = new Budget(0.03, HOUR).price(0);
    expect(risk).toBeGreaterThan(0.01);
    expect(risk).toBeLessThan(0.06);
    expect(machineWeight).toBe(0);
  });

  test('falls with each abandoned call, and rises while there are none', () => {
    const risks = [0, 5, 10, 20].map((abandoned) => spent(300, abandoned).price(HOUR).risk);
    expect(risks).toEqual(risks.toSorted((a, b) => b - a));
    expect(new Set(risks).size).toBe(4);
  });

  test('is lower for a lower cap', () => {
    const [near, one, three] = [0.003, 0.01, 0.03].map((cap) => spent(300, 0, cap).price(HOUR).risk);
    expect(near).toBeLessThan(one ?? 0);
    expect(one).toBeLessThan(three ?? 0);
  });

  test('saves nothing up for a burst: quiet hours do not raise it without end', () => {
    const [early, late] = [HOUR, 2.9 * HOUR].map((now) => spent(2000, 0).price(now).risk);
    expect(late).toBeLessThan(1.5 * (early ?? 0));
  });

  test('is no sentence for life: after a bad start something is still permitted', () => {
    expect(spent(60, 12).price(0.2 * HOUR).risk).toBeGreaterThan(0.0005);
    expect(spent(60, 12).price(0.2 * HOUR).risk).toBeLessThan(0.01);
  });

  test('is strict when the budget of an evening is used up at its end', () => {
    expect(spent(600, 18).price(2.95 * HOUR).risk).toBeLessThan(0.25 * spent(600, 6).price(2.95 * HOUR).risk);
  });
});

describe('the price after an earlier session of the day', () => {
  const priceAfter = (earlier: AnsweredCalls) => {
    const budget = new Budget(0.03, 2 * HOUR, earlier);
    for (let index = 0; index < 100; index += 1) budget.connected(1);
    return budget.price(0.5 * HOUR).risk;
  };
  const untouched = priceAfter({ connected: 0, abandoned: 0 });

  test('makes good what was abandoned too often before', () => {
    const risks = [8, 16, 22].map((abandoned) => priceAfter({ connected: 400, abandoned }));
    expect(risks).toEqual(risks.toSorted((a, b) => b - a));
    expect(risks[2]).toBeLessThan(0.5 * untouched);
  });

  test('is no sentence for life after a bad morning', () => {
    expect(priceAfter({ connected: 400, abandoned: 60 })).toBeGreaterThan(0.0005);
  });

  test('takes a morning without any as no credit', () => {
    expect(priceAfter({ connected: 5000, abandoned: 0 })).toBe(untouched);
  });

  test('counts people, as far as they can be told from machines', () => {
    const earlier = { connected: 400, abandoned: 40 };
    expect(priceAfter({ ...earlier, people: 2 })).toBe(untouched);
    expect(priceAfter(earlier)).toBeLessThan(untouched);
  });
});

test('mailboxes that find nobody weigh once there are many', () => {
  const budget = spent(100, 0);
  for (let index = 0; index < 50; index += 1) budget.abandoned(0);
  expect(budget.price(HOUR).machineWeight).toBeGreaterThan(0.5);
});

test('a machine that was taken for a person is taken back', () => {
  const [wrong, right] = [spent(100, 3), spent(100, 3)];
  wrong.connected(0.9);
  wrong.corrected(0.9, false);
  expect(wrong.price(HOUR).risk).toBeCloseTo(right.price(HOUR).risk, 10);
});
