import { expect, test } from 'vitest';
import type { CampaignRow } from '../src/app/ports.ts';
import { keepDialling } from '../src/build/keep-dialling.ts';
import { AppError } from '../src/core/app-error.ts';
import type { CampaignId } from '../src/core/ids.ts';
import { SECOND } from '../src/core/instant.ts';
import { VirtualClock } from '../src/simulator/virtual-clock.ts';

const lost = new AppError('error.store.connection-lost', { reason: 'gone' });

/** A bank that writes down what it is told; `campaigns` are those of the store, `isAway` makes it fail. */
function openBank() {
  const clock = new VirtualClock(0);
  const told: string[] = [];
  const state = { campaigns: [] as { id: string; state: CampaignRow['state'] }[], isAway: false };
  const dialling = keepDialling({
    clock,
    bank: {
      startDialler: async (id: CampaignId) => {
        told.push(`start ${id}`);
        return true;
      },
      closeDiallers: async () => {
        if (state.isAway) throw lost;
        told.push('close all');
      },
    },
    // Of the store it asks for nothing but all campaigns, and of them for id and state.
    store: {
      campaigns: {
        all: async () => {
          if (state.isAway) throw lost;
          return state.campaigns;
        },
      },
    } as never,
    log: { info: () => {}, error: () => {} },
  });
  return {
    told,
    state,
    dialling,
    async pass(seconds: number) {
      await clock.run(clock.now() + seconds * SECOND);
      return told.splice(0);
    },
  };
}

test('each running campaign is dialled for, one opened later after twenty seconds at most', async () => {
  const { state, pass } = openBank();
  state.campaigns = [
    { id: 'a', state: 'running' },
    { id: 'b', state: 'closed' },
  ];
  expect(await pass(1)).toEqual(['start a']);
  state.campaigns.push({ id: 'c', state: 'running' });
  expect(await pass(20)).toEqual(['start a', 'start c']);
});

test('after a lost connection all diallers begin anew as soon as the database answers', async () => {
  const { state, pass, dialling } = openBank();
  state.campaigns = [{ id: 'a', state: 'running' }];
  await pass(1);
  state.isAway = true;
  dialling.hearOfError(lost);
  expect(await pass(10)).toEqual([]);
  state.isAway = false;
  expect(await pass(2)).toEqual(['close all', 'start a']);
  expect(await pass(20)).toEqual(['start a']);
});

test('another error leaves the diallers alone', async () => {
  const { state, pass, dialling } = openBank();
  state.campaigns = [{ id: 'a', state: 'running' }];
  await pass(1);
  dialling.hearOfError(new Error('a bug'));
  expect(await pass(20)).toEqual(['start a']);
});

test('once closed nobody is dialled for', async () => {
  const { state, pass, dialling } = openBank();
  state.campaigns = [{ id: 'a', state: 'running' }];
  dialling.close();
  expect(await pass(100)).toEqual([]);
});
