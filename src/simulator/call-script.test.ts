import { describe, expect, test } from 'vitest';
import { callScript, wouldAskToBeCalledBack } from './call-script.ts';
import type { NumberBehaviour } from './network-file.ts';

const answers = { integration: 'integrated', reception: 'pleased' as const };
const said = { ...answers, wantsNewsletter: false, wantsLocalContact: false, accepts: [], channels: [] };
const person: NumberBehaviour = {
  ...{ behaviour: 'person', attempt: 3, before: 'busy', ringSeconds: 12, talkSeconds: 90 },
  answers: said,
};
const busy = { status: 486, reasons: [{ protocol: 'Q.850', cause: 17 }] };
const ringOn = { kind: 'ring-on', alertSeconds: 1 };
const machine = {
  ...{ kind: 'answer', alertSeconds: 1, ringSeconds: 18, talkSeconds: null },
  voice: { kind: 'machine' },
};
const dead: NumberBehaviour = { behaviour: 'not-in-service', sip: 404, q850: 1, earlyMedia: false };

describe('what a number does when it is called', () => {
  test.each([
    [null, 1, ringOn],
    [{ behaviour: 'no-answer' } as const, 5, ringOn],
    [{ behaviour: 'voicemail' } as const, 1, machine],
    [{ behaviour: 'busy-then-no-answer' } as const, 1, { kind: 'fail', afterSeconds: 1.5, final: busy }],
    [{ behaviour: 'busy-then-no-answer' } as const, 2, ringOn],
    [person, 2, { kind: 'fail', afterSeconds: 1.5, final: busy }],
    [{ ...person, before: 'no-answer' } as const, 2, ringOn],
    [{ ...person, before: 'voicemail' } as const, 2, machine],
    [person, 3, { kind: 'answer', ringSeconds: 12, talkSeconds: 90, voice: { answers: said } }],
    [person, 4, { kind: 'answer', ringSeconds: 12, talkSeconds: 90 }],
    [
      dead,
      1,
      {
        kind: 'fail',
        afterSeconds: 2,
        final: { status: 404, reasons: [{ protocol: 'Q.850', cause: 1 }] },
      },
    ],
    [
      { behaviour: 'not-in-service', sip: 604, earlyMedia: true } as const,
      1,
      {
        ...{ kind: 'announce-then-fail', afterSeconds: 2, announcementSeconds: 20 },
        final: { status: 604, reasons: [] },
        voice: { kind: 'announcement' },
      },
    ],
  ])('%j on call %d', (number, call, expected) => {
    expect(callScript(number, call, { hasAskedBefore: false })).toMatchObject(expected);
  });

  test('who wants to be called back says so in a short talk, once', () => {
    const number = { ...person, asksToCallBack: 'weekend' } as const;
    const first = callScript(number, 3, { hasAskedBefore: false });
    const later = callScript(number, 4, { hasAskedBefore: true });
    expect(first).toMatchObject({ talkSeconds: 25, voice: { asksToCallBack: 'weekend' } });
    expect(later).toMatchObject({ talkSeconds: 90, voice: { asksToCallBack: null } });
    expect([first, later].map(wouldAskToBeCalledBack)).toEqual([true, false]);
  });
});
