import { rowsByCode } from './verdict.ts';

/**
 * DOMAIN 1.5: what a Q.850 cause says. It beats the SIP status, since gateways map the same cause differently.
 * 16, 31 and 127 have no verdict here: they say nothing, and the SIP status with its timing decides.
 */
export const q850Causes = rowsByCode([
  { codes: [1], verdict: { class: 'NOT_IN_SERVICE', tenths: 10 }, note: 'unallocated number' },
  {
    codes: [2],
    verdict: (facts) => ({ class: 'NETWORK_FAULT', tenths: facts.sameCauseDaysBefore >= 2 ? 2 : 0 }),
    note: 'no route to transit network; 0.2 from the third day on',
  },
  {
    codes: [3],
    verdict: (facts) =>
      facts.sameCauseDaysBefore >= 1 ? { class: 'NOT_IN_SERVICE', tenths: 3 } : { class: 'NETWORK_FAULT' },
    note: 'no route to destination; the number’s own once it repeats',
  },
  { codes: [4], verdict: { class: 'NOT_IN_SERVICE', tenths: 5 }, note: 'special information tone' },
  { codes: [5], verdict: { class: 'BAD_NUMBER', tenths: 5 }, note: 'misdialled trunk prefix' },
  { codes: [6, 7], verdict: { class: 'TRUNK_FAULT' }, note: 'channel unacceptable; call awarded' },
  { codes: [8, 9], verdict: { class: 'NETWORK_FAULT' }, note: 'preemption' },
  { codes: [14], verdict: { class: 'NETWORK_FAULT' }, note: 'query on release: ported number' },
  {
    codes: [17],
    verdict: { class: 'BUSY' },
    note: 'user busy',
  },
  {
    codes: [18],
    verdict: (facts) => (facts.hasRung ? { class: 'NO_ANSWER' } : { class: 'ABSENT', soft: 'absent' }),
    // 1.4 says of 408 with 18 "no answer"; this row of 1.5 tells more exactly, and no points hang on it.
    note: 'no user responding: the phone was not found, unless it rang',
  },
  { codes: [19], verdict: { class: 'NO_ANSWER' }, note: 'alerted, no answer' },
  { codes: [20], verdict: { class: 'ABSENT', soft: 'absent' }, note: 'subscriber absent: mobile is off' },
  {
    codes: [21],
    verdict: (facts) =>
      facts.isAnalyticsBlock ? { class: 'BLOCKED', alarm: 'caller-id-reputation' } : { class: 'REJECTED' },
    note: 'call rejected, whether it came with 403 or 603',
  },
  { codes: [22], verdict: { class: 'NOT_IN_SERVICE', tenths: 10 }, note: 'number changed' },
  { codes: [23], verdict: { class: 'FORWARDED' }, note: 'redirection to a new destination; not followed' },
  {
    codes: [24],
    verdict: { class: 'BLOCKED', alarm: 'caller-id-suppressed' },
    note: 'anonymous calls are rejected: our caller ID did not arrive',
  },
  { codes: [25], verdict: { class: 'NETWORK_FAULT' }, note: 'exchange routing error' },
  { codes: [26], verdict: { class: 'NETWORK_FAULT' }, note: 'non-selected user clearing: comes with a 404!' },
  {
    codes: [27],
    verdict: { class: 'NETWORK_FAULT', soft: 'out-of-order' },
    note: 'destination out of order',
  },
  {
    codes: [28],
    verdict: (facts) => ({
      class: 'BAD_NUMBER',
      tenths: facts.ownParserSaysComplete ? 5 : 0,
      isIncomplete: true,
    }),
    note: 'invalid format or incomplete',
  },
  { codes: [29, 30], verdict: { class: 'NETWORK_FAULT' }, note: 'facility rejected; status enquiry' },
  { codes: [34], verdict: { class: 'TRUNK_FAULT' }, note: 'no circuit: our channels are full' },
  { codes: [38], verdict: { class: 'NETWORK_FAULT' }, note: 'network out of order' },
  { codes: [39, 40, 41], verdict: { class: 'TRUNK_FAULT' }, note: 'frame mode; temporary failure' },
  { codes: [42], verdict: { class: 'NETWORK_FAULT' }, note: 'switching equipment congestion' },
  {
    codes: [43, 44, 46, 47, 49, 50],
    verdict: { class: 'TRUNK_FAULT' },
    note: 'channel or resource not to be had',
  },
  { codes: [53, 55, 57, 58, 62, 63], verdict: { class: 'TRUNK_FAULT' }, note: 'barred by our contract' },
  { codes: [65, 66, 69, 70, 79], verdict: { class: 'TRUNK_FAULT' }, note: 'not implemented' },
  {
    codes: [81, 82, 83, 84, 85, 86, 91, 95, 96, 97, 98, 99, 100, 101, 103, 110, 111],
    verdict: { class: 'NETWORK_FAULT' },
    note: 'invalid message, protocol error',
  },
  {
    codes: [87, 90],
    verdict: { class: 'BLOCKED' },
    note: 'closed user group (018x), or one that does not exist',
  },
  {
    codes: [88],
    verdict: { class: 'BAD_NUMBER', soft: 'fax-or-data' },
    note: 'incompatible destination: fax or data',
  },
  { codes: [102], verdict: { class: 'NETWORK_FAULT' }, note: 'recovery on timer expiry' },
]);
