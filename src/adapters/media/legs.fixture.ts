import { randomInt } from 'node:crypto';
import type { MediaAddress, MediaEvent } from '../../app/media.ts';
import type { LegId } from '../../core/ids.ts';
import { BrowserEnd } from './browser-end.fixture.ts';
import { Legs } from './legs.ts';
import { momentSound, ringTone } from './sound.ts';
import { openTelephone, type Telephone, Waiting } from './telephone.fixture.ts';

export const MOMENT = 0x21;
export const HELLO = 0x22;

/** Legs with real sockets, a wall moved by hand, browsers in memory and telephones on loopback. */
export class World {
  readonly events = new Waiting<MediaEvent>();
  readonly browsers: BrowserEnd[] = [];
  readonly telephones: Telephone[] = [];
  now = 1_800_000_000_000;
  readonly legs = new Legs({
    host: '127.0.0.1',
    sounds: {
      ringing: ringTone(),
      moment: momentSound(new Uint8Array(1600).fill(MOMENT)),
      hello: { bytes: new Uint8Array(1600).fill(HELLO), period: null },
      sorry: { bytes: new Uint8Array(1600).fill(HELLO), period: null },
    },
    openSecureChannel: async (_offer, place) => {
      const browser = new BrowserEnd(place);
      this.browsers.push(browser);
      return browser.channel;
    },
    now: () => this.now,
    random: (limit) => randomInt(limit),
    tell: (event) => this.events.push(event),
  });

  /** Frames go by. */
  pass(frames: number, each: () => void = () => {}): void {
    for (let frame = 0; frame < frames; frame++) {
      this.now += 20;
      each();
      this.legs.tick();
    }
  }

  async phone(id: LegId): Promise<{ phone: Telephone; at: MediaAddress }> {
    const phone = await openTelephone();
    this.telephones.push(phone);
    const at = await this.legs.openPhone(id);
    this.legs.describe(id, phone.describes());
    return { phone, at };
  }

  async browser(id: LegId): Promise<BrowserEnd> {
    await this.legs.openBrowser(id, 'offer');
    // Just opened.
    const browser = this.browsers.at(-1) as BrowserEnd;
    await browser.connect();
    return browser;
  }

  close(): void {
    this.legs.closeAll();
    for (const phone of this.telephones) phone.close();
  }
}
