import type { LegAudio, LegFigures, LegSound, MediaAddress, MediaEvent } from '../../app/media.ts';
import type { LegId } from '../../core/ids.ts';
import type { PortRange } from './bind-ports.ts';
import { BrowserLine } from './browser-line.ts';
import { Leg } from './leg.ts';
import { OutgoingStream } from './outgoing-stream.ts';
import { openPhoneLine, PhoneLine } from './phone-line.ts';
import type { OpenSecureChannel } from './secure-channel.ts';
import type { Sound } from './sound.ts';

export interface LegsParts {
  readonly host: string;
  /** As the other sides see us; absent: `host`. */
  readonly publicHost?: string | undefined;
  readonly ports?: PortRange | undefined;
  readonly sounds: Readonly<Record<LegSound, Sound>>;
  readonly openSecureChannel: OpenSecureChannel;
  /** The wall, milliseconds since 1970, that nobody sets back. */
  readonly now: () => number;
  /** An unguessable whole number from 0 to below `limit`, 2^32 at most. */
  readonly random: (limit: number) => number;
  readonly tell: (event: MediaEvent) => void;
}

export interface Wire {
  readonly caller: LegId;
  readonly contact: LegId;
  readonly way: 'listen' | 'talk';
}

/** All legs of the relay, and the wires between them: `Media` without the thread. */
export class Legs {
  readonly #parts: LegsParts;
  readonly #legs = new Map<LegId, Leg>();
  /** Slot 0 of all streams. */
  readonly #epoch: number;
  /** Of a browser's leg, the newest opening: an older one that ends later is put away. */
  readonly #openings = new Map<Leg, number>();

  constructor(parts: LegsParts) {
    this.#parts = parts;
    this.#epoch = parts.now();
  }

  /** @throws Error when no ports are free, or the leg was closed meanwhile. */
  async openPhone(id: LegId): Promise<MediaAddress> {
    const { host, ports } = this.#parts;
    const leg = this.#legOf(id);
    const publicHost = this.#parts.publicHost ?? host;
    const line = await openPhoneLine({ host, publicHost, ports, listener: leg });
    if (this.#legs.get(id) !== leg) {
      line.close();
      throw new Error('the leg was closed before it was open');
    }
    leg.setLine(line);
    return line.address;
  }

  /** @throws AppError `error.voice.offer`. Error when the leg was closed, or opened anew, meanwhile. */
  async openBrowser(id: LegId, offer: string): Promise<string> {
    const { host, publicHost, ports } = this.#parts;
    const leg = this.#legOf(id);
    const opening = (this.#openings.get(leg) ?? 0) + 1;
    this.#openings.set(leg, opening);
    try {
      const place = { host, ...(publicHost && { publicHost }), ...(ports && { ports }) };
      const channel = await this.#parts.openSecureChannel(offer, {
        ...place,
        ssrc: leg.source,
        cname: leg.cname,
      });
      if (this.#openings.get(leg) !== opening) {
        channel.close();
        throw new Error('the leg was closed, or opened anew, before it was open');
      }
      leg.setLine(new BrowserLine(channel, leg));
      return channel.answer;
    } catch (error) {
      if (leg.line === null && this.#openings.get(leg) === opening) this.close(id);
      throw error;
    }
  }

  /** What has no line of a telephone is not described. */
  describe(id: LegId, audio: LegAudio): void {
    const line = this.#legs.get(id)?.line;
    if (line instanceof PhoneLine) line.describe(audio);
  }

  /** Legs that are not there (any more) stay unbridged. */
  bridge({ caller, contact, way }: Wire): void {
    const [one, other] = [this.#legs.get(caller), this.#legs.get(contact)];
    if (one === undefined || other === undefined || one === other) return;
    if (one.other !== other) {
      one.unwireBoth();
      other.unwireBoth();
    }
    one.wire(other, { isHeard: way === 'talk', passesKeys: false });
    other.wire(one, { isHeard: true, passesKeys: true });
  }

  unbridge(id: LegId): void {
    this.#legs.get(id)?.unwireBoth();
  }

  play(id: LegId, sound: LegSound | Uint8Array | null): void {
    const once = sound instanceof Uint8Array ? { bytes: sound, period: null } : null;
    this.#legs.get(id)?.play(once ?? (typeof sound === 'string' ? this.#parts.sounds[sound] : null));
  }

  echo(id: LegId, isOn: boolean): void {
    this.#legs.get(id)?.echo(isOn);
  }

  press(id: LegId, digits: string): void {
    this.#legs.get(id)?.other?.press(digits);
  }

  analyse(id: LegId): void {
    this.#legs.get(id)?.analyse();
  }

  close(id: LegId): void {
    const leg = this.#legs.get(id);
    if (leg === undefined) return;
    this.#legs.delete(id);
    this.#openings.delete(leg);
    leg.close();
  }

  closeAll(): void {
    for (const id of [...this.#legs.keys()]) this.close(id);
  }

  figures(): LegFigures[] {
    return Array.from(this.#legs.values(), (leg) => leg.figures());
  }

  /** Every 20 ms: silence, sounds and key presses go out. */
  tick(): void {
    const now = this.#parts.now();
    for (const leg of this.#legs.values()) leg.tick(now);
  }

  #legOf(id: LegId): Leg {
    const known = this.#legs.get(id);
    if (known !== undefined) return known;
    const { now, random, tell } = this.#parts;
    const start = { source: random(2 ** 32), sequence: random(0x8000), timestamp: random(2 ** 32) };
    const stream = new OutgoingStream(this.#epoch, start);
    // RFC 7022: a name that says nothing about anybody.
    const cname = random(2 ** 32).toString(36);
    const leg = new Leg({ id, stream, cname, now, random, tell });
    this.#legs.set(id, leg);
    return leg;
  }
}
