import { expect, test } from 'vitest';
import { campaignSample } from '../../samples/board.sample.ts';
import { callerMe } from '../../samples/shift.sample.ts';
import { practicable } from './practice-campaign.ts';

const campaign = (key: string, state: 'prepared' | 'running' | 'closed') => ({
  ...campaignSample,
  key,
  state,
});

test('one practises for what runs or will run, and for nothing that is over', () => {
  const campaigns = [campaign('over', 'closed'), campaign('next', 'prepared'), campaign('now', 'running')];
  expect(practicable({ ...callerMe, campaigns }).map((it) => it.key)).toEqual(['now', 'next']);
});
