import type { LiveEvent } from '../../protocol/live.ts';
import { type Hello, PROTOCOL_VERSION, type ServerMessage } from '../../protocol/live.ts';

/** The global WebSocket of Node, which takes headers as a browser does not. */
export interface Socket {
  send(text: string): void;
  close(): void;
  addEventListener(kind: 'open' | 'close' | 'message', listener: (event: { data?: unknown }) => void): void;
}

export interface LiveListener {
  clock(now: number, speed: number): void;
  /** The line is up, at first or again; how the shift stands comes next. */
  welcome(): void;
  /** The line is gone: nobody tells the time any more. */
  away(): void;
  event(event: LiveEvent): void;
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
      // The server of the contract sends nothing else.
      this.#hear(JSON.parse(String(data)) as ServerMessage);
    });
    socket.addEventListener('close', () => {
      if (this.#isClosed) return;
      if (this.#isUp) this.#listener.away();
      this.#isUp = false;
      this.#after(AGAIN_AFTER_MS, () => this.#open());
    });
  }

  #hear(message: ServerMessage): void {
    if (message.type === 'welcome') {
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
