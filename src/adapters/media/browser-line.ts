import type { Line, LineListener } from './line.ts';
import { isControl } from './rtp-packet.ts';
import type { SecureChannel, SrtpKeys } from './secure-channel.ts';
import { SrtpReceiver, SrtpSender, TAG_BYTES } from './srtp.ts';

const LONGEST_PACKET = 1500;

/** SRTP to a browser, once its channel has keys. */
export class BrowserLine implements Line {
  readonly isTelephone = false;
  isOpen = false;
  readonly payloadTypes: readonly number[];
  readonly telephoneEvent: number | null;
  readonly #channel: SecureChannel;
  readonly #listener: LineListener;
  /** Packets are put together here. A view of each length is made once: they are all of one length or two. */
  readonly #packet = Buffer.alloc(LONGEST_PACKET + TAG_BYTES);
  readonly #views: Buffer[] = [];
  #sender: SrtpSender | null = null;
  #receiver: SrtpReceiver | null = null;
  #isClosed = false;

  constructor(channel: SecureChannel, listener: LineListener) {
    this.#channel = channel;
    this.#listener = listener;
    this.payloadTypes = channel.payloadTypes;
    this.telephoneEvent = channel.telephoneEvent;
    channel.onDatagram = (datagram) => this.#take(datagram);
    channel.onDown = () => this.#down();
    channel.keys.then(
      (keys) => this.#open(keys),
      () => this.#down(),
    );
  }

  send(bytes: Buffer, start: number, end: number, index: number): void {
    if (this.#sender === null || end - start > LONGEST_PACKET) return;
    bytes.copy(this.#packet, 0, start, end);
    this.#channel.send(this.#view(this.#sender.protect(this.#packet, end - start, index)));
  }

  sendControl(bytes: Buffer, length: number): void {
    if (this.#sender === null) return;
    this.#channel.send(bytes.subarray(0, this.#sender.protectControl(bytes, length)));
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.isOpen = false;
    this.#channel.close();
  }

  #open(keys: SrtpKeys): void {
    if (this.#isClosed) return;
    this.#sender = new SrtpSender(keys.local);
    this.#receiver = new SrtpReceiver(keys.remote);
    this.isOpen = true;
    this.#listener.lineOpened(this);
  }

  #take(datagram: Buffer): void {
    const receiver = this.#receiver;
    if (receiver === null || this.#isClosed) return;
    if (isControl(datagram)) {
      const length = receiver.unprotectControl(datagram);
      if (length > 0) this.#listener.takeControl(datagram.subarray(0, length));
      return;
    }
    const length = receiver.unprotect(datagram);
    if (length > 0) this.#listener.takeAudio(datagram, length);
  }

  #down(): void {
    if (this.#isClosed) return;
    this.close();
    this.#listener.lineDown(this);
  }

  #view(length: number): Buffer {
    const known = this.#views[length];
    if (known !== undefined) return known;
    const view = this.#packet.subarray(0, length);
    this.#views[length] = view;
    return view;
  }
}
