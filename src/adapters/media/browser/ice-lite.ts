import { randomBytes } from 'node:crypto';
import type { RemoteInfo, Socket } from 'node:dgram';
import type { MediaAddress } from '../../../app/media.ts';
import { formatBindingSuccess, readBindingRequest } from './stun.ts';

/** A way to the browser that it has proved to be at the other end of (RFC 8445 section 7.3). */
interface Path {
  readonly socket: Socket;
  readonly address: string;
  readonly port: number;
}

// A browser has a handful of addresses; who knows the password and asks from more than that is up to no good.
const MOST_PATHS = 32;

/**
 * Our end of an ICE-lite connection (RFC 8445 section 2.5): asks nobody anything, answers the browser's questions, and
 * follows it to the way it chooses. So its own addresses never matter to us, hidden behind mDNS names or not.
 */
export class IceLite {
  readonly ufrag = randomBytes(6).toString('base64url').replaceAll('-', '+').replaceAll('_', '/');
  readonly password = randomBytes(18).toString('base64url').replaceAll('-', '+').replaceAll('_', '/');
  /** Called for each proved question of the browser: it is there, and agrees to be sent to (RFC 7675). */
  onConsent: () => void = () => {};
  /** Called for what is no STUN (RFC 7983) and comes by a proved way. */
  onDatagram: (datagram: Buffer) => void = () => {};
  readonly #sockets: readonly Socket[];
  readonly #username: string;
  readonly #paths: Path[] = [];
  #path: Path | null = null;
  #isClosed = false;

  /** @param sockets Bound; closed with this. */
  constructor(sockets: readonly Socket[], browserUfrag: string) {
    this.#sockets = sockets;
    this.#username = `${this.ufrag}:${browserUfrag}`;
    for (const socket of sockets) {
      socket.on('message', (datagram, from) => this.#take(datagram, from, socket));
      // What the operating system says of a single packet (nobody listens there) is no more than a lost packet.
      socket.on('error', () => {});
    }
  }

  /** Where the sockets are bound. */
  get addresses(): MediaAddress[] {
    return this.#sockets.map((it) => ({ host: it.address().address, port: it.address().port }));
  }

  /** Goes the chosen way at once; nowhere while there is none. */
  send(datagram: Uint8Array): void {
    if (this.#path !== null && !this.#isClosed)
      this.#path.socket.send(datagram, this.#path.port, this.#path.address);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    for (const socket of this.#sockets) socket.close();
  }

  #take(datagram: Buffer, from: RemoteInfo, socket: Socket): void {
    // RFC 7983: STUN begins with 0 to 3.
    if ((datagram[0] ?? 0) < 4) this.#answer(datagram, from, socket);
    else if (this.#isProved(from, socket)) this.onDatagram(datagram);
  }

  #isProved(from: RemoteInfo, socket: Socket): boolean {
    return (
      (this.#path !== null && isSame(this.#path, from, socket)) || this.#find(from, socket) !== undefined
    );
  }

  #answer(datagram: Buffer, from: RemoteInfo, socket: Socket): void {
    const request = readBindingRequest(datagram, { username: this.#username, password: this.password });
    const path = request === null ? undefined : (this.#find(from, socket) ?? this.#prove(from, socket));
    if (request === null || path === undefined) return;
    const success = formatBindingSuccess(
      request.transactionId,
      { host: from.address, port: from.port },
      this.password,
    );
    socket.send(success, from.port, from.address);
    this.#choose(path, request.isNominated);
    this.onConsent();
  }

  #prove(from: RemoteInfo, socket: Socket): Path | undefined {
    if (this.#paths.length >= MOST_PATHS) return undefined;
    const path = { socket, address: from.address, port: from.port };
    this.#paths.push(path);
    return path;
  }

  /** The first way will do until the browser chooses one; it may choose again (another network). */
  #choose(path: Path, isNominated: boolean): void {
    if (isNominated || this.#path === null) this.#path = path;
  }

  #find(from: RemoteInfo, socket: Socket): Path | undefined {
    return this.#paths.find((it) => isSame(it, from, socket));
  }
}

function isSame(path: Path, from: RemoteInfo, socket: Socket): boolean {
  return path.port === from.port && path.address === from.address && path.socket === socket;
}
