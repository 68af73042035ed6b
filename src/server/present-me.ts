import type { Actor } from '../core/access/may-do.ts';
import type { Rooms } from './handlers.ts';

/** Who is signed in, with how they have set the pages for themselves. */
export async function presentMe(
  { workplace, profiles }: Pick<Rooms, 'workplace' | 'profiles'>,
  actor: Actor,
) {
  const [me, settings] = await Promise.all([workplace.me(actor), profiles.settings(actor)]);
  return { ...me, settings };
}
