import { describe, expect, test } from 'vitest';
import { outcomeReport, type ReportableDisposition } from '../../../protocol/views.ts';
import { guideSample as guide } from '../../samples/guide.sample.ts';
import { callSample, savedSample, undoneSample } from '../../samples/shift.sample.ts';
import { type Draft, draftOf, emptyDraft, hasContent, missingFor, reportOf } from './draft.ts';

const about = {
  disposition: 'conversation-complete' as ReportableDisposition,
  attemptId: callSample.attemptId,
  key: '00000000-0000-4000-8000-0000000000aa',
  guide,
};
const draft = (part: Partial<Draft>): Draft => ({ ...emptyDraft, ...part });

describe('the report', () => {
  test('of an empty draft says nothing that nobody said', () => {
    const report = reportOf(emptyDraft, about);
    expect(outcomeReport.parse(report)).toEqual(report);
    expect(report).toMatchObject({
      answers: {},
      channels: [],
      offers: [],
      newsletter: null,
      localContact: null,
      reception: null,
      callback: null,
      note: null,
    });
  });

  test('has the answer to the channels question as channels, and not twice', () => {
    const report = reportOf(draft({ answers: { channels: ['post', 'portal'] } }), about);
    expect(report.channels).toEqual(['post', 'portal']);
    expect(report.answers).toEqual({});
  });

  test('leaves behind what is not asked any more', () => {
    const answers = { integration: 'no-time', topics: ['work'], 'leaving-reason': 'x' };
    expect(reportOf(draft({ answers }), about).answers).toEqual({ integration: 'no-time' });
    expect(reportOf(draft({ answers: { ...answers, integration: 'not-connected' } }), about).answers).toEqual(
      {
        integration: 'not-connected',
        topics: ['work'],
      },
    );
  });

  test('holds no blank text and no empty choice', () => {
    const report = reportOf(draft({ answers: { needs: '   ', 'joined-reason': [] }, note: ' \n ' }), about);
    expect(report).toMatchObject({ answers: {}, note: null });
  });

  test.each([
    [{}, null],
    [{ rundbrief: false }, null],
    [{ rundbrief: true }, 'rundbrief'],
  ])('orders a newsletter only after a yes: %j', (newsletters, newsletter) => {
    expect(reportOf(draft({ newsletters }), about).newsletter).toBe(newsletter);
  });

  test.each<[ReportableDisposition, boolean | null, boolean]>([
    ['conversation-complete', null, true],
    ['no-time', false, true],
    ['objection', true, true],
    ['objection', false, false],
    ['objection', null, false],
    ['third-person', true, false],
    ['wrong-person', null, false],
    ['voicemail', null, false],
    ['resigned', true, true],
  ])('%s with %s said: the member was spoken to: %s', (disposition, talkedWithMember, talked) => {
    expect(reportOf(draft({ talkedWithMember }), { ...about, disposition }).talkedWithMember).toBe(talked);
  });

  test('taken back and sent again says the same', () => {
    const said = savedSample.call?.reported;
    const call = undoneSample.call;
    if (!said || !call) throw new Error('the samples changed');
    expect(reportOf(draftOf(call), { ...about, key: said.key })).toEqual(said);
  });
});

describe('before an outcome is saved', () => {
  test.each<[ReportableDisposition, Partial<Draft>, string[]]>([
    ['conversation-complete', {}, ['question']],
    ['conversation-complete', { answers: { integration: 'no-time' } }, []],
    ['conversation-partial', {}, []],
    ['callback-agreed', {}, ['callback']],
    ['callback-agreed', { callback: { fromAt: 1, untilAt: 2 } }, []],
    ['objection', {}, ['talked']],
    ['objection', { talkedWithMember: false }, []],
    ['third-person', {}, []],
    ['wrong-person', {}, ['which-number']],
    ['not-in-service', { wrongNumbers: ['a'] }, []],
  ])('%s with %j needs %j', (disposition, part, kinds) => {
    expect(missingFor(disposition, draft(part), { guide, numbers: [1, 2] }).map((it) => it.kind)).toEqual(
      kinds,
    );
  });
});

test.each<[Partial<Draft>, boolean]>([
  [{}, false],
  [{ station: 'ankommen', disposition: 'no-answer' }, false],
  [{ note: 'ab sieben' }, true],
  [{ answers: { integration: 'no-time' } }, true],
])('whether something would be lost with a draft: %j', (part, has) => {
  expect(hasContent(draft(part))).toBe(has);
});
