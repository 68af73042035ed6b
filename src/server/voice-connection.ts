import type { RawData, WebSocket } from 'ws';
import type { Clock, Timer } from '../app/ports.ts';
import type { Session, SignIn } from '../app/sign-in.ts';
import type { BrowserLine, SpeakingShift } from '../app/voice.ts';
import type { Workplace } from '../app/workplace.ts';
import { AppError } from '../core/app-error.ts';
import type { ShiftId } from '../core/ids.ts';
import { type Instant, SECOND } from '../core/instant.ts';
import { type VoiceMessage, type VoiceRequest, voiceMessage, voiceRequest } from '../protocol/voice.ts';
import { createTexts, type Locale, type Texts } from '../texts/texts.ts';
import type { LiveHub } from './live-hub.ts';
import type { ServerLog } from './server-log.ts';

export interface VoiceConnectionParts {
  readonly browserLine: BrowserLine;
  /** Who holds the line of each shift: the tab that asked for it last. */
  readonly holders: Map<ShiftId, VoiceConnection>;
  readonly hub: Pick<LiveHub, 'attend'>;
  readonly workplace: Pick<Workplace, 'shift'>;
  readonly signIn: Pick<SignIn, 'session'>;
  readonly wallClock: Clock;
  readonly log: ServerLog;
}

/** RFC 6455 section 7.4.2: 4000 to 4999 are ours. */
export const NOT_SIGNED_IN = 4401;
export const NOT_ALLOWED = 4403;
const BAD_MESSAGE = 4400;
const TOO_SLOW = 4408;
const TOO_MUCH = 4429;
/** Same registry: the server met what it did not foresee. */
const INTERNAL_ERROR = 1011;

const PROTOCOL = 1;
const HELLO_TIME = 10 * SECOND;
const PING_EVERY = 20 * SECOND;
const QUALITY_EVERY = 2 * SECOND;
/** Somebody who types a number into a menu presses twenty keys; nobody says more in ten seconds. */
const MOST_MESSAGES = 40;
const RATE_WINDOW = 10 * SECOND;

/** One tab of a caller: agrees on its audio, is told how it does, and gives the line up to a newer tab. */
export class VoiceConnection {
  readonly locale: Locale;
  readonly #parts: VoiceConnectionParts;
  readonly #socket: WebSocket;
  readonly #token: string;
  readonly #texts: Texts;
  readonly #unattend: () => void;
  readonly #timers = new Map<string, Timer>();
  #session: Session;
  /** Null before hello. */
  #shiftId: ShiftId | null = null;
  /** One message after the other: a second offer waits for the answer to the first. */
  #taking: Promise<void> = Promise.resolve();
  #saidAt: Instant[] = [];
  #hasAnswered = true;
  #isEnded = false;

  constructor(
    parts: VoiceConnectionParts,
    socket: WebSocket,
    who: { readonly session: Session; readonly token: string; readonly locale: Locale },
  ) {
    this.locale = who.locale;
    this.#parts = parts;
    this.#socket = socket;
    this.#session = who.session;
    this.#token = who.token;
    this.#texts = createTexts(who.locale);
    this.#unattend = parts.hub.attend(who.session.actor.accountId);
    this.#after(HELLO_TIME, 'hello', async () => this.close(TOO_SLOW));
    // Attached before anything is awaited: the first message may come in the same packet.
    socket.on('message', (data) => this.#hear(data));
    socket.on('pong', () => {
      this.#hasAnswered = true;
    });
    socket.on('error', () => socket.terminate()); // Too long a message, or bytes that are no WebSocket's.
  }

  get tokenHash(): string {
    return this.#session.tokenHash;
  }

  /** Another tab has the line from now on. */
  taken(): void {
    this.#timers.get('quality')?.cancel();
    this.#send({ type: 'taken' });
  }

  close(code: number): void {
    this.#socket.close(code);
    this.ended();
  }

  /** The audio goes on without it, and so does the shift: only what hangs on the connection ends. */
  ended(): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    for (const timer of this.#timers.values()) timer.cancel();
    this.#unattend();
    if (this.#isHolder()) this.#parts.holders.delete(this.#shiftId ?? ('' as ShiftId)); // A holder has one.
  }

  #hear(data: RawData): void {
    const now = this.#parts.wallClock.now();
    this.#saidAt = [...this.#saidAt.filter((it) => it > now - RATE_WINDOW), now];
    if (this.#saidAt.length > MOST_MESSAGES) this.close(TOO_MUCH);
    this.#taking = this.#taking.then(() => this.#take(data)).catch((error) => this.#failed(error));
  }

  #failed(error: unknown): void {
    const isRefused = error instanceof AppError;
    if (!isRefused) this.#parts.log.error('voice', error);
    this.close(isRefused ? NOT_ALLOWED : INTERNAL_ERROR);
  }

  async #take(data: RawData): Promise<void> {
    if (this.#isEnded) return;
    const said = readRequest(data);
    // The first word is hello, and nothing else is.
    if (said === null || (said.type === 'hello') !== (this.#shiftId === null)) return this.close(BAD_MESSAGE);
    switch (said.type) {
      case 'hello':
        return this.#greet();
      case 'offer':
        return this.#answer(said);
      case 'check':
        if (this.#isHolder()) this.#parts.browserLine.check(this.#own(), said.what);
        return;
      case 'press':
        if (this.#isHolder()) this.#parts.browserLine.press(this.#own(), said.digits);
        return;
      default:
        return said satisfies never;
    }
  }

  async #greet(): Promise<void> {
    const shift = await this.#speakingShift();
    if (this.#isEnded) return;
    if (shift === null) return this.close(NOT_ALLOWED);
    this.#timers.get('hello')?.cancel();
    this.#shiftId = shift.id;
    this.#send({ type: 'welcome', protocol: PROTOCOL });
    this.#hold();
    this.#after(PING_EVERY, 'ping', () => this.#ping());
  }

  async #answer({ id, sdp }: VoiceRequest & { type: 'offer' }): Promise<void> {
    const shift = await this.#speakingShift();
    if (shift === null || shift.id !== this.#shiftId) return this.close(NOT_ALLOWED);
    if (this.#isEnded) return;
    // Whoever offers wants the line, also back from another tab.
    this.#hold();
    try {
      const answer = await this.#parts.browserLine.connect(shift, sdp);
      this.#send({ type: 'answer', id, sdp: answer });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const { code, values } = error;
      this.#send({ type: 'problem', code, message: this.#texts.sayAny(code, values) });
    }
  }

  /** The account's open shift, while its caller speaks by browser; null otherwise. */
  async #speakingShift(): Promise<SpeakingShift | null> {
    const view = await this.#parts.workplace.shift(this.#session.actor);
    return view?.voice.way === 'browser' ? { id: view.shiftId, way: 'browser' } : null;
  }

  #hold(): void {
    if (this.#isHolder()) return;
    const { holders } = this.#parts;
    const shiftId = this.#own();
    holders.get(shiftId)?.taken();
    holders.set(shiftId, this);
    this.#after(QUALITY_EVERY, 'quality', async () => this.#tellQuality());
  }

  #isHolder(): boolean {
    return this.#shiftId !== null && this.#parts.holders.get(this.#shiftId) === this;
  }

  #own(): ShiftId {
    if (this.#shiftId === null) throw new Error('nothing is taken before hello');
    return this.#shiftId;
  }

  #tellQuality(): void {
    const { browserLine } = this.#parts;
    const id = this.#own();
    const figures = browserLine.qualityOf(id);
    if (figures !== null) {
      const { lossHere, lossThere, jitterMs, roundTripMs } = figures;
      const isHeard = browserLine.lineOf({ id, way: 'browser' }) === 'up';
      this.#send({ type: 'quality', isHeard, lossHere, lossThere, jitterMs, roundTripMs });
    }
    this.#after(QUALITY_EVERY, 'quality', async () => this.#tellQuality());
  }

  async #ping(): Promise<void> {
    if (!this.#hasAnswered) return this.#socket.terminate();
    try {
      if (!(await this.#isSignedIn())) return this.close(NOT_SIGNED_IN);
      if ((await this.#speakingShift())?.id !== this.#shiftId) return this.close(NOT_ALLOWED);
    } catch (error) {
      return this.#failed(error);
    }
    if (this.#isEnded) return;
    this.#hasAnswered = false;
    this.#socket.ping();
    this.#after(PING_EVERY, 'ping', () => this.#ping());
  }

  /** A session that was to end by now may have been used meanwhile. */
  async #isSignedIn(): Promise<boolean> {
    if (this.#parts.wallClock.now() < this.#session.expiresAt) return true;
    const session = await this.#parts.signIn.session(this.#token);
    this.#session = session ?? this.#session;
    return session !== null;
  }

  #send(message: VoiceMessage): void {
    // What the schema does not name does not leave the server.
    if (!this.#isEnded) this.#socket.send(JSON.stringify(voiceMessage.parse(message)));
  }

  #after(ms: number, what: 'hello' | 'ping' | 'quality', task: () => Promise<void>): void {
    const { wallClock } = this.#parts;
    if (!this.#isEnded) this.#timers.set(what, wallClock.at(wallClock.now() + ms, task));
  }
}

function readRequest(data: RawData): VoiceRequest | null {
  try {
    return voiceRequest.parse(JSON.parse(String(data)));
  } catch {
    return null; // Not JSON, or not what a page of ours says.
  }
}
