import type { PhoneSession } from '../app/paired-phones.ts';
import type { Session } from '../app/sign-in.ts';
import { mayDo } from '../core/access/may-do.ts';
import { AppError } from '../core/app-error.ts';
import type { Policy } from '../protocol/contract.ts';

/** Who asks, by each of the two cookies: a phone is never signed in, and who is signed in is no phone. */
export interface Visitors {
  readonly visitor: Session | null;
  readonly phone: PhoneSession | null;
}

/**
 * The door before a handler: whether this session may come to a route of that policy at all.
 *
 * Asks for the session's own branch; what the request is about, the use case behind asks again.
 * @throws AppError `error.sign-in.needed`, `error.phone.not-paired`, or `mayDo`'s refusal.
 */
export function authorise(policy: Policy, { visitor: session, phone }: Visitors): void {
  if (policy === 'public') return;
  if (policy === 'use-paired-phone') {
    if (phone === null) throw new AppError('error.phone.not-paired');
    return;
  }
  if (session === null) throw new AppError('error.sign-in.needed');
  if (policy === 'signed-in') return;
  const { actor } = session;
  const permission = mayDo(actor, policy, { unitId: null, unitPath: actor.unitPath });
  if (!permission.allowed) throw new AppError(permission.code, { action: policy });
}
