import { describe, expect, test } from 'vitest';
import { chanceOf } from './chance.fixture.ts';
import type { Row } from './horizon.ts';
import { RingModel } from './ring-model.ts';

const total = (row: Row) => row.reduce((sum, it) => sum + it, 0);

interface Street {
  readonly calls: number;
  readonly personShare: number;
  readonly machineShare: number;
}

/** Calls one a second: people after 5 to 13 s, machines after 20 s, a tenth dead within a second, the rest until 26 s. */
function dial(model: RingModel, { calls, personShare, machineShare }: Street, from = 0, firstId = 0): number {
  const next = chanceOf(firstId);
  const happens: { at: number; run: (at: number) => void }[] = [];
  for (let index = 0; index < calls; index += 1) {
    const [id, launched, luck] = [firstId + index, from + index, next()];
    happens.push({ at: launched, run: (at) => model.launched(id, 'landline', at) });
    if (luck > 0.9) {
      happens.push({ at: launched + 0.8, run: (at) => model.failed(id, at) });
      continue;
    }
    happens.push({ at: launched + 1, run: (at) => model.ringing(id, at) });
    const isPerson = luck < personShare;
    const rings = isPerson ? 5 + 8 * next() : 20.5;
    if (luck < personShare + machineShare) {
      happens.push({ at: launched + 1 + rings, run: (at) => void model.answered(id, at) });
      happens.push({ at: launched + 10 + rings, run: () => model.settled(id, isPerson) });
    } else happens.push({ at: launched + 27, run: (at) => model.failed(id, at) });
  }
  let refreshedAt = from;
  happens.sort((a, b) => a.at - b.at);
  const end = from + calls;
  for (const { at, run } of happens.filter((it) => it.at <= end)) {
    run(at);
    if (at - refreshedAt < 5) continue;
    model.refresh(at, 7e-5);
    refreshedAt = at;
  }
  model.refresh(end, 7e-5);
  return end;
}

describe('what a call that begins now will do', () => {
  test.each([0.1, 0.3, 0.6])('a person answers %d of the calls, once enough were watched', (personShare) => {
    const model = new RingModel(26);
    dial(model, { calls: 1500, personShare, machineShare: 0.2 });
    expect(total(model.fresh('landline').person)).toBeGreaterThan(0.85 * personShare);
    expect(total(model.fresh('landline').person)).toBeLessThan(1.15 * personShare);
  });

  test('calls that still ring keep it from believing the dead numbers, which are heard of first', () => {
    const [watching, believing] = [new RingModel(26), new RingModel(26)];
    dial(watching, { calls: 12, personShare: 0.5, machineShare: 0.1 });
    // Nobody can have answered so soon: what is assumed before the first call still holds.
    expect(total(watching.fresh('landline').person)).toBeGreaterThan(
      0.6 * total(believing.fresh('landline').person),
    );
  });

  test('a call that has rung for 18 seconds is hardly a person any more', () => {
    const model = new RingModel(26);
    dial(model, { calls: 800, personShare: 0.3, machineShare: 0.3 });
    const [early, late] = [model.ringingFor('landline', 3), model.ringingFor('landline', 18)];
    expect(total(early.person)).toBeGreaterThan(4 * total(late.person));
    expect(total(late.machine)).toBeGreaterThan(3 * total(late.person));
    expect(model.personShare('landline', 20)).toBeLessThan(0.1);
    expect(model.personShare('landline', 8)).toBeGreaterThan(0.9);
  });

  test('when people come home, the level follows within minutes', () => {
    const model = new RingModel(26);
    const home = dial(model, { calls: 1500, personShare: 0.2, machineShare: 0.2 });
    const before = model.level;
    dial(model, { calls: 400, personShare: 0.45, machineShare: 0.2 }, home, 10_000);
    expect(model.level / before).toBeGreaterThan(1.6);
    expect(model.level / before).toBeLessThan(2.8);
  });
});

test('what one shift learned the next one knows', () => {
  const [first, second] = [new RingModel(26), new RingModel(26)];
  dial(first, { calls: 800, personShare: 0.5, machineShare: 0.1 });
  second.recall(first.learned(), 1);
  const known = total(second.fresh('landline').person) * first.level;
  expect(known).toBeGreaterThan(0.8 * 0.5);
  expect(known).toBeLessThan(1.25 * 0.5);
});

test('a call nobody was told of does no harm', () => {
  const model = new RingModel(26);
  expect(() => {
    model.ringing(9, 1);
    model.answered(9, 2);
    model.failed(9, 3);
    model.settled(9, true);
  }).not.toThrow();
});
