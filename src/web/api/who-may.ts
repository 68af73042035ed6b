import type { MeView } from '../../protocol/views.ts';
import type { Audience } from '../routes.ts';

/** Whether a page of that audience is for this account; null is somebody who has not signed in. */
export function isFor(audience: Audience, me: MeView | null): boolean {
  if (audience === 'anybody') return true;
  if (me === null) return false;
  // Organisers may join a shift as well; a steward keeps data and does not telephone.
  if (audience === 'caller') return ['caller', 'organiser', 'owner'].includes(me.account.role);
  return ['organiser', 'owner', 'steward'].includes(me.account.role);
}

/** Where this account belongs: callers to their shift, everybody else to the first campaign's board. */
export function homeOf(me: MeView): string {
  const campaign = me.campaigns.find((it) => it.state === 'running') ?? me.campaigns[0];
  if (me.account.role === 'caller' || me.shiftIn !== null || campaign === undefined) return '/schicht';
  return `/einsatz/${encodeURIComponent(campaign.key)}`;
}
