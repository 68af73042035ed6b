import type { Hello, LiveEvent, PROTOCOL_VERSION, ServerMessage } from '../../protocol/live.ts';
import type { BrowserClock } from '../browser-clock.ts';
import type { ClockReading } from './campaign-clock.ts';

export type Topic = Hello['topic'];

/** The part of a WebSocket that is used, so that a test can be the server. */
export interface Socket {
  send(text: string): void;
  close(): void;
}

export interface SocketEvents {
  opened(): void;
  received(text: string): void;
  /** `code` as RFC 6455 section 7.4 has it; also when it never opened. */
  closed(code: number): void;
}

export type LiveStatus =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'online' }
  /** `since`: milliseconds of the browser's clock. It goes on trying. */
  | { readonly kind: 'offline'; readonly since: number }
  /** The session is over (`signed-out`) or may not see this (`forbidden`): it does not try again. */
  | { readonly kind: 'refused'; readonly why: 'signed-out' | 'forbidden' };

export interface LiveListener {
  event(event: LiveEvent): void;
  status(status: LiveStatus): void;
  clock(reading: ClockReading): void;
  /** The server speaks a newer protocol: this page must load itself anew. */
  outdated(): void;
}

export interface Live {
  /** Tries at once, where it would wait: the network came back, the page is looked at again. */
  retry(): void;
  /** The browser has no network any more: an open socket would hear of it only after minutes. */
  drop(): void;
  close(): void;
}

// The type alone is imported, so that zod stays out of the page; another version does not compile.
const PROTOCOL: typeof PROTOCOL_VERSION = 1;

/** Waits between tries, in milliseconds; the last one repeats. With the time to connect it stays within 5 s. */
const BACK_OFF = [200, 400, 800, 1_600, 3_000];

/**
 * Listens to one topic until it is closed, across network and server failures.
 *
 * Says where it stands, so that the server sends what was missed; where that is too much, the whole state comes as an
 * event like any other.
 */
export function openLive(parts: {
  connect: (events: SocketEvents) => Socket;
  topic: Topic;
  clock: BrowserClock;
  listener: LiveListener;
}): Live {
  const { connect, topic, clock, listener } = parts;
  let after: Hello['after'] = null;
  let tries = 0;
  let since: number | null = null;
  let socket: Socket | null = null;
  let cancelWait: (() => void) | null = null;
  let isClosed = false;
  let opened = 0;

  const open = () => {
    cancelWait = null;
    opened += 1;
    const mine = opened;
    socket = connect({
      opened: () => socket?.send(JSON.stringify({ type: 'hello', protocol: PROTOCOL, topic, after })),
      // The server of our own origin, which checked it against the contract.
      received: (text) => take(JSON.parse(text) as ServerMessage),
      // One that was dropped says so late, when the next one may be open.
      closed: (code) => mine === opened && lost(code),
    });
  };

  const take = (message: ServerMessage) => {
    if (message.type === 'welcome') {
      if (message.protocol !== PROTOCOL) return listener.outdated();
      tries = 0;
      since = null;
      after = { stream: message.stream, seq: message.isComplete ? (after?.seq ?? message.seq) : message.seq };
      listener.clock({ now: message.now, speed: message.speed, wallAt: clock.now() });
      return listener.status({ kind: 'online' });
    }
    if (after !== null) after = { ...after, seq: message.seq };
    if (message.event.kind !== 'clock') return listener.event(message.event);
    listener.clock({ now: message.event.now, speed: message.event.speed, wallAt: clock.now() });
  };

  const lost = (code: number) => {
    socket = null;
    if (isClosed) return;
    if (code === 4401) return listener.status({ kind: 'refused', why: 'signed-out' });
    if (code === 4403) return listener.status({ kind: 'refused', why: 'forbidden' });
    since ??= clock.now();
    listener.status({ kind: 'offline', since });
    cancelWait = clock.after(BACK_OFF[Math.min(tries, BACK_OFF.length - 1)] ?? 3_000, open);
    tries += 1;
  };

  open();
  return {
    retry() {
      if (isClosed || cancelWait === null) return;
      cancelWait();
      open();
    },
    drop() {
      if (isClosed || socket === null) return;
      opened += 1;
      socket.close();
      lost(1006);
    },
    close() {
      isClosed = true;
      cancelWait?.();
      socket?.close();
    },
  };
}
