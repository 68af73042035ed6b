import type { FastifyReply, FastifyRequest } from 'fastify';
import type { NewPhoneSession } from '../app/paired-phones.ts';
import type { NewSession } from '../app/sign-in.ts';
import { DAY, type Instant } from '../core/instant.ts';

/** Reads and writes the cookie of a session. */
export interface SessionCookie<NewOne> {
  read(request: FastifyRequest): string | null;
  write(reply: FastifyReply, session: NewOne | null): void;
}

interface CookieOptions {
  /** People reach the server by https. */
  readonly isSecure: boolean;
  /** The wall's clock. */
  readonly now: () => Instant;
}

/** Of whoever signed in or came by invitation. */
export function createSessionCookie(options: CookieOptions): SessionCookie<NewSession> {
  return cookie('draht', lastUse, options);
}

/** Of a phone that belongs to a shift: one of its own, so that neither takes the other's place in a browser. */
export function createPhoneCookie(options: CookieOptions): SessionCookie<NewPhoneSession> {
  return cookie('draht-phone', ({ expiresAt }) => expiresAt, options);
}

function cookie<NewOne extends { readonly token: string }>(
  base: string,
  untilOf: (session: NewOne) => Instant,
  { isSecure, now }: CookieOptions,
): SessionCookie<NewOne> {
  // RFC 6265bis section 4.1.3.2: a browser takes this prefix only from the very host, by https, for all paths.
  const name = isSecure ? `__Host-${base}` : base;
  // Links carry their token in the fragment and are taken by a page of ours, so no other site ever sends us the cookie.
  const options = { httpOnly: true, sameSite: 'strict', secure: isSecure, path: '/' } as const;
  return {
    read: (request) => request.cookies[name] ?? null,
    write(reply, session) {
      if (session === null) return void reply.clearCookie(name, options);
      const maxAge = Math.max(0, Math.floor((untilOf(session) - now()) / 1000));
      void reply.setCookie(name, session.token, { ...options, maxAge });
    },
  };
}

/** A password's session goes on while it is used: the browser keeps it for long, and the server says when it is over. */
function lastUse({ actor, expiresAt }: NewSession): Instant {
  return actor.role === 'caller' ? expiresAt : expiresAt + 30 * DAY;
}
