import type { Session } from '../../app/sign-in.ts';
import { PROTOCOL_VERSION } from '../../protocol/live.ts';
import type { Handlers, Rooms } from '../handlers.ts';
import { presentMe } from '../present-me.ts';

type AccountHandlers = Pick<
  Handlers,
  'installation' | 'setUp' | 'signIn' | 'signOut' | 'join' | 'invitation' | 'me'
>;

/** Coming in and going out. */
export function accountHandlers(rooms: Rooms): AccountHandlers {
  const { signIn, invitations, about } = rooms;
  const me = ({ actor }: Pick<Session, 'actor'>) => presentMe(rooms, actor);
  return {
    installation: async ({ session }) => ({
      ...about,
      isSignedIn: session !== null,
      protocol: PROTOCOL_VERSION,
      needsSetup: await signIn.needsSetup(),
      ...(session === null ? {} : { me: await me(session) }),
    }),
    async setUp({ body, keepSession }) {
      const session = await signIn.setUp(body);
      keepSession(session);
      return me(session);
    },
    async signIn({ body, address, session: before, keepSession }) {
      const session = await signIn.signIn({ ...body, address });
      if (before !== null) await signIn.signOut(before);
      keepSession(session);
      return me(session);
    },
    async signOut({ session, keepSession }) {
      await signIn.signOut(session);
      keepSession(null);
      return {};
    },
    async join({ body, session: before, keepSession }) {
      const session = await invitations.join(body.token, body, before);
      if ('token' in session) keepSession(session);
      return me(session);
    },
    invitation: ({ body, session }) => invitations.look(body.token, session),
    me: ({ session }) => me(session),
  };
}
