import { DtlsClient, ProtectionProfileAes128CmHmacSha1_80, type Transport } from 'werift';
import type { SrtpKeys } from '../secure-channel.ts';
import { checkHandshake } from './check-handshake.ts';
import type { OwnCertificate } from './own-certificate.ts';

// RFC 6347 section 4.1 and RFC 5246 section 7.2.
const ALERT = 21;
const VERSION = 0xfefd;
const HEADER = 13;
const CLIENT = 1;
const CLOSE_NOTIFY = Buffer.from([1, 0]);
// No flight of a handshake has a number as high: werift takes them all for answered and sends none again.
const BEYOND_ALL_FLIGHTS = 99;
const KEY_BYTES = 16;
const SALT_BYTES = 14;

/** The DTLS client towards one browser, for the keys alone (RFC 5764): no data ever goes by it. */
export class DtlsAssociation {
  /** Called once; not after `close`. */
  onKeys: (keys: SrtpKeys) => void = () => {};
  /** Called once, when the browser says goodbye or the handshake fails; not after `close`. */
  onEnd: (why: Error) => void = () => {};
  readonly #dtls: DtlsClient;
  readonly #send: (datagram: Buffer) => void;
  readonly #transport: Transport;
  #state: 'new' | 'shaking hands' | 'up' | 'closed' = 'new';

  constructor(parts: {
    readonly certificate: OwnCertificate;
    readonly fingerprints: readonly string[];
    readonly send: (datagram: Buffer) => void;
  }) {
    this.#send = parts.send;
    this.#transport = transportBy((datagram) => this.#sendUnlessClosed(datagram));
    this.#dtls = new DtlsClient({
      transport: this.#transport,
      cert: parts.certificate.certPem,
      key: parts.certificate.keyPem,
      signatureHash: parts.certificate.signatureHash,
      srtpProfiles: [ProtectionProfileAes128CmHmacSha1_80],
      extendedMasterSecret: true,
    });
    checkHandshake(this.#dtls, parts.fingerprints);
    this.#dtls.onConnect.subscribe(() => this.#finish());
    this.#dtls.onError.subscribe((error) => this.#end(error));
  }

  /** Begins the handshake; a second time does nothing. */
  start(): void {
    if (this.#state !== 'new') return;
    this.#state = 'shaking hands';
    this.#dtls.connect().catch((error: Error) => this.#end(error));
  }

  receive(datagram: Buffer): void {
    if (this.#state === 'shaking hands') this.#handOver(datagram);
    else if (this.#state === 'up' && this.#isGoodbye(datagram))
      this.#end(new Error('The browser has closed'));
  }

  close(): void {
    if (this.#state === 'up') this.#sayGoodbye();
    this.#state = 'closed';
    this.#dtls.dtls.flight = BEYOND_ALL_FLIGHTS;
  }

  #sendUnlessClosed(datagram: Buffer): void {
    if (this.#state !== 'closed') this.#send(datagram);
  }

  #handOver(datagram: Buffer): void {
    try {
      // Alerts before there are keys prove nothing, and anybody can write one.
      if (datagram[0] !== ALERT) this.#transport.onData(datagram, ['', 0]);
    } catch {
      // A datagram that is none of DTLS: werift reads lengths from it before it looks.
    }
  }

  #finish(): void {
    if (this.#state !== 'shaking hands') return;
    if (this.#dtls.srtp.srtpProfile !== ProtectionProfileAes128CmHmacSha1_80) {
      this.#end(new Error('The browser has taken no profile of SRTP'));
      return;
    }
    this.#state = 'up';
    const it = this.#dtls.extractSessionKeys(KEY_BYTES, SALT_BYTES);
    this.onKeys({
      local: { key: it.localKey, salt: it.localSalt },
      remote: { key: it.remoteKey, salt: it.remoteSalt },
    });
  }

  #end(why: Error): void {
    if (this.#state === 'closed') return;
    this.close();
    this.onEnd(why);
  }

  /** Whether it is an alert, encrypted with the browser's key. After the handshake nothing else matters to us. */
  #isGoodbye(datagram: Buffer): boolean {
    if (datagram[0] !== ALERT || datagram.length < HEADER) return false;
    const header = { epoch: datagram.readUInt16BE(3), sequenceNumber: datagram.readUIntBE(5, 6) };
    try {
      const sealed = datagram.subarray(HEADER, HEADER + datagram.readUInt16BE(11));
      this.#dtls.cipher.cipher.decrypt(CLIENT, sealed, { type: ALERT, version: VERSION, ...header });
      return header.epoch === 1;
    } catch {
      return false; // Forged, or cut.
    }
  }

  #sayGoodbye(): void {
    // Far beyond what the handshake used: a number is never used twice with one key.
    const header = { epoch: 1, sequenceNumber: 2 ** 32 };
    const sealed = this.#dtls.cipher.cipher.encrypt(CLIENT, CLOSE_NOTIFY, {
      type: ALERT,
      version: VERSION,
      ...header,
    });
    const head = Buffer.alloc(HEADER);
    head.writeUInt8(ALERT, 0);
    head.writeUInt16BE(VERSION, 1);
    head.writeUInt16BE(header.epoch, 3);
    head.writeUIntBE(header.sequenceNumber, 5, 6);
    head.writeUInt16BE(sealed.length, 11);
    this.#send(Buffer.concat([head, sealed]));
  }
}

function transportBy(send: (datagram: Buffer) => void): Transport {
  return {
    type: 'udp',
    address: { address: '', port: 0, family: 'IPv4' },
    closed: false,
    onData: () => {},
    send: async (datagram) => send(datagram),
    close: async () => {},
  };
}
