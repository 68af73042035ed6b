import { randomBytes } from 'node:crypto';
import type { RemoteInfo, Socket } from 'node:dgram';
import type { MediaAddress } from '../../../app/media.ts';
import type { BrowserDoor, Guest, Path } from './browser-door.ts';
import { formatBindingSuccess, readBindingRequest } from './stun.ts';

// A browser has a handful of addresses; who knows the password and asks from more than that is up to no good.
const MOST_PATHS = 32;

/**
 * Our end of an ICE-lite connection (RFC 8445 section 2.5): asks nobody anything, answers the browser's questions, and
 * follows it to the way it chooses. So its own addresses never matter to us, hidden behind mDNS names or not.
 */
export class IceLite implements Guest {
  readonly ufrag = randomBytes(6).toString('base64url').replaceAll('-', '+').replaceAll('_', '/');
  readonly password = randomBytes(18).toString('base64url').replaceAll('-', '+').replaceAll('_', '/');
  /** Called for each proved question of the browser: it is there, and agrees to be sent to (RFC 7675). */
  onConsent: () => void = () => {};
  onDatagram: (datagram: Buffer) => void = () => {};
  readonly #door: BrowserDoor;
  readonly #username: string;
  readonly #paths: Path[] = [];
  #path: Path | null = null;
  #isClosed = false;

  /** @param door Left with `close`. */
  constructor(door: BrowserDoor, browserUfrag: string) {
    this.#door = door;
    this.#username = `${this.ufrag}:${browserUfrag}`;
    door.enter(this);
  }

  /** Where its sockets are bound. */
  get addresses(): readonly MediaAddress[] {
    return this.#door.addresses;
  }

  /** Goes the chosen way at once; nowhere while there is none. */
  send(datagram: Uint8Array): void {
    if (this.#path !== null && !this.#isClosed)
      this.#path.socket.send(datagram, this.#path.port, this.#path.address);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#door.leave(this);
  }

  answer(datagram: Buffer, from: RemoteInfo, socket: Socket): void {
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
    this.#door.openWay(path, this);
    return path;
  }

  /** The first way will do until the browser chooses one; it may choose again (another network). */
  #choose(path: Path, isNominated: boolean): void {
    if (isNominated || this.#path === null) this.#path = path;
  }

  #find(from: RemoteInfo, socket: Socket): Path | undefined {
    return this.#paths.find(
      (it) => it.port === from.port && it.address === from.address && it.socket === socket,
    );
  }
}
