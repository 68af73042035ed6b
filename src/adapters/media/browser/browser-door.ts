import type { RemoteInfo, Socket } from 'node:dgram';
import type { MediaAddress } from '../../../app/media.ts';
import { readAskedUfrag } from './stun.ts';

/** One browser's end of ICE, as its door sees it. */
export interface Guest {
  /** Ours, which its browser asks for. */
  readonly ufrag: string;
  /** A question by STUN that names our ufrag; nothing of it is proved yet. */
  answer(datagram: Buffer, from: RemoteInfo, socket: Socket): void;
  /** Called for what is no STUN (RFC 7983) and comes by a way that its browser has proved. */
  onDatagram: (datagram: Buffer) => void;
}

/** A way to a browser that it has proved to be at the other end of (RFC 8445 section 7.3). */
export interface Path {
  readonly socket: Socket;
  readonly address: string;
  readonly port: number;
}

/** 2,500 packets a second: with many more, a stall of the thread would overflow the socket’s buffer. */
const MOST_GUESTS = 50;

/**
 * The sockets that many browsers share: one that has something is asked again until it has nothing, so fifty that have a
 * packet each cost more than one that has fifty (docs/decisions/one-door-for-browsers.md). Questions find their browser by
 * the ufrag they name, all else by where it comes from.
 */
export class BrowserDoor {
  /** Where its sockets are bound. */
  readonly addresses: readonly MediaAddress[];
  readonly #sockets: readonly Socket[];
  readonly #onEmpty: () => void;
  readonly #guests = new Map<string, Guest>();
  /** By the other side's port. */
  readonly #ways = new Map<number, { readonly path: Path; readonly guest: Guest }[]>();

  /** @param sockets Bound; closed when the last guest has left. @param onEmpty Called then. */
  constructor(sockets: readonly Socket[], onEmpty: () => void) {
    this.#sockets = sockets;
    this.#onEmpty = onEmpty;
    this.addresses = sockets.map((it) => ({ host: it.address().address, port: it.address().port }));
    for (const socket of sockets) {
      socket.on('message', (datagram, from) => this.#take(datagram, from, socket));
      // What the operating system says of a single packet (nobody listens there) is no more than a lost packet.
      socket.on('error', () => {});
    }
  }

  get hasRoom(): boolean {
    return this.#guests.size < MOST_GUESTS;
  }

  enter(guest: Guest): void {
    this.#guests.set(guest.ufrag, guest);
  }

  /** From now on the guest is given what comes by this path, as are all others who have proved it, too. */
  openWay(path: Path, guest: Guest): void {
    this.#ways.set(path.port, [...(this.#ways.get(path.port) ?? []), { path, guest }]);
  }

  leave(guest: Guest): void {
    if (!this.#guests.delete(guest.ufrag)) return;
    for (const [port, ways] of this.#ways) {
      const others = ways.filter((it) => it.guest !== guest);
      if (others.length > 0) this.#ways.set(port, others);
      else this.#ways.delete(port);
    }
    if (this.#guests.size > 0) return;
    for (const socket of this.#sockets) socket.close();
    this.#onEmpty();
  }

  #take(datagram: Buffer, from: RemoteInfo, socket: Socket): void {
    // RFC 7983: STUN begins with 0 to 3.
    if ((datagram[0] ?? 0) < 4) {
      this.#guests.get(readAskedUfrag(datagram) ?? '')?.answer(datagram, from, socket);
      return;
    }
    const ways = this.#ways.get(from.port);
    if (ways === undefined) return;
    // Mostly one. Whoever is not meant finds out by its keys, as with a packet that somebody has forged.
    for (const { path, guest } of ways)
      if (path.address === from.address && path.socket === socket) guest.onDatagram(datagram);
  }
}
