import type { Handlers, Rooms } from '../handlers.ts';

type ProfileHandlers = Pick<Handlers, 'saveProfile' | 'goodMoments' | 'giveDebrief'>;

/** What people set for themselves, and the round at the end of a shift. */
export function profileHandlers({ profiles }: Pick<Rooms, 'profiles'>): ProfileHandlers {
  return {
    async saveProfile({ session, body }) {
      await profiles.save(session.actor, body);
      return {};
    },
    goodMoments: async ({ session }) => ({ moments: await profiles.goodMoments(session.actor) }),
    async giveDebrief({ session, body }) {
      await profiles.giveDebrief(session.actor, body);
      return {};
    },
  };
}
