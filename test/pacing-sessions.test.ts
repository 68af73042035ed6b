// Whole sessions of the product's pacer in a world on virtual time. How good it is, is measured in bench/pacing.
import { describe, expect, test } from 'vitest';
import { createPacer, decideFrom } from '../src/core/pacing/create-pacer.ts';
import type { PacingSettings } from '../src/core/pacing/pacing.ts';
import { runSession } from '../src/simulator/pacing/run-session.ts';
import { trainingWorlds } from '../src/simulator/pacing/scenarios.ts';

const settings: PacingSettings = {
  ...{ teamSize: 10, abandonCap: 0.03, channels: 40, ringSeconds: 26, graceSeconds: 2 },
  ...{ tickSeconds: 0.25, startsAtClock: 61_200, sessionSeconds: 3600 },
};

const [evening] = trainingWorlds;
const world = (teamSize: number, drift: 'stable' | 'drifting' = 'stable') => {
  if (evening === undefined) throw new RangeError('no world');
  return { ...evening({ teamSize, personShare: 0.22, drift }), sessionSeconds: 3600 };
};

describe('whole sessions', () => {
  test.each([3, 30])('each decision of %d callers is made again from what was kept of it', (teamSize) => {
    const pacer = createPacer('look-ahead', { ...settings, teamSize, sessionSeconds: 3600 });
    const differences: unknown[] = [];
    let seen = 0;
    runSession(world(teamSize), 'kept', () => ({
      note: (event) => pacer.note(event),
      decide(snapshot) {
        const decision = pacer.decide(snapshot);
        if (decision.calls > 0) {
          seen += 1;
          const again = decideFrom(JSON.parse(JSON.stringify(pacer.basis())));
          if (again !== decision.calls) differences.push({ at: snapshot.now, again, calls: decision.calls });
        }
        return decision;
      },
    }));
    expect(seen).toBeGreaterThan(50);
    expect(differences).toEqual([]);
  });

  test('the same session gives the same decisions', () => {
    const run = () =>
      runSession(world(6), 'same', () => createPacer('early', { ...settings, abandonCap: 0.003 }));
    expect(run()).toEqual(run());
  });

  // Four short sessions: chance alone adds some half of a percent, and what is held to the cap itself is bench/pacing.
  test.each([
    { mode: 'early', abandonCap: 0.003, most: 0.006 },
    { mode: 'look-ahead', abandonCap: 0.01, most: 0.017 },
    { mode: 'look-ahead', abandonCap: 0.03, most: 0.038 },
  ] as const)(
    '$mode at $abandonCap: people at home after six or not, it talks more and keeps the cap',
    (it) => {
      const { mode, abandonCap, most } = it;
      const plan = world(12, 'drifting');
      let [abandoned, answered, ours, theirs] = [0, 0, 0, 0];
      for (const seed of ['a', 'b', 'c', 'd']) {
        const ahead = runSession(plan, seed, () =>
          createPacer(mode, { ...settings, abandonCap, sessionSeconds: 3600 }),
        );
        const each = runSession(plan, seed, () => createPacer('progressive', settings));
        abandoned += ahead.abandoned;
        answered += ahead.abandoned + ahead.conversations;
        ours += ahead.conversationSeconds / ahead.paidSeconds;
        theirs += each.conversationSeconds / each.paidSeconds;
      }
      expect(abandoned / answered).toBeLessThan(most);
      expect(ours).toBeGreaterThan(1.04 * theirs);
    },
  );
});

describe('what a shift learned', () => {
  const taught = () => {
    const pacer = createPacer('look-ahead', { ...settings, teamSize: 20 });
    runSession(world(20), 'school', () => pacer);
    return pacer.learned();
  };

  test('goes through JSON, and the next one begins with it', () => {
    const learned = JSON.parse(JSON.stringify(taught()));
    const begin = (known: unknown) => {
      const pacer = createPacer('look-ahead', settings, known);
      const callers = [{ id: 1, state: 'ready', since: 0, callId: null }] as const;
      const upcoming = [{ kind: 'mobile', tries: 0 }] as const;
      pacer.decide({ now: 1, channelsFree: 9, contactsLeft: 9, callers, calls: [], upcoming });
      return pacer.basis();
    };
    expect(begin(learned)).not.toEqual(begin(null));
  });
});
