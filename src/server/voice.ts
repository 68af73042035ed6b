import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { RawData, WebSocket } from 'ws';
import type { Clock, Timer } from '../app/ports.ts';
import type { Session, SignIn } from '../app/sign-in.ts';
import type { BrowserVoice, SpeakingShift, Voice } from '../app/voice.ts';
import type { Workplace } from '../app/workplace.ts';
import { AppError } from '../core/app-error.ts';
import type { ShiftId } from '../core/ids.ts';
import { type Instant, SECOND } from '../core/instant.ts';
import { type VoiceMessage, type VoiceRequest, voiceMessage, voiceRequest } from '../protocol/voice.ts';
import { createTexts, type Locale } from '../texts/texts.ts';
import { authorise } from './authorise.ts';
import { languageOf } from './errors.ts';
import type { LiveHub } from './live-hub.ts';
import { demandSameOrigin } from './same-origin.ts';
import type { ServerLog } from './server-log.ts';

/** The audio of callers' browsers, as the server needs it. */
export type BrowserLine = BrowserVoice & Pick<Voice, 'lineOf' | 'qualityOf'>;

interface VoiceParts {
  /** Null: nobody speaks by browser here. */
  readonly browserLine: BrowserLine | null;
  readonly hub: Pick<LiveHub, 'attend'>;
  readonly workplace: Pick<Workplace, 'shift'>;
  readonly signIn: SignIn;
  readonly wallClock: Clock;
  readonly log: ServerLog;
  readonly publicUrl: string | null;
  readonly about: { readonly locale: Locale };
}

const PROTOCOL = 1;
/** RFC 6455 section 7.4.2: 4000 to 4999 are ours. */
const BAD_MESSAGE = 4400;
const NOT_SIGNED_IN = 4401;
const NOT_ALLOWED = 4403;
const TOO_SLOW = 4408;
const TOO_MUCH = 4429;
/** Same registry: the server met what it did not foresee. */
const INTERNAL_ERROR = 1011;

const HELLO_TIME = 10 * SECOND;
const PING_EVERY = 20 * SECOND;
const QUALITY_EVERY = 2 * SECOND;
/** Somebody who types a number into a menu presses twenty keys; nobody says more in ten seconds. */
const MOST_MESSAGES = 40;
const RATE_WINDOW = 10 * SECOND;

/** Who holds the line of a shift: the tab that asked for it last. */
type Holders = Map<ShiftId, VoiceConnection>;

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
  const holders: Holders = new Map();
  const { browserLine } = parts;
  app.get(
    '/api/voice',
    {
      websocket: true,
      schema: { hide: true },
      preValidation: async (request) => demandSameOrigin(request, parts.publicUrl),
    },
    (socket, request) => {
      const token = tokenOf(request);
      if (request.visitor === null || token === null) return socket.close(NOT_SIGNED_IN);
      if (browserLine === null) return socket.close(NOT_ALLOWED);
      const who = { session: request.visitor, token, locale: languageOf(request, parts.about.locale) };
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

interface Who {
  readonly session: Session;
  readonly token: string;
  readonly locale: Locale;
}

/** One tab of a caller: agrees on its audio, is told how it does, and gives the line up to a newer tab. */
class VoiceConnection {
  readonly #parts: VoiceParts & { readonly browserLine: BrowserLine; readonly holders: Holders };
  readonly #socket: WebSocket;
  readonly #token: string;
  readonly #texts: ReturnType<typeof createTexts>;
  readonly #leave: () => void;
  #session: Session;
  /** Null before hello. */
  #shift: SpeakingShift | null = null;
  #timers: Timer[];
  /** One message after the other: a second offer waits for the answer to the first. */
  #taking: Promise<void> = Promise.resolve();
  #heardAt: Instant[] = [];
  #hasAnswered = true;
  #isEnded = false;

  constructor(parts: VoiceConnection['parts'], socket: WebSocket, { session, token, locale }: Who) {
    this.#parts = parts;
    this.#socket = socket;
    this.#session = session;
    this.#token = token;
    this.#texts = createTexts(locale);
    this.#leave = parts.hub.attend(session.actor.accountId);
    this.#timers = [this.#in(HELLO_TIME, async () => this.close(TOO_SLOW))];
    // Attached before anything is awaited: the first message may come in the same packet.
    socket.on('message', (data) => this.#hear(data));
    socket.on('pong', () => {
      this.#hasAnswered = true;
    });
    socket.on('error', () => socket.terminate()); // Too long a message, or bytes that are no WebSocket's.
  }
}
