import type { RemoteInfo, Socket } from 'node:dgram';
import type { LegAudio, MediaAddress } from '../../app/media.ts';
import { bindPorts, type PortRange } from './bind-ports.ts';
import type { Line, LineListener } from './line.ts';
import { HEADER_BYTES, isControl, PCMA, PCMU } from './rtp-packet.ts';

/**
 * Plain RTP to a telephone. Symmetric (RFC 4961), with a lock: nothing is taken but from the host that the other side
 * has described, and from one port of it, that of the first packet; there we send, too (it may sit behind a router
 * that turned the port). So nobody else on the network can speak into the call, or draw its audio away.
 */
export class PhoneLine implements Line {
  readonly isTelephone = true;
  /** Where the other side is to send. */
  readonly address: MediaAddress;
  isOpen = false;
  payloadTypes: readonly number[] = [];
  telephoneEvent: number | null = null;
  readonly #audio: Socket;
  readonly #control: Socket;
  readonly #listener: LineListener;
  #host: string | null = null;
  #described: MediaAddress | null = null;
  /** Of the other side; what was described until the first packet shows the true one. */
  #port = 0;
  #isLatched = false;
  #isConnected = false;
  #controlPort = 0;
  #isControlLatched = false;
  #isClosed = false;
  /** The last packet from before the answer: sound often overtakes the signalling, and the first word is in it. */
  #early: { readonly bytes: Buffer; readonly from: RemoteInfo } | null = null;

  constructor(parts: {
    readonly audio: Socket;
    readonly control: Socket;
    readonly publicHost: string;
    readonly listener: LineListener;
  }) {
    this.#audio = parts.audio;
    this.#control = parts.control;
    this.#listener = parts.listener;
    this.address = { host: parts.publicHost, port: parts.audio.address().port };
    parts.audio.on('message', (bytes, from) => this.#takeAudio(bytes, from));
    parts.control.on('message', (bytes, from) => this.#takeControl(bytes, from));
    // "Nobody listens there" (ICMP) comes as an error of the socket: the call's signalling finds out by itself.
    for (const socket of [parts.audio, parts.control]) socket.on('error', () => {});
  }

  /** The other side's answer, or a newer one: whoever was locked in before is forgotten. */
  describe(audio: LegAudio): void {
    if (this.#isClosed) return;
    const payloadTypes = audio.payloadTypes.filter((it) => it === PCMA || it === PCMU);
    const { host, port } = audio.address;
    const isNew = this.#described?.host !== host || this.#described.port !== port;
    this.#unlock();
    this.#described = audio.address;
    this.#host = plainHost(host);
    this.#port = port;
    this.#controlPort = port + 1;
    this.payloadTypes = payloadTypes;
    this.telephoneEvent = audio.telephoneEvent;
    this.isOpen = this.#host !== null && port > 0 && payloadTypes.length > 0;
    if (isNew && this.isOpen) this.#listener.lineOpened(this);
    else this.#listener.lineChanged(this);
    const early = this.#early;
    this.#early = null;
    // Now it is known who may be heard.
    if (early !== null) this.#takeAudio(early.bytes, early.from);
  }

  send(bytes: Buffer, start: number, end: number, _index: number): void {
    if (this.#host === null || this.#isClosed) return;
    const packet = start === 0 && end === bytes.length ? bytes : bytes.subarray(start, end);
    if (this.#isConnected) this.#audio.send(packet);
    else this.#audio.send(packet, this.#port, this.#host);
  }

  sendControl(bytes: Buffer, length: number): void {
    if (this.#host === null || this.#isClosed || this.#controlPort > 65_535) return;
    this.#control.send(bytes.subarray(0, length), this.#controlPort, this.#host);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.isOpen = false;
    this.#audio.close();
    this.#control.close();
  }

  #takeAudio(bytes: Buffer, from: RemoteInfo): void {
    if (this.#isClosed) return;
    if (this.#described === null) this.#early = { bytes, from };
    if (from.address !== this.#host) return;
    if (bytes.length < HEADER_BYTES || (bytes[0] ?? 0) >> 6 !== 2) return;
    if (isControl(bytes)) {
      this.#listener.takeControl(bytes);
      return;
    }
    if (!this.#isLatched) this.#latch(this.#host, from.port);
    else if (from.port !== this.#port) return;
    this.#listener.takeAudio(bytes, bytes.length);
  }

  /** A connected socket hears nobody else, by the system's own hand, and sends a tenth to a quarter cheaper. */
  #latch(host: string, port: number): void {
    this.#port = port;
    this.#isLatched = true;
    this.#audio.connect(port, host);
    this.#isConnected = isConnected(this.#audio);
  }

  #unlock(): void {
    if (this.#isConnected) this.#audio.disconnect();
    this.#isConnected = false;
    this.#isLatched = false;
    this.#isControlLatched = false;
  }

  #takeControl(bytes: Buffer, from: RemoteInfo): void {
    if (this.#isClosed || from.address !== this.#host || !isControl(bytes)) return;
    if (this.#isControlLatched && from.port !== this.#controlPort) return;
    this.#controlPort = from.port;
    this.#isControlLatched = true;
    this.#listener.takeControl(bytes);
  }
}

/** Opens the ports. @throws Error when none are free. */
export async function openPhoneLine(parts: {
  readonly host: string;
  readonly publicHost: string;
  readonly ports?: PortRange | undefined;
  readonly listener: LineListener;
}): Promise<PhoneLine> {
  const { host, publicHost, ports, listener } = parts;
  const pair = await bindPorts(host, ports);
  return new PhoneLine({ ...pair, publicHost, listener });
}

/** Since nothing is looked up it is known at once. Where the system refused, each packet says where it goes. */
function isConnected(socket: Socket): boolean {
  try {
    socket.remoteAddress();
    return true;
  } catch {
    return false;
  }
}

/**
 * The host as the socket will name it; null for a name (a lock needs an address), and for nowhere: so a call was put
 * on hold before RFC 3264, and our own machine would hear what is sent there.
 */
function plainHost(host: string): string | null {
  if (host === '0.0.0.0' || host === '::') return null;
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(host)) return host;
  if (!host.includes(':')) return null;
  return URL.parse(`http://[${host}]`)?.hostname.slice(1, -1) ?? null;
}
