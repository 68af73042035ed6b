import type { FastifyRequest } from 'fastify';
import { AppError } from '../core/app-error.ts';

/**
 * Refuses what another site's page sends: each browser names the origin of a POST and of a WebSocket.
 *
 * Beside the cookie's SameSite (OWASP Cross-Site Request Forgery Prevention, "Verifying Origin"). A program of its own
 * names the server's origin too.
 * @param publicUrl By which people reach the server; null: whatever host they asked.
 */
export function demandSameOrigin({ headers }: FastifyRequest, publicUrl: string | null): void {
  const { origin, host } = headers;
  const isOurs =
    origin !== undefined &&
    URL.canParse(origin) &&
    (publicUrl === null ? new URL(origin).host === host : origin === new URL(publicUrl).origin);
  if (!isOurs) throw new AppError('error.server.other-origin');
}
