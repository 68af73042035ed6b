import { describe, expect, it } from 'vitest';
import type { AccountId, CampaignId, ShiftId } from '../core/ids.ts';
import { MINUTE, SECOND } from '../core/instant.ts';
import { AbsenceWatch } from './absence-watch.ts';
import type { ShiftRow } from './shift-store.ts';

const kim = 'kim' as AccountId;
const campaign = { id: 'c' as CampaignId, state: 'running', unitPath: '/u/' };

function openWatch(state: ShiftRow['state']) {
  let now = 0;
  let task: { at: number; run: () => Promise<void> } | null = null;
  let isPresent = false;
  let shift: ShiftRow | null = {
    id: 's' as ShiftId,
    campaignId: campaign.id,
    accountId: kim,
    state,
    since: 0,
    way: null,
    wantsPause: false,
  };
  const done: string[] = [];
  const watch = new AbsenceWatch({
    store: {
      campaigns: { all: async () => [campaign] },
      shifts: { openShifts: async () => (shift === null ? [] : [shift]) },
    } as never, // Only what is asked here.
    workplace: {
      pause: async () => {
        done.push('pause');
        if (shift !== null) shift = { ...shift, state: 'pause' };
        return {} as never;
      },
      leave: async () => {
        done.push('leave');
        shift = null;
      },
    },
    isPresent: ({ id }) => isPresent && id === 's',
    wallClock: {
      now: () => now,
      at(moment, run) {
        task = { at: moment, run };
        return {
          cancel: () => {
            task = null;
          },
        };
      },
    },
    onError: (error) => {
      throw error;
    },
    leaveAfterMs: 10 * MINUTE,
  });
  return {
    ...{ watch, done },
    come: (present: boolean) => {
      isPresent = present;
    },
    async pass(ms: number) {
      const until = now + ms;
      for (;;) {
        const next = task as { at: number; run: () => Promise<void> } | null; // Set again while it runs.
        if (next === null || next.at > until) break;
        now = next.at;
        task = null;
        await next.run();
      }
      now = until;
    },
  };
}

describe('a caller whose page is closed', () => {
  it.each([
    ['is rung nobody for', 'ready'],
    ['keeps nobody in hand whom they were to read about', 'preview'],
  ] as const)('%s after a quarter of a minute, and the shift ends after a while', async (_, state) => {
    const { done, pass } = openWatch(state);
    await pass(15 * SECOND);
    expect(done).toEqual([]);
    await pass(10 * SECOND);
    expect(done).toEqual(['pause']);
    await pass(10 * MINUTE);
    expect(done).toEqual(['pause', 'leave']);
  });

  it('may come back in time, as after a reload', async () => {
    const { done, pass, come } = openWatch('ready');
    await pass(12 * SECOND);
    come(true);
    await pass(MINUTE);
    come(false);
    await pass(12 * SECOND);
    expect(done).toEqual([]);
  });

  it.each(['talking', 'ringing'] as const)('keeps the call that is on: %s', async (state) => {
    const { done, pass } = openWatch(state);
    await pass(20 * MINUTE);
    expect(done).toEqual([]);
  });

  it('is not minded any more when the watch is closed', async () => {
    const { done, pass, watch } = openWatch('ready');
    watch.close();
    await pass(20 * MINUTE);
    expect(done).toEqual([]);
  });
});
