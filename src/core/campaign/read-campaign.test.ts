import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Campaign } from './campaign.ts';
import { type CampaignProblem, type ProblemCode, problemCodes } from './campaign-problem.ts';
import { readCampaign } from './read-campaign.ts';

const sample = readFileSync(new URL('../../../examples/sachsen/kampagne.yaml', import.meta.url), 'utf8');

const MINIMAL = `campaign: mini
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

function campaignOf(text: string): Campaign {
  const result = readCampaign(text);
  if ('problems' in result) throw new Error(JSON.stringify(result.problems));
  return result.campaign;
}

function problemsOf(text: string): CampaignProblem[] {
  const result = readCampaign(text);
  return 'problems' in result ? result.problems : [];
}

describe('the sample campaign', () => {
  const campaign = campaignOf(sample);

  test('is the Saxon action of data/README.md', () => {
    expect(campaign.period).toEqual({ from: '2012-03-13', until: '2012-03-17' });
    const evening = [{ fromMinute: 960, untilMinute: 1200 }];
    const saturday = [{ fromMinute: 600, untilMinute: 1080 }];
    expect(campaign.hours).toEqual({
      ...{ 1: [], 2: evening, 3: evening, 4: evening, 5: evening, 6: saturday, 7: [] },
    });
    expect(campaign.selection).toEqual({
      joinedOnOrAfter: '2007-01-01',
      status: ['aktiv'],
      noContactBy: ['state', 'youth', 'branch'],
      diallableNumber: true,
      notBlocked: true,
      notAskedForDays: { attempt: 7, conversation: 30 },
    });
    expect(campaign.limits).toMatchObject({
      triesPerDay: 2,
      triesPerWeek: 10,
      triesInAll: 10,
      hardTriesPerDay: 3,
    });
    expect(campaign.limits).toMatchObject({ minGapMinutes: 120, ringSeconds: 35, mailboxesPerNumber: 4 });
    expect(campaign.offers.map((it) => it.id)).toEqual(['landesparteitag', 'pfingstcamp']);
    expect(campaign.localContacts).toHaveLength(13);
  });

  test('has a wording of its own for du and for sie wherever it speaks to the member', () => {
    const spoken = [
      ...campaign.guide.steps.flatMap((step) => [...step.bullets, ...step.questions.map((it) => it.ask)]),
      ...campaign.guide.moments.map((it) => it.reply),
      ...campaign.newsletters.map((it) => it.wording),
      ...campaign.offers.map((it) => it.ask),
    ];
    const quoted = (text: string) => (text.match(/„[^“]*“/g) ?? []).join(' ');
    for (const { sie } of spoken) expect(quoted(sie)).not.toMatch(/\b([Dd]u|[Dd]ich|[Dd]ir|[Dd]ein\w*)\b/);
  });

  test('shows a caller ID that nobody in its network has', () => {
    const network = readFileSync(new URL('../../../examples/sachsen/netz.json', import.meta.url), 'utf8');
    expect(network).not.toContain(campaign.callerId);
  });
});

test('where a file is silent, the careful defaults of DOMAIN hold', () => {
  const campaign = campaignOf(MINIMAL);
  expect(campaign.limits).toEqual({
    ...{ triesPerDay: 1, triesPerWeek: 3, triesInAll: 7, hardTriesPerDay: 3, minGapMinutes: 25 },
    ...{ ringSeconds: 35, minRingSeconds: 20, mailboxesPerNumber: 4, lastDialMinutesBeforeEnd: 10 },
    wrapUpSeconds: 90,
  });
  expect(campaign.retry).toEqual({
    ...{ noAnswerMinutes: 1200, busyMinutes: 25, voicemailMinutes: 1200, absentMinutes: 1200 },
    ...{ rejectedMinutes: 2880, networkFaultMinutes: 60, unknownMinutes: 240, recheckMinutes: 1200 },
  });
  expect(campaign.hints).toEqual({ sound: false });
  expect(campaign.timezone).toBe('Europe/Berlin');
  expect(campaign.guide.steps[0]?.bullets[0]).toEqual({ du: 'Hallo', sie: 'Hallo' });
});

test('what each caller does is counted where the file says so, and nowhere else', () => {
  const careOf = (line: string) => campaignOf(MINIMAL.replace('state: SN', `state: SN${line}`)).care;
  expect(careOf('')).toBeUndefined();
  expect(careOf('\ncare: { figuresPerPerson: ja }')).toEqual({ figuresPerPerson: true });
  expect(careOf('\ncare: { figuresPerPerson: no }')).toEqual({ figuresPerPerson: false });
  expect(careOf('\ncare: {}')).toEqual({ figuresPerPerson: false });
  expect(campaignOf(sample).care).toBeUndefined();
});

test('a practice before the first call is asked for where the file says so, and nowhere else', () => {
  const practiceOf = (line: string) => campaignOf(MINIMAL.replace('state: SN', `state: SN${line}`)).practice;
  expect(practiceOf('')).toBeUndefined();
  expect(practiceOf('\npractice: { required: ja }')).toEqual({ required: true });
  expect(practiceOf('\npractice: { required: nein }')).toEqual({ required: false });
  expect(campaignOf(sample).practice).toEqual({ required: false });
});

test('openings, topics, whole wordings, a way to ask aloud and a help contact are read as they stand', () => {
  const campaign = campaignOf(
    MINIMAL.replace(
      'version: 1',
      'version: 1\n  openings: { mailbox: "Hier ist {caller}.", callback: { du: Na, sie: Ja } }',
    )
      .replace('bullets: [Hallo]', 'bullets: [{ text: Hallo, full: { du: Hallo du, sie: Guten Tag } }]')
      .replace(
        'state: SN',
        'state: SN\nmailbox: { message: ja }\nhelpContact: { name: Team, phone: 030 23125098 }',
      ),
  );
  const both = (text: string) => ({ du: text, sie: text });
  expect(campaign.guide.openings).toEqual({
    mailbox: both('Hier ist {caller}.'),
    callback: { du: 'Na', sie: 'Ja' },
  });
  expect(campaign.guide.steps[0]?.bullets[0]).toEqual({
    ...both('Hallo'),
    full: { du: 'Hallo du', sie: 'Guten Tag' },
  });
  expect(campaign.mailbox).toEqual({ message: true });
  expect(campaign.helpContact).toEqual({ name: 'Team', phone: '+493023125098' });
});

test('a postcode keeps its zero and a number its sign though YAML would read numbers', () => {
  const text = MINIMAL.replace('status: aktiv', 'postcodes: [01, 04109]').replace(
    '030 23125099',
    '+493023125099',
  );
  const campaign = campaignOf(text);
  expect(campaign.selection.postcodes).toEqual(['01', '04109']);
  expect(campaign.callerId).toBe('+493023125099');
});

test.each([
  ['ja', true],
  ['nein', false],
])('the sound of calls is looked at only when the file says so: %s', (word, sound) => {
  expect(campaignOf(`${MINIMAL}\nhints:\n  sound: ${word}\n`).hints).toEqual({ sound });
});

const AUDIENCE = (audience: string) => `Kommen Sie?, audience: { ${audience} }`;
const MAILBOX = (words: string) => `version: 1\n  openings: { mailbox: "${words}" }`;

type Fault = readonly [code: ProblemCode, find: string | RegExp, replacement: string, values?: object];

// Each fault is made in the small file; the problem must stand in the line that was changed.
const faults: readonly Fault[] = [
  ['yaml-syntax', 'title: Kleine Kampagne', 'title: "Kleine Kampagne'],
  ['yaml-tab', '  version: 1', '\tversion: 1'],
  ['duplicate-key', 'title: Kleine Kampagne', 'unit: Kreisverband'],
  ['alias', 'title: Kleine Kampagne', 'title: *other'],
  ['not-a-map', /period: .*/, 'period: 2026-11-23'],
  ['not-a-list', 'bullets: [Hallo]', 'bullets: Hallo'],
  ['not-a-text', 'title: Kleine Kampagne', 'title: [Kleine, Kampagne]'],
  ['empty-text', 'title: Kleine Kampagne', 'title:'],
  ['too-long', 'title: Kleine Kampagne', `title: ${'x'.repeat(121)}`, { most: 120 }],
  ['unknown-key', 'selection: { ', 'selection: { colour: red, '],
  ['unknown-key-suggestion', 'state: SN', 'sttae: SN', { key: 'sttae', suggestion: 'state' }],
  ['unknown-key-suggestion', 'selection: { ', 'selection: { joined-on-or-after: 2026-01-01, '],
  ['number-range', 'version: 1', 'version: one'],
  ['number-range', 'selection: {', 'selection: { minAgeYears: 13,'],
  ['not-a-duration', 'state: SN', 'state: SN\nlimits: { minGap: long }'],
  ['not-a-duration', 'state: SN', 'state: SN\nlimits: { minGap: 2 }'],
  ['duration-range', 'state: SN', 'state: SN\nlimits: { wrapUp: 5s }', { least: '10s', most: '3600s' }],
  ['not-yes-or-no', 'selection: {', 'selection: { diallableNumber: perhaps,'],
  ['unknown-value', 'state: SN', 'state: Sachsen'],
  ['not-a-date', 'from: 2026-11-23', 'from: 2026-11-31'],
  ['bad-id', 'campaign: mini', 'campaign: Mini Kampagne'],
  ['unknown-placeholder', 'Kommen Sie?', '"Kommen Sie nach {palce}?"', { key: 'palce', options: 'place' }],
  ['unknown-timezone', 'state: SN', 'state: SN\ntimezone: Europe/Dresden'],
  ['period-backwards', 'until: 2026-11-28', 'until: 2026-11-22'],
  ['period-too-long', 'until: 2026-11-28', 'until: 2027-11-28'],
  ['unknown-weekday', 'Mo-Fr', 'Moo'],
  ['unknown-weekday', 'Mo-Fr', 'Fr-Mo'],
  ['bad-opening', '16-20 }', '16 }'],
  ['bad-opening', '16-20 }', '16:60-20 }'],
  ['opening-backwards', '16-20 }', '20-16 }'],
  ['openings-overlap', '16-20 }', '[16-18, 17-20] }'],
  ['weekday-twice', 'Mo-Fr: 16-20', 'Mo-Fr: 16-20, Di: 10-12'],
  ['sunday', 'Mo-Fr: 16-20', 'Mo-Fr: 16-20, So: 10-12'],
  ['outside-legal-hours', '16-20 }', '16-20:01 }', { from: '08:00', until: '20:00' }],
  ['outside-legal-hours', 'Mo-Fr: 16-20', 'sat: 08:59-10', { from: '09:00', until: '18:00' }],
  ['no-opening', 'Mo-Fr: 16-20', 'Mo: 16:00-16:09'],
  ['needs-consent', 'purpose: event', 'purpose: donation', { purpose: 'donation' }],
  ['needs-consent', 'purpose: event', 'purpose: advertising'],
  ['needs-consent', 'purpose: event', 'purpose: non-member'],
  ['cap-tries-a-day', 'state: SN', 'state: SN\nlimits: { triesPerDay: 4 }', { least: 1, most: 3 }],
  ['cap-tries-a-day', 'state: SN', 'state: SN\nlimits: { hardTriesPerDay: 4 }'],
  ['cap-tries-a-week', 'state: SN', 'state: SN\nlimits: { triesPerWeek: 11 }', { least: 1, most: 10 }],
  ['cap-tries-in-all', 'state: SN', 'state: SN\nlimits: { triesInAll: 21 }', { least: 1, most: 20 }],
  ['cap-ring', 'state: SN', 'state: SN\nlimits: { ring: 41s }', { least: '15s', most: '40s' }],
  ['cap-ring', 'state: SN', 'state: SN\nlimits: { ring: 14s }'],
  ['min-ring', 'state: SN', 'state: SN\nlimits: { minRing: 14s }'],
  ['min-ring-above-ring', 'state: SN', 'state: SN\nlimits: { ring: 20s, minRing: 25s }'],
  ['recheck-too-soon', 'state: SN', 'state: SN\nretry: { recheck: 19h }'],
  ['blocked-must-hold', 'selection: {', 'selection: { notBlocked: nein,'],
  ['caller-id-not-german', '030 23125099', '+43 1 234567'],
  ['caller-id-not-allowed', '030 23125099', '0900 1234567'],
  [
    'range-backwards',
    'selection: {',
    'selection: { joinedOnOrAfter: 2020-01-01, joinedOnOrBefore: 2019-01-01,',
  ],
  ['range-backwards', 'selection: {', 'selection: { minAgeYears: 30, maxAgeYears: 29,'],
  ['not-a-postcode', 'selection: {', 'selection: { postcodes: [041a],'],
  ['range-backwards', 'Kommen Sie?', AUDIENCE('joinedOnOrAfter: 2020-01-01, joinedOnOrBefore: 2019-01-01')],
  ['not-a-language', 'Kommen Sie?', AUDIENCE('languages: [Polnisch]')],
  ['not-a-phone', 'state: SN', 'state: SN\nhelpContact: { name: Team, phone: 0900 1234567 }'],
  ['not-yes-or-no', 'state: SN', 'state: SN\npractice: { required: gern }'],
  [
    'unknown-key-suggestion',
    'state: SN',
    'state: SN\npractice: { requierd: ja }',
    { suggestion: 'required' },
  ],
  ['mailbox-not-neutral', 'version: 1', MAILBOX('Hier ist {caller} vom {unit}.'), { word: '{unit}' }],
  [
    'mailbox-not-neutral',
    'version: 1',
    MAILBOX('Es geht um Ihre Mitgliedschaft.'),
    { word: 'Mitgliedschaft' },
  ],
  ['mailbox-not-neutral', 'version: 1', MAILBOX('Kreisverband, guten Tag.'), { word: 'Kreisverband' }],
  [
    'unknown-key-suggestion',
    'version: 1',
    'version: 1\n  openings: { fisrt: Hallo }',
    { suggestion: 'first' },
  ],
  [
    'unknown-key-suggestion',
    'bullets: [Hallo]',
    'bullets: [{ text: Hallo, ful: Hallo du }]',
    { suggestion: 'full' },
  ],
  ['missing', 'bullets: [Hallo]', 'bullets: [{ du: Hallo, full: Hallo du }]', { key: 'sie' }],
  [
    'short-keyword',
    'version: 1',
    'version: 1\n  topics: [{ id: a, title: A, keywords: [x], reply: R }]',
    { least: 2 },
  ],
  [
    'duplicate-id',
    'version: 1',
    'version: 1\n  topics: [{ id: a, title: A, reply: R }, { id: a, title: B, reply: R }]',
  ],
  ['until-before-date', 'Kommen Sie?', 'Kommen Sie?, date: 2026-12-05, until: 2026-12-04'],
];

describe('a fault in the file is told at its line', () => {
  test.each(faults.map((it) => ({ code: it[0], find: it[1], replacement: it[2], values: it[3] })))(
    '$code: $replacement',
    ({ code, find, replacement, values = {} }) => {
      const text = MINIMAL.replace(find, replacement);
      expect(text).not.toBe(MINIMAL);
      const found = problemsOf(text).filter((it) => it.code === code);
      expect(found.map((it) => it.code)).toContain(code);
      const first = replacement.split('\n').at(-1) ?? '';
      const line = text.split('\n').findIndex((it) => it.includes(first)) + 1;
      // An unclosed quote and a key that stands twice are noticed further down.
      if (!['yaml-syntax', 'duplicate-key'].includes(code)) expect(found[0]?.line).toBe(line);
      expect(found[0]?.values).toMatchObject(values);
    },
  );
});

const QUESTIONS = `
        - id: integration
          kind: single
          required: ja
          ask: Angekommen?
          answers:
            - { id: integrated, label: a }
            - { id: wants-information, label: b, next: ende }
            - { id: not-connected, label: c }
            - { id: no-time, label: d }
            - { id: no-interest, label: e }
            - { id: no-answer-given, label: f }
        - id: warum
          kind: text
          when: { question: integration, answers: [no-interest] }
          ask: Warum?
    - { id: ende, title: Ende }`;
const GUIDED = MINIMAL.replace(
  '    - { id: start, title: Start, bullets: [Hallo] }',
  `    - id: start\n      title: Start\n      questions:${QUESTIONS}`,
);

describe('a guide that leads nowhere is refused', () => {
  test('and one that leads somewhere is not', () => {
    expect(problemsOf(GUIDED)).toEqual([]);
  });

  test.each<[ProblemCode, string | RegExp, string]>([
    ['unknown-question', 'question: integration', 'question: integratoin'],
    ['unknown-question', 'question: integration', 'question: warum'],
    ['unknown-answer', 'answers: [no-interest]', 'answers: [not-interested]'],
    ['unknown-step', 'next: ende', 'next: ned'],
    ['step-not-later', 'next: ende', 'next: start'],
    ['duplicate-id', 'id: warum', 'id: integration'],
    ['duplicate-id', 'id: ende,', 'id: start,'],
    ['duplicate-id', 'id: no-time', 'id: no-interest'],
    ['answers-needed', 'kind: text', 'kind: multiple'],
    ['text-without-answers', 'kind: single', 'kind: text'],
    ['fixed-answers', 'id: no-time', 'id: no-clock'],
    ['fixed-answers', /- id: integration/, '- id: reception'],
    ['integration-kind', 'required: ja', 'required: nein'],
    ['integration-kind', 'kind: single', 'kind: multiple'],
    ['integration-missing', /purpose: event([\s\S]*)id: integration\n/, 'purpose: welcome$1id: other\n'],
    ['empty-list', /steps:[\s\S]*offers:/, 'steps: []\noffers:'],
  ])('%s: %s -> %s', (code, find, replacement) => {
    const text = GUIDED.replace(find, replacement);
    expect(text).not.toBe(GUIDED);
    expect(problemsOf(text).map((it) => it.code)).toContain(code);
  });
});

test.each([
  ['none at all', 'offers: []'],
  ['one that is over', 'offers: [{ id: a, title: a, ask: a, date: 2026-11-27 }]'],
  ['one without places', 'offers: [{ id: a, title: a, ask: a, places: 0 }]'],
])('a campaign whose offers are %s is refused', (_, offers) => {
  const text = MINIMAL.replace(/offers:[\s\S]*/, offers);
  expect(problemsOf(text).map((it) => it.code)).toContain('no-open-offer');
});

test('a branch with two local contacts is told', () => {
  const contacts = 'localContacts: [{ branch: A, name: b }, { branch: A, name: c }]\n';
  expect(problemsOf(MINIMAL + contacts)).toMatchObject([
    { code: 'duplicate-branch', path: 'localContacts[2]' },
  ]);
});

test('shifts outside the period, and two at once, are told', () => {
  const shifts = `shifts:
  - { day: 2026-11-24, from: 16, until: 18 }
  - { day: 2026-11-24, from: 16, until: 20 }
  - { day: 2026-12-24, from: 16, until: 18 }
`;
  expect(problemsOf(MINIMAL + shifts)).toMatchObject([
    { code: 'shift-twice', path: 'shifts[2]' },
    { code: 'shift-outside-period', path: 'shifts[3]' },
  ]);
});

test('all problems come at once, in the order of the file, each with its place', () => {
  const text = MINIMAL.replace('SN', 'XX').replace('version: 1', 'version: 0').replace('16-20', '16-21');
  expect(problemsOf(text)).toMatchObject([
    { line: 5, column: 8, path: 'state', code: 'unknown-value' },
    { line: 7, column: 17, path: 'hours.Mo-Fr', code: 'outside-legal-hours' },
    { line: 11, column: 12, path: 'guide.version', code: 'number-range' },
  ]);
});

test('each missing part is named', () => {
  const missing = problemsOf('title: x').map((it) => it.values.key);
  expect(missing).toEqual(
    expect.arrayContaining(['campaign', 'unit', 'purpose', 'state', 'period', 'hours']),
  );
  expect(missing).toEqual(expect.arrayContaining(['selection', 'callerId', 'guide', 'offers']));
});

test.each([
  ['empty-file', ''],
  ['empty-file', '# only a remark\n'],
  ['not-a-map', 'just a sentence'],
  ['not-a-map', '- a list'],
  ['too-large', `title: ${'x'.repeat(500_001)}`],
  ['yaml-syntax', '\u0000\u0001PK\u0003\u0004: ]['],
  ['yaml-syntax', 'a: 1\n---\nb: 2'],
])('a file that is no campaign at all is %s', (code, text) => {
  expect(problemsOf(text).map((it) => it.code)).toContain(code);
});

test('no problem repeats what might be a person’s: names, numbers', () => {
  const text = MINIMAL.replace('030 23125099', '0900 1234567').replace(
    'Treffen',
    `${'Erika Muster '.repeat(12)}`,
  );
  expect(JSON.stringify(problemsOf(text))).not.toMatch(/1234567|Erika/);
});

test('whatever is done to the lines of a file, the answer is a campaign or problems with a place in it', () => {
  const lines = sample.split('\n');
  const line = fc.nat(lines.length - 1);
  const junk = fc.constantFrom(
    '',
    '- ',
    '{',
    '  x: [1, 2',
    '*a',
    '&a b',
    '!!binary x',
    '? y',
    '---',
    'a: b: c',
    'null',
  );
  const edit = fc.record({ at: line, from: line, junk: fc.option(junk, { nil: undefined }) });
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 5 }), (edits) => {
      const changed = [...lines];
      for (const { at, from, junk: text } of edits) changed[at] = text ?? changed[from] ?? '';
      const result = readCampaign(changed.join('\n'));
      if ('campaign' in result) return;
      expect(result.problems.length).toBeGreaterThan(0);
      for (const found of result.problems) {
        expect(found.line).toBeGreaterThanOrEqual(1);
        expect(found.line).toBeLessThanOrEqual(changed.length + 1);
      }
    }),
    { numRuns: 300, seed: 2012 },
  );
});

test('every problem code is tried in this file, or in that of its part', () => {
  const source = ['read-campaign.test.ts', 'read-pacing.test.ts', '../../app/campaign-file.test.ts']
    .map((file) => readFileSync(new URL(file, import.meta.url), 'utf8'))
    .join();
  expect(problemCodes.filter((code) => code !== 'missing' && !source.includes(`'${code}'`))).toEqual([]);
});
