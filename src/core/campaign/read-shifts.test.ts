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
const LINES = CAMPAIGN.split('\n').length - 1;

function read(more: string) {
  return readCampaign(CAMPAIGN + more);
}

/** Line after the campaign's own, path and code of each problem. */
function problemsOf(more: string) {
  const result = read(more);
  if (!('problems' in result)) return [];
  return result.problems.map(({ line, path, code }) => [line - LINES, path, code]);
}

function campaignOf(more: string) {
  const result = read(more);
  if ('problems' in result) throw new Error(JSON.stringify(result.problems));
  return result.campaign;
}

test('a file without shifts and pledge has neither', () => {
  const campaign = campaignOf('');
  expect([campaign.shifts, campaign.pledge]).toEqual([undefined, undefined]);
});

test('shifts are read as days are written, with places and a title or without', () => {
  const { shifts } = campaignOf(`shifts:
  - { day: 24.11.2026, from: 16, until: 18:30 }
  - { day: 2026-11-25, from: "9:00", until: 12.15 Uhr, places: 3, title: Üben }
`);
  expect(shifts).toEqual([
    { day: '2026-11-24', fromMinute: 960, untilMinute: 1110 },
    { day: '2026-11-25', fromMinute: 540, untilMinute: 735, places: 3, title: 'Üben' },
  ]);
});

test('a shift may lie outside the calling hours: people also come to practise', () => {
  expect(problemsOf('shifts: [{ day: 2026-11-28, from: 10, until: 12 }]\n')).toEqual([]);
});

test.each([
  ['after the period', '{ day: 2026-11-29, from: 16, until: 18 }', '', 'shift-outside-period'],
  ['before the period', '{ day: 2026-11-22, from: 16, until: 18 }', '', 'shift-outside-period'],
  ['no day', '{ day: 2026-13-40, from: 16, until: 18 }', '.day', 'not-a-date'],
  ['backwards', '{ day: 2026-11-24, from: 18, until: 16 }', '.until', 'opening-backwards'],
  ['without end', '{ day: 2026-11-24, from: 18, until: 18 }', '.until', 'opening-backwards'],
  ['no time', '{ day: 2026-11-24, from: abends, until: 20 }', '.from', 'bad-opening'],
  ['no such minute', '{ day: 2026-11-24, from: 16, until: 17:75 }', '.until', 'bad-opening'],
  ['for nobody', '{ day: 2026-11-24, from: 16, until: 18, places: 0 }', '.places', 'number-range'],
  ['misspelt', '{ day: 2026-11-24, from: 16, until: 18, place: 2 }', '.place', 'unknown-key-suggestion'],
  ['without a day', '{ from: 16, until: 18 }', '', 'missing'],
])('a shift %s is told with its line', (_, shift, path, code) => {
  expect(problemsOf(`shifts:\n  - ${shift}\n`)).toEqual([[2, `shifts[1]${path}`, code]]);
});

test('two shifts that begin at the same time are told', () => {
  const twice =
    'shifts:\n  - { day: 2026-11-24, from: 16, until: 18 }\n  - { day: 24.11.2026, from: "16:00", until: 20 }\n';
  expect(problemsOf(twice)).toEqual([[3, 'shifts[2]', 'shift-twice']]);
});

test('the pledge is read with its version, line by line', () => {
  const { pledge } = campaignOf('pledge:\n  version: 2\n  text: |\n    Ich schweige.\n    Immer.\n');
  expect(pledge).toEqual({ version: 2, text: 'Ich schweige.\nImmer.' });
});

test.each([
  ['without a version', 'pledge: { text: Ich schweige. }', [1, 'pledge', 'missing']],
  ['without words', 'pledge: { version: 2 }', [1, 'pledge', 'missing']],
  ['of version 0', 'pledge: { version: 0, text: Ich schweige. }', [1, 'pledge.version', 'number-range']],
  ['with empty words', 'pledge: { version: 1, text: "" }', [1, 'pledge.text', 'empty-text']],
])('a pledge %s is told with its line', (_, pledge, problem) => {
  expect(problemsOf(`${pledge}\n`)).toEqual([problem]);
});
