import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { earlyMediaSeconds, noEvidence, parseReasonHeader, q850Cause, ringSeconds } from './call-evidence.ts';

describe('the Reason header (RFC 3326)', () => {
  it.each([
    ['Q.850;cause=16', [{ protocol: 'Q.850', cause: 16 }]],
    [
      'SIP ;cause=200 ;text="Call completed elsewhere"',
      [{ protocol: 'SIP', cause: 200, text: 'Call completed elsewhere' }],
    ],
    [
      'SIP;cause=480, Q.850;cause=19;text="no answer, alerted"',
      [
        { protocol: 'SIP', cause: 480 },
        { protocol: 'Q.850', cause: 19, text: 'no answer, alerted' },
      ],
    ],
    [
      'Q.850;cause=1;text="Unallocated; \\"unassigned\\" number"',
      [{ protocol: 'Q.850', cause: 1, text: 'Unallocated; "unassigned" number' }],
    ],
    ['Q.850 ; Text="x" ; CAUSE = 21', [{ protocol: 'Q.850', cause: 21, text: 'x' }]],
    ['Q.850;cause="17"', [{ protocol: 'Q.850', cause: 17 }]],
    ['preemption;cause=1;text=UA', [{ protocol: 'preemption', cause: 1, text: 'UA' }]],
    ['X.int;reasoncode=0x00000307', [{ protocol: 'X.int', cause: null }]],
    ['Q.850;cause=abc', [{ protocol: 'Q.850', cause: null }]],
    ['Q.850;cause=-1', [{ protocol: 'Q.850', cause: null }]],
    ['Q.850;cause=17;cause=1', [{ protocol: 'Q.850', cause: 17 }]],
    [
      'Q.850;cause=17;text="never closed, SIP;cause=1',
      [{ protocol: 'Q.850', cause: 17, text: '"never closed, SIP;cause=1' }],
    ],
    ['', []],
    [' , ;cause=1,', []],
  ])('%s', (value, expected) => {
    expect(parseReasonHeader(value)).toEqual(expected);
  });

  it('never throws, and costs a hostile header only its length', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (value) => void parseReasonHeader(value)),
    );
    expect(parseReasonHeader(`Q.850;cause=1;text="${'\\"'.repeat(200_000)}`)).toHaveLength(1);
  });
});

describe('the telling Q.850 cause', () => {
  it.each([
    ['Q.850 among others', 'SIP;cause=404, Q.850;cause=1, X.int;cause=7', 1],
    ['a small q', 'q.850;cause=1', 1],
    ['one that says something after one that does not', 'Q.850;cause=16, Q.850;cause=20', 20],
    ['one that says nothing, alone', 'Q.850;cause=31', 31],
    ['none', 'SIP;cause=404', null],
  ])('%s', (_name, header, expected) => {
    expect(q850Cause(parseReasonHeader(header))).toBe(expected);
  });
});

describe('seconds of ringing', () => {
  const timed = (ms: object) => ({ ...noEvidence, ms: { ...noEvidence.ms, ...ms } });
  it('count from the first 180 to the end or the answer', () => {
    expect(ringSeconds(timed({ ringing: 2000, ended: 20_500 }))).toBe(18.5);
    expect(ringSeconds(timed({ ringing: 2000, answered: 7000, ended: 90_000 }))).toBe(5);
  });
  it('are 0 without a 180, whatever a 183 carried', () => {
    expect(ringSeconds(timed({ progress: 1000, ended: 21_000 }))).toBe(0);
    expect(earlyMediaSeconds(timed({ progress: 1000, ended: 21_000 }))).toBe(20);
  });
  it('are never negative', () => expect(ringSeconds(timed({ ringing: 5000, ended: 4000 }))).toBe(0));
});
