import { expect, test } from 'vitest';
import { type CallEvidence, noEvidence } from '../core/outcome/call-evidence.ts';
import { type PhoneTrouble, phoneTroubleOf } from './phone-trouble.ts';

const answered = { ...noEvidence.ms, answered: 4_000, ended: 60_000 };

test.each<[Partial<CallEvidence>, PhoneTrouble]>([
  [{ sipStatus: 486 }, 'busy'],
  [{ sipStatus: 600 }, 'busy'],
  [{ sipStatus: 603 }, 'busy'],
  [{ sipStatus: 480, reasons: [{ protocol: 'Q.850', cause: 17 }] }, 'busy'],
  [{ sipStatus: 480 }, 'no-answer'],
  [{ sipStatus: 408 }, 'no-answer'],
  [{ sipStatus: 487, cancelledByUs: true }, 'no-answer'],
  [{ sipStatus: 500, reasons: [{ protocol: 'Q.850', cause: 19 }] }, 'no-answer'],
  [{ sipStatus: 200, releasedBy: 'them', ms: answered }, 'hung-up'],
  [{ sipStatus: 200, releasedBy: 'us', ms: answered }, 'hung-up'],
  [{ sipStatus: 404 }, 'not-reached'],
  [{ sipStatus: 503 }, 'not-reached'],
  [{ policyRefused: 'foreign' }, 'not-reached'],
  [{ transportError: true }, 'not-reached'],
])('%j of the caller’s own phone is %s', (seen, trouble) => {
  expect(phoneTroubleOf({ ...noEvidence, ...seen })).toBe(trouble);
});
