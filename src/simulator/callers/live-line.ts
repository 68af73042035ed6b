import { type Hello, type LiveEvent, PROTOCOL_VERSION, type ServerMessage } from '../../protocol/live.ts';
import { refusalOfLine } from './refusal.ts';

/** The global WebSocket of Node, which takes headers as a browser does not. */
export interface Socket {
  send(text: string): void;
  close(): void;
  addEventListener(
    kind: 'open' | 'close' | 'message',
    listener: (event: { data?: unknown; code?: number }) => void,
  ): void;
}

export interface LiveListener {
  clock(now: number, speed: number): void;
  /** The line is up, at first or again; how the shift stands comes next. */
  welcome(): void;
  /** The line is gone: nobody tells the time any more. */
  away(): void;
  event(event: LiveEvent): void;
  /** The server will never tell anything; the line does not come back. */
  refused(why: string): void;
}

/** How long to wait before connecting again, in milliseconds of the wall. */
const AGAIN_AFTER_MS = 150;

/**
 * A caller's live connection: comes back by itself after the server was away, and tells what was missed.
 */
export class LiveLine {
  readonly #connect: () => Socket;
  readonly #listener: LiveListener;
  readonly #after: (ms: number, run: () => void) => void;
  #stands: Hello['after'] = null;
  #socket: Socket | null = null;
  #isUp = false;
  #isClosed = false;

  constructor(connect: () => Socket, listener: LiveListener, after: (ms: number, run: () => void) => void) {
    this.#connect = connect;
    this.#listener = listener;
    this.#after = after;
    this.#open();
  }

  close(): void {
    this.#isClosed = true;
    this.#socket?.close();
  }

  #open(): void {
    const socket = this.#connect();
    this.#socket = socket;
    socket.addEventListener('open', () => {
      const hello: Hello = {
        type: 'hello',
        protocol: PROTOCOL_VERSION,
        topic: { kind: 'shift' },
        after: this.#stands,
      };
      socket.send(JSON.stringify(hello));
    });
    socket.addEventListener('message', ({ data }) => {
      const message = readMessage(data);
      if (message === null) this.#refuse('unreadable');
      else this.#hear(message);
    });
    socket.addEventListener('close', ({ code = 0 }) => {
      if (this.#isClosed) return;
      const refusal = refusalOfLine(code);
      if (refusal !== null) return this.#refuse(refusal);
      if (this.#isUp) this.#listener.away();
      this.#isUp = false;
      this.#after(AGAIN_AFTER_MS, () => this.#open());
    });
  }

  #refuse(why: string): void {
    this.close();
    this.#listener.refused(why);
  }

  #hear(message: ServerMessage): void {
    if (message.type === 'welcome') {
      if (message.protocol !== PROTOCOL_VERSION) {
        this.#refuse(`protocol ${message.protocol}`);
        return;
      }
      // Without all that was missed the state comes as the next event.
      this.#stands = { stream: message.stream, seq: message.seq };
      this.#isUp = true;
      this.#listener.welcome();
      this.#listener.clock(message.now, message.speed);
      return;
    }
    if (this.#stands !== null) this.#stands = { ...this.#stands, seq: message.seq };
    const { event } = message;
    if (event.kind === 'clock') this.#listener.clock(event.now, event.speed);
    else this.#listener.event(event);
  }
}

function readMessage(data: unknown): ServerMessage | null {
  try {
    return JSON.parse(String(data)) as ServerMessage; // The server of the contract sends nothing else.
  } catch {
    return null; // It is another one.
  }
}
