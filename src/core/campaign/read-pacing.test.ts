import { expect, test } from 'vitest';
import { readCampaign } from './read-campaign.ts';

const CAMPAIGN = `campaign: mini
title: Kleine Kampagne
unit: Kreisverband
purpose: event
state: SN
period: { from: 2026-11-23, until: 2026-11-28 }
hours: { Mo-Fr: 16-20 }
selection: { status: aktiv }
callerId: 030 23125099
guide:
  version: 1
  address: sie
  steps:
    - { id: start, title: Start, bullets: [Hallo] }
offers:
  - { id: treffen, title: Treffen, ask: Kommen Sie? }
`;

function read(more: string) {
  const found = readCampaign(CAMPAIGN + more);
  if ('campaign' in found) return found.campaign.pacing;
  return found.problems.map(({ line, path, code }) => [line - CAMPAIGN.split('\n').length + 1, path, code]);
}

test.each([
  ['', undefined],
  ['pacing: { mode: progressive }\n', { mode: 'progressive', cap: 0.01 }],
  ['pacing: { mode: preview }\n', { mode: 'preview', cap: 0.01 }],
  ['pacing: { mode: early }\n', { mode: 'early', cap: 0.01 }],
  ['pacing: { mode: look-ahead }\n', { mode: 'look-ahead', cap: 0.01 }],
  ['pacing: { mode: look-ahead, cap: 3 % }\n', { mode: 'look-ahead', cap: 0.03 }],
  ['pacing: { mode: look-ahead, cap: "0,5%" }\n', { mode: 'look-ahead', cap: 0.005 }],
  ['pacing: { mode: own-phone }\n', { mode: 'own-phone', cap: 0.01 }],
  [
    'pacing: { mode: look-ahead, cap: 2 %, message: ansage.wav }\n',
    { mode: 'look-ahead', cap: 0.02, message: 'ansage.wav' },
  ],
  // An organiser may choose another mode in the evening.
  [
    'pacing: { mode: progressive, message: ton/ansage.wav }\n',
    { mode: 'progressive', cap: 0.01, message: 'ton/ansage.wav' },
  ],
  ['pacing:\n  mode: early\n  message: ""\n', [[3, 'pacing.message', 'empty-text']]],
  ['pacing:\n  mode: predictive\n', [[2, 'pacing.mode', 'unknown-value']]],
  [
    'pacing:\n  cap: 1 %\n',
    [
      [2, 'pacing', 'missing'],
      [2, 'pacing.cap', 'pacing-cap-unused'],
    ],
  ],
  ['pacing:\n  mode: look-ahead\n  cap: 4 %\n', [[3, 'pacing.cap', 'pacing-cap']]],
  ['pacing:\n  mode: look-ahead\n  cap: 0 %\n', [[3, 'pacing.cap', 'pacing-cap']]],
  ['pacing:\n  mode: look-ahead\n  cap: 0.01\n', [[3, 'pacing.cap', 'pacing-cap']]],
  ['pacing:\n  mode: preview\n  cap: 1 %\n', [[3, 'pacing.cap', 'pacing-cap-unused']]],
  ['pacing:\n  mode: early\n  cap: 1 %\n', [[3, 'pacing.cap', 'pacing-cap-unused']]],
])('%j', (more, expected) => {
  expect(read(more)).toEqual(expected);
});
