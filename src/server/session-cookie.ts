import type { FastifyReply, FastifyRequest } from 'fastify';
import type { NewSession } from '../app/sign-in.ts';
import { DAY, type Instant } from '../core/instant.ts';

/** Reads and writes the cookie of a session. */
export interface SessionCookie {
  read(request: FastifyRequest): string | null;
  write(reply: FastifyReply, session: NewSession | null): void;
}

/** @param options `isSecure`: people reach the server by https. `now`: the wall's clock. */
export function createSessionCookie({
  isSecure,
  now,
}: {
  isSecure: boolean;
  now: () => Instant;
}): SessionCookie {
  // RFC 6265bis section 4.1.3.2: a browser takes this prefix only from the very host, by https, for all paths.
  const name = isSecure ? '__Host-draht' : 'draht';
  // Links carry their token in the fragment and are taken by a page of ours, so no other site ever sends us the cookie.
  const options = { httpOnly: true, sameSite: 'strict', secure: isSecure, path: '/' } as const;
  return {
    read: (request) => request.cookies[name] ?? null,
    write(reply, session) {
      if (session === null) return void reply.clearCookie(name, options);
      const maxAge = Math.max(0, Math.floor((lastUse(session) - now()) / 1000));
      void reply.setCookie(name, session.token, { ...options, maxAge });
    },
  };
}

/** A password's session goes on while it is used: the browser keeps it for long, and the server says when it is over. */
function lastUse({ actor, expiresAt }: NewSession): Instant {
  return actor.role === 'caller' ? expiresAt : expiresAt + 30 * DAY;
}
