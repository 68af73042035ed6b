import type { AccountId, UnitId } from '../ids.ts';

export type Role = 'owner' | 'organiser' | 'steward' | 'caller' | 'system';

/** Who asks. `unitPath` is the place in the tree of branches, `/<id>/<id>/`. */
export interface Actor {
  readonly accountId: AccountId | null;
  readonly role: Role;
  readonly unitPath: string;
}

export type Action =
  | 'import-members'
  | 'open-campaign'
  | 'read-campaign'
  | 'read-report'
  | 'join-shift'
  | 'work-shift'
  | 'report-outcome'
  | 'dial'
  | 'explain-contact'
  /** What an organiser does while it runs: give promises to others, use the trunk again, answer a call for help. */
  | 'run-campaign'
  | 'invite-caller'
  /** Let a campaign dial before a caller is free (DOMAIN, Decisions: an owner, with a reason). */
  | 'allow-look-ahead'
  /** Practise conversations, and say in a team's round what was hard. */
  | 'practise';

/** What it is done to: the unit it belongs to, and the account it was given to where that matters. */
export interface Thing {
  readonly unitId: UnitId | null;
  readonly unitPath: string;
  readonly ownerId?: AccountId;
}

export type Permission = { readonly allowed: true } | { readonly allowed: false; readonly code: string };

const byRole: Readonly<Record<Role, readonly Action[]>> = {
  owner: [
    'import-members',
    'open-campaign',
    'read-campaign',
    'read-report',
    'join-shift',
    'work-shift',
    'report-outcome',
    'explain-contact',
    'run-campaign',
    'invite-caller',
    'allow-look-ahead',
    'practise',
  ],
  organiser: [
    'import-members',
    'open-campaign',
    'read-campaign',
    'read-report',
    'join-shift',
    'work-shift',
    'report-outcome',
    'explain-contact',
    'run-campaign',
    'invite-caller',
    'practise',
  ],
  steward: ['import-members', 'read-campaign', 'explain-contact'],
  // DOMAIN L23: a caller works on the one contact that was handed out and sees no list, search or report.
  caller: ['join-shift', 'work-shift', 'report-outcome', 'practise'],
  system: [
    'import-members',
    'open-campaign',
    'read-campaign',
    'read-report',
    'dial',
    'explain-contact',
    'invite-caller',
  ],
};

/**
 * The one door: whether `actor` may do `action` to `thing`.
 *
 * Three questions: does the role do such a thing at all, does the thing lie in the actor's branch or below it
 * (DOMAIN 7.3: a district reaches its own subtree only), and is it the actor's own where it was given to one account.
 * @returns `code` of a refusal is the id of a message.
 */
export function mayDo(actor: Actor, action: Action, thing: Thing): Permission {
  if (!byRole[actor.role].includes(action)) return { allowed: false, code: 'error.access.role' };
  if (!thing.unitPath.startsWith(actor.unitPath)) return { allowed: false, code: 'error.access.unit' };
  if (thing.ownerId !== undefined && actor.role === 'caller' && thing.ownerId !== actor.accountId) {
    return { allowed: false, code: 'error.access.not-yours' };
  }
  return { allowed: true };
}
