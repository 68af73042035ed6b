// How a campaign calls: what its organisers and its owner choose while it runs, and what a caller lets it foresee.
import { z } from 'zod';
import type { Route } from './contract.ts';

const campaignKey = z.object({ campaign: z.string().max(80) });
const done = z.object({});

export const pacingContract = {
  /** From now on, until somebody chooses again. `look-ahead` only where an owner has allowed it. */
  choosePacing: {
    method: 'POST',
    path: '/api/campaigns/:campaign/pacing',
    policy: 'run-campaign',
    params: campaignKey,
    body: z.object({ mode: z.enum(['progressive', 'early', 'look-ahead']) }),
    answer: done,
  },
  /** An owner's word that this campaign may call before a caller is free, and why; null takes it back. */
  allowLookAhead: {
    method: 'POST',
    path: '/api/campaigns/:campaign/look-ahead',
    policy: 'allow-look-ahead',
    params: campaignKey,
    body: z.object({ reason: z.string().trim().min(10).max(300).nullable() }),
    answer: done,
  },
  /** The caller will be ready in a moment, or stops after this call. A hint: nothing hangs on it. */
  foresee: {
    method: 'POST',
    path: '/api/shift/foresee',
    policy: 'work-shift',
    body: z.object({ what: z.enum(['nearly-ready', 'leaving']) }),
    answer: done,
  },
} as const satisfies Record<string, Route>;
