import { rowsByCode } from './verdict.ts';

/**
 * DOMAIN 1.4: what a final SIP status says by itself, without a telling Q.850 cause.
 * Every code of the list stands in exactly one row; a code that stands in none is `UNKNOWN`, never "wrong number".
 */
export const sipFinals = rowsByCode([
  { codes: [200], verdict: { class: 'ANSWERED_HUMAN' }, note: 'who answered, the caller says' },
  { codes: [300], verdict: { class: 'FORWARDED' }, note: 'multiple choices; not followed' },
  {
    codes: [301],
    verdict: { class: 'NOT_IN_SERVICE', tenths: 5 },
    note: 'moved; its Contact is shown, never dialled',
  },
  { codes: [302], verdict: { class: 'FORWARDED' }, note: 'the callee forwards; not followed' },
  { codes: [305], verdict: { class: 'TRUNK_FAULT' }, note: 'use proxy: an instruction to our trunk' },
  { codes: [380], verdict: { class: 'FORWARDED' }, note: 'alternative service; not followed' },
  { codes: [400], verdict: { class: 'TRUNK_FAULT' }, note: 'our syntax or parameters' },
  {
    codes: [401, 407],
    verdict: { class: 'TRUNK_FAULT', alarm: 'credentials' },
    note: 'as a final: the digest was refused. Lock the trunk after 3, before the provider does',
  },
  { codes: [402], verdict: { class: 'TRUNK_FAULT', alarm: 'credit' }, note: 'prepaid credit is used up' },
  { codes: [403], verdict: { class: 'TRUNK_FAULT' }, note: 'without cause 21: caller ID, barring or credit' },
  {
    codes: [404],
    // DOMAIN 1.6: a mobile that is switched off gave 404 too. Its ceiling is 0.6, which the row never passes.
    verdict: { class: 'NOT_IN_SERVICE', tenths: 6 },
    note: 'unknown, or not configured in the PBX; 1.0 needs cause 1. Runs of fast ones are the alarm’s matter',
  },
  {
    codes: [
      405, 406, 415, 416, 420, 421, 422, 423, 424, 428, 429, 436, 437, 438, 439, 469, 470, 489, 493, 494,
    ],
    verdict: { class: 'TRUNK_FAULT' },
    note: 'capability, identity, session timer. 422: the SIP layer repeats once with Min-SE',
  },
  {
    codes: [408],
    verdict: (facts) => ({
      class: facts.ringSeconds >= facts.minRingSeconds ? 'NO_ANSWER' : 'NETWORK_FAULT',
    }),
    note: 'received; our own Timer B is a local timeout and TRUNK_FAULT',
  },
  { codes: [410], verdict: { class: 'NOT_IN_SERVICE', tenths: 10 }, note: 'gone' },
  { codes: [412, 413, 414, 417], verdict: { class: 'TRUNK_FAULT' }, note: '413, 414: too big for UDP' },
  { codes: [430], verdict: { class: 'TRUNK_FAULT' }, note: 'flow failed: register again (RFC 5626)' },
  {
    codes: [433],
    verdict: { class: 'BLOCKED', alarm: 'caller-id-suppressed' },
    note: 'our caller ID arrived suppressed',
  },
  {
    codes: [480],
    verdict: (facts) =>
      facts.ringSeconds >= 10 ? { class: 'NO_ANSWER' } : { class: 'ABSENT', soft: 'absent' },
    note: 'temporarily unavailable; do not disturb is typical',
  },
  { codes: [481], verdict: { class: 'NETWORK_FAULT' }, note: 'no such dialog' },
  {
    codes: [482, 483],
    verdict: { class: 'NETWORK_FAULT', soft: 'forwarding-loop' },
    note: 'a loop of forwardings at the callee',
  },
  {
    codes: [484],
    verdict: (facts) => ({
      class: 'BAD_NUMBER',
      tenths: facts.ownParserSaysComplete ? 5 : 0,
      isIncomplete: true,
    }),
    note: 'incomplete; a PBX that dials digit by digit says so too',
  },
  { codes: [485], verdict: { class: 'BAD_NUMBER' }, note: 'ambiguous; RFC 3398 maps it misleadingly' },
  { codes: [486], verdict: { class: 'BUSY' }, note: 'busy; some mobiles say so when declining' },
  { codes: [487], verdict: { class: 'NETWORK_FAULT' }, note: 'not ours: ours is decided before the tables' },
  { codes: [488, 606], verdict: { class: 'TRUNK_FAULT' }, note: 'codec or SRTP; Telekom: identity' },
  {
    codes: [491],
    verdict: { class: 'NETWORK_FAULT' },
    note: 'glare: the SIP layer repeats a re-INVITE itself',
  },
  { codes: [500], verdict: { class: 'TRUNK_FAULT' }, note: 'honour Retry-After' },
  { codes: [501], verdict: { class: 'TRUNK_FAULT' }, note: 'not implemented' },
  { codes: [502], verdict: { class: 'TRUNK_FAULT' }, note: 'with cause 27 the network, by that row' },
  {
    codes: [503],
    verdict: { class: 'TRUNK_FAULT' },
    note: 'often the channel limit; Retry-After, fail over',
  },
  { codes: [504], verdict: { class: 'NETWORK_FAULT' }, note: 'a server further on timed out' },
  {
    codes: [505, 513, 555, 580],
    verdict: { class: 'TRUNK_FAULT' },
    note: 'version, size, push, precondition',
  },
  { codes: [600], verdict: { class: 'BUSY' }, note: 'busy everywhere: not now on another number' },
  {
    codes: [603],
    verdict: (facts) =>
      facts.isAnalyticsBlock ? { class: 'BLOCKED', alarm: 'caller-id-reputation' } : { class: 'REJECTED' },
    note: 'declined; with analytics in its text a machine blocked it ("603+")',
  },
  { codes: [604], verdict: { class: 'NOT_IN_SERVICE', tenths: 8 }, note: 'does not exist anywhere' },
  { codes: [607], verdict: { class: 'UNWANTED' }, note: 'a person marked the call unwanted (RFC 8197)' },
  {
    codes: [608],
    verdict: { class: 'BLOCKED', alarm: 'caller-id-reputation' },
    note: 'a machine blocked it (RFC 8688); Call-Info may say where to complain',
  },
]);
