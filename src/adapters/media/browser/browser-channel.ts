import type { SecureChannel, SrtpKeys } from '../secure-channel.ts';
import { DtlsAssociation } from './dtls-association.ts';
import type { IceLite } from './ice-lite.ts';
import type { OwnCertificate } from './own-certificate.ts';
import type { Offer } from './read-offer.ts';

const TICK_MS = 1000;
// A browser that talks sends 50 packets a second, and asks for consent every 2.5 (Chromium) to 6 seconds (Firefox).
const SILENT_TICKS = 5;
// RFC 7675 section 5.1 lets consent lapse after 30 s; two questions missed are enough for us.
const NO_CONSENT_TICKS = 15;
// Nobody comes: the offer was given up, or no way leads here.
const NO_KEYS_TICKS = 15;

/** The encrypted way to one browser: its ICE, its DTLS and the watch over both. */
export class BrowserChannel implements SecureChannel {
  readonly answer: string;
  readonly keys: Promise<SrtpKeys>;
  readonly payloadTypes: readonly number[];
  readonly telephoneEvent: number | null;
  onDatagram: (datagram: Buffer) => void = () => {};
  onDown: () => void = () => {};
  readonly #ice: IceLite;
  readonly #dtls: DtlsAssociation;
  readonly #watch: NodeJS.Timeout;
  #rejectKeys: (why: Error) => void = () => {};
  #isUp = false;
  #isClosed = false;
  // Counted in ticks of the watch, not by the clock: after our own thread stood still, what came meanwhile still counts.
  #silentTicks = 0;
  #noConsentTicks = 0;

  constructor(parts: { offer: Offer; answer: string; ice: IceLite; certificate: OwnCertificate }) {
    this.answer = parts.answer;
    this.payloadTypes = parts.offer.payloadTypes;
    this.telephoneEvent = parts.offer.telephoneEvent;
    this.#ice = parts.ice;
    this.#dtls = new DtlsAssociation({
      certificate: parts.certificate,
      fingerprints: parts.offer.fingerprints,
      send: (datagram) => this.#ice.send(datagram),
    });
    this.keys = this.#awaitKeys();
    this.#ice.onConsent = () => this.#consent();
    this.#ice.onDatagram = (datagram) => this.#take(datagram);
    this.#watch = setInterval(() => this.#tick(), TICK_MS);
  }

  send(datagram: Uint8Array): void {
    this.#ice.send(datagram);
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    clearInterval(this.#watch);
    this.#dtls.close();
    this.#ice.close();
    this.#rejectKeys(new Error('The connection to the browser is closed'));
  }

  #awaitKeys(): Promise<SrtpKeys> {
    const keys = new Promise<SrtpKeys>((resolve, reject) => {
      this.#rejectKeys = reject;
      this.#dtls.onKeys = (it) => {
        this.#isUp = true;
        resolve(it);
      };
      this.#dtls.onEnd = (why) => this.#goDown(why);
    });
    // Whoever waits for the keys hears of it; nobody has to.
    keys.catch(() => {});
    return keys;
  }

  #consent(): void {
    this.#silentTicks = 0;
    this.#noConsentTicks = 0;
    this.#dtls.start();
  }

  /** RFC 7983: 20 to 63 is DTLS, 128 to 191 is RTP or RTCP. */
  #take(datagram: Buffer): void {
    const first = datagram[0] ?? 0;
    if (first >= 128 && first < 192) {
      this.#silentTicks = 0;
      if (this.#isUp) this.onDatagram(datagram);
    } else if (first >= 20 && first < 64) this.#dtls.receive(datagram);
  }

  #tick(): void {
    this.#silentTicks += 1;
    this.#noConsentTicks += 1;
    const silentTicks = this.#isUp ? SILENT_TICKS : NO_KEYS_TICKS;
    if (this.#silentTicks > silentTicks || this.#noConsentTicks > NO_CONSENT_TICKS)
      this.#goDown(new Error('The browser gives no sign of life'));
  }

  #goDown(why: Error): void {
    if (this.#isClosed) return;
    this.#rejectKeys(why);
    this.close();
    this.onDown();
  }
}
