import { randomBytes } from 'node:crypto';
import { isControl } from './rtp-packet.ts';
import type { ChannelPlace, SecureChannel, SrtpKeys } from './secure-channel.ts';
import { SrtpReceiver, SrtpSender, TAG_BYTES } from './srtp.ts';
import { type Heard, readHeard, rtp, toneFrame, Waiting } from './telephone.fixture.ts';

/** A browser in memory: the encrypted way to it, and its own end of SRTP. */
export class BrowserEnd {
  readonly heard = new Waiting<Heard>();
  readonly reports = new Waiting<Buffer>();
  readonly channel: SecureChannel;
  readonly place: ChannelPlace;
  isClosed = false;
  readonly #sender: SrtpSender;
  readonly #receiver: SrtpReceiver;
  readonly #keys = Promise.withResolvers<SrtpKeys>();
  readonly #ours: SrtpKeys = { local: masterKey(), remote: masterKey() };
  #sequence = 100;

  constructor(place: ChannelPlace) {
    this.place = place;
    this.#sender = new SrtpSender(this.#ours.remote);
    this.#receiver = new SrtpReceiver(this.#ours.local);
    this.channel = {
      answer: `answer ${place.ssrc}`,
      keys: this.#keys.promise,
      payloadTypes: [8, 0],
      telephoneEvent: 110,
      send: (datagram) => this.#take(Buffer.from(datagram)),
      onDatagram: () => {},
      onDown: () => {},
      close: () => {
        this.isClosed = true;
      },
    };
  }

  /** DTLS is done. */
  async connect(): Promise<void> {
    this.#keys.resolve(this.#ours);
    await this.#keys.promise;
  }

  say(payload: Uint8Array = toneFrame(711, this.#sequence), payloadType = 8): void {
    const sequence = this.#sequence++;
    const plain = rtp({ sequence, payloadType, source: 4242 }, payload);
    const bytes = Buffer.concat([plain, Buffer.alloc(TAG_BYTES)]);
    this.#sender.protect(bytes, plain.length, sequence);
    this.channel.onDatagram(bytes);
  }

  #take(bytes: Buffer): void {
    const length = isControl(bytes)
      ? this.#receiver.unprotectControl(bytes)
      : this.#receiver.unprotect(bytes);
    if (length < 0) throw new Error('a packet that a browser cannot read');
    const plain = bytes.subarray(0, length);
    const heard = isControl(plain) ? null : readHeard(plain);
    if (heard === null) this.reports.push(plain);
    else this.heard.push(heard);
  }
}

function masterKey() {
  return { key: randomBytes(16), salt: randomBytes(14) };
}
