import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ShiftId } from '../core/ids.ts';
import { languageOf } from './errors.ts';
import { demandSameOrigin } from './same-origin.ts';
import {
  NOT_ALLOWED,
  NOT_SIGNED_IN,
  VoiceConnection,
  type VoiceConnectionParts,
} from './voice-connection.ts';

interface VoiceParts extends Omit<VoiceConnectionParts, 'browserLine' | 'holders'> {
  /** Null: nobody speaks by browser here. */
  readonly browserLine: VoiceConnectionParts['browserLine'] | null;
  readonly about: { readonly locale: VoiceConnection['locale'] };
  readonly publicUrl: string | null;
}

/**
 * The WebSocket at /api/voice, as `protocol/voice.ts` says.
 *
 * @param tokenOf The session's token in the cookie of a request.
 */
export function voiceRoute(
  app: FastifyInstance,
  parts: VoiceParts,
  tokenOf: (request: FastifyRequest) => string | null,
): { closeSession(tokenHash: string): void } {
  const open = new Set<VoiceConnection>();
  const holders = new Map<ShiftId, VoiceConnection>();
  app.get(
    '/api/voice',
    {
      websocket: true,
      schema: { hide: true },
      preValidation: async (request) => demandSameOrigin(request, parts.publicUrl),
    },
    (socket, request) => {
      const { browserLine } = parts;
      const { visitor: session } = request;
      const token = tokenOf(request);
      if (session === null || token === null) return socket.close(NOT_SIGNED_IN);
      if (browserLine === null) return socket.close(NOT_ALLOWED);
      const who = { session, token, locale: languageOf(request, parts.about.locale) };
      const connection = new VoiceConnection({ ...parts, browserLine, holders }, socket, who);
      open.add(connection);
      socket.on('close', () => {
        open.delete(connection);
        connection.ended();
      });
    },
  );
  return {
    closeSession(tokenHash) {
      for (const connection of open) if (connection.tokenHash === tokenHash) connection.close(NOT_SIGNED_IN);
    },
  };
}
