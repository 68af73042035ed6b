import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { RawData, WebSocket } from 'ws';
import type { PairedPhones, PhoneSession } from '../app/paired-phones.ts';
import type { Clock, Timer } from '../app/ports.ts';
import type { Session, SignIn } from '../app/sign-in.ts';
import type { Workplace } from '../app/workplace.ts';
import type { Actor } from '../core/access/may-do.ts';
import { AppError } from '../core/app-error.ts';
import { SECOND } from '../core/instant.ts';
import { type Hello, hello, serverMessage } from '../protocol/live.ts';
import { authorise } from './authorise.ts';
import type { LiveHub, LiveListener, LiveTopic } from './live-hub.ts';
import { demandSameOrigin } from './same-origin.ts';
import type { ServerLog } from './server-log.ts';

interface LiveParts {
  readonly hub: LiveHub;
  readonly workplace: Workplace;
  readonly signIn: SignIn;
  readonly phones: PairedPhones;
  readonly wallClock: Clock;
  readonly log: ServerLog;
  readonly publicUrl: string | null;
}

/** RFC 6455 section 7.4.2: 4000 to 4999 are ours. */
const BAD_HELLO = 4400;
const NOT_SIGNED_IN = 4401;
const NOT_ALLOWED = 4403;
const TOO_SLOW = 4408;
/** Same registry: the server met what it did not foresee. */
const INTERNAL_ERROR = 1011;
const TOO_LONG = 1009;
/** The server takes longer ones, for the audio's offers. */
const MOST_HELLO_LETTERS = 16 * 1024;

const HELLO_TIME = 10 * SECOND;
const PING_EVERY = 20 * SECOND;
/** A browser that leaves so many bytes unread is gone or asleep; when it wakes up it connects anew. */
const MOST_UNREAD_BYTES = 1024 * 1024;

/**
 * The WebSocket at /api/live, as `protocol/live.ts` says.
 *
 * @param tokenOf The tokens of session and paired phone in the cookies of a request.
 */
export function liveRoute(
  app: FastifyInstance,
  parts: LiveParts,
  tokenOf: Readonly<Record<'signIn' | 'phone', (request: FastifyRequest) => string | null>>,
): { closeSession(tokenHash: string): void } {
  const open = new Set<LiveConnection>();
  app.get(
    '/api/live',
    {
      websocket: true,
      schema: { hide: true },
      preValidation: async (request) => demandSameOrigin(request, parts.publicUrl),
    },
    (socket, request) => {
      if (request.visitor === null && request.phone === null) return socket.close(NOT_SIGNED_IN);
      const connection = new LiveConnection(parts, socket, {
        ...{ visitor: request.visitor, phone: request.phone },
        ...{ token: tokenOf.signIn(request) ?? '', phoneToken: tokenOf.phone(request) ?? '' },
      });
      open.add(connection);
      socket.on('close', () => {
        open.delete(connection);
        connection.ended();
      });
    },
  );
  return {
    closeSession(tokenHash) {
      for (const connection of open) connection.sessionEnded(tokenHash);
    },
  };
}

/** Who is at the other end, by each of the two cookies; what is asked for decides which of them counts. */
interface Visitor {
  readonly visitor: Session | null;
  readonly token: string;
  readonly phone: PhoneSession | null;
  readonly phoneToken: string;
}

/** One browser's page: says hello, then listens until it goes, is signed out or does not answer any more. */
class LiveConnection {
  readonly #parts: LiveParts;
  readonly #socket: WebSocket;
  readonly #who: Visitor;
  /** Whether whoever listens still may. */
  #mayListen: () => Promise<boolean> = async () => true;
  /** Of the sign-in that lets it listen; null for a phone. */
  #tokenHash: string | null;
  #timer: Timer;
  #state: 'silent' | 'greeted' | 'listening' | 'ended' = 'silent';
  #hasAnswered = true;
  #unfollow: () => void = () => {};

  constructor(parts: LiveParts, socket: WebSocket, who: Visitor) {
    this.#parts = parts;
    this.#socket = socket;
    this.#who = who;
    this.#tokenHash = who.visitor?.tokenHash ?? null;
    this.#timer = this.#in(HELLO_TIME, async () => this.close(TOO_SLOW));
    // Attached before anything is awaited: the first message may come in the same packet.
    socket.on('message', (data) => void this.#take(data));
    socket.on('pong', () => {
      this.#hasAnswered = true;
    });
    socket.on('error', () => socket.terminate()); // Too long a message, or bytes that are no WebSocket's.
  }

  sessionEnded(tokenHash: string): void {
    if (this.#tokenHash === tokenHash) this.close(NOT_SIGNED_IN);
  }

  close(code: number): void {
    this.#socket.close(code);
    this.ended();
  }

  ended(): void {
    this.#state = 'ended';
    this.#timer.cancel();
    this.#unfollow();
  }

  async #take(data: RawData): Promise<void> {
    if (this.#state !== 'silent') return; // Browsers only listen, once they have said hello.
    this.#state = 'greeted';
    if (String(data).length > MOST_HELLO_LETTERS) return this.close(TOO_LONG);
    const said = readHello(data);
    if (said === null) return this.close(BAD_HELLO);
    try {
      const found = await this.#topicOf(said);
      if (found === null) return this.close(NOT_SIGNED_IN);
      this.#listen(found, said.after);
    } catch (error) {
      if (error instanceof AppError) return this.close(NOT_ALLOWED);
      this.#parts.log.error('live-hello', error);
      this.close(INTERNAL_ERROR);
    }
  }

  /** Null for who has no session of the kind that the topic asks for. */
  async #topicOf({ topic }: Hello): Promise<{ topic: LiveTopic; actor: Actor } | null> {
    const { visitor, phone, phoneToken } = this.#who;
    if (topic.kind === 'phone') {
      if (phone === null) return null;
      this.#tokenHash = null;
      this.#mayListen = async () => (await this.#parts.phones.session(phoneToken)) !== null;
      return { topic: { kind: 'phone', session: phone }, actor: phone.actor };
    }
    if (visitor === null) return null;
    this.#mayListen = this.#stillSignedIn(visitor);
    const { actor } = visitor;
    if (topic.kind === 'shift') {
      authorise('work-shift', this.#who);
      return { topic: { kind: 'shift', accountId: actor.accountId }, actor };
    }
    if (topic.kind === 'practice') {
      const { id } = await this.#parts.workplace.campaign(actor, topic.campaign, 'practise');
      const { accountId } = actor;
      return { topic: { kind: 'practice', accountId, campaignId: id, campaignKey: topic.campaign }, actor };
    }
    const { id } = await this.#parts.workplace.campaign(actor, topic.campaign, 'read-campaign');
    return { topic: { kind: 'board', campaignId: id, campaignKey: topic.campaign }, actor };
  }

  #listen({ topic, actor }: { topic: LiveTopic; actor: Actor }, after: Hello['after']): void {
    if (this.#state !== 'greeted') return; // It went while we looked.
    this.#state = 'listening';
    this.#timer.cancel();
    this.#timer = this.#in(PING_EVERY, () => this.#ping());
    const send: LiveListener = (message) => this.#send(message);
    this.#unfollow = this.#parts.hub.follow(topic, actor, after, send);
  }

  #send(message: Parameters<LiveListener>[0]): void {
    if (this.#socket.bufferedAmount > MOST_UNREAD_BYTES) this.#socket.terminate();
    else this.#socket.send(encoded(message));
  }

  async #ping(): Promise<void> {
    if (!this.#hasAnswered) return this.#socket.terminate();
    if (!(await this.#mayListen())) return this.close(NOT_SIGNED_IN);
    if (this.#state !== 'listening') return;
    this.#hasAnswered = false;
    this.#socket.ping();
    this.#timer = this.#in(PING_EVERY, () => this.#ping());
  }

  /** A session that was to end by now may have been used meanwhile. */
  #stillSignedIn({ expiresAt }: Session): () => Promise<boolean> {
    const { wallClock, signIn } = this.#parts;
    let until = expiresAt;
    return async () => {
      if (wallClock.now() < until) return true;
      const session = await signIn.session(this.#who.token);
      until = session?.expiresAt ?? until;
      return session !== null;
    };
  }

  #in(ms: number, task: () => Promise<void>): Timer {
    const { wallClock } = this.#parts;
    return wallClock.at(wallClock.now() + ms, task);
  }
}

function readHello(data: RawData): Hello | null {
  try {
    return hello.parse(JSON.parse(String(data)));
  } catch {
    return null; // Not JSON, or not what a page of ours says.
  }
}

// An event goes to all who listen: it is written once.
const written = new WeakMap<object, string>();

/** What the schema does not name does not leave the server. */
function encoded(message: Parameters<LiveListener>[0]): string {
  const known = written.get(message);
  if (known !== undefined) return known;
  const text = JSON.stringify(serverMessage.parse(message));
  written.set(message, text);
  return text;
}
