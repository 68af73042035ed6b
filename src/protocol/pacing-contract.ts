// How a campaign calls: what its organisers and its owner choose while it runs, and what a caller lets its pacer know.
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
    body: z.object({ mode: z.enum(['preview', 'progressive', 'early', 'look-ahead']) }),
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
  /** The caller will be ready in a moment. A hint: nothing hangs on it. */
  nearlyReady: {
    method: 'POST',
    path: '/api/shift/nearly-ready',
    policy: 'work-shift',
    answer: done,
  },
} as const satisfies Record<string, Route>;
