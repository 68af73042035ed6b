import type { LegId } from '../core/ids.ts';
import { SECOND } from '../core/instant.ts';
import type { LegFigures, Media } from './media.ts';
import type { Clock, Timer } from './ports.ts';

const READ_EVERY = 2 * SECOND;
/** What is told is of the last ten seconds: old trouble is forgotten. */
const READINGS = 5;

export interface LegFiguresParts {
  readonly media: Pick<Media, 'figures'>;
  /** The wall's. */
  readonly clock: Clock;
  /** Whether there is any leg to read of. */
  readonly isWanted: () => boolean;
  readonly onError: (error: unknown) => void;
}

/** How the legs do, read every two seconds while there are any: screens ask at once and often. */
export class LegFiguresBook {
  readonly #parts: LegFiguresParts;
  /** The oldest first. */
  #readings: ReadonlyMap<LegId, LegFigures>[] = [];
  #timer: Timer | null = null;
  #isClosed = false;

  constructor(parts: LegFiguresParts) {
    this.#parts = parts;
  }

  /** `lossHere` of the last ten seconds, all else as it is told. */
  of(leg: LegId): LegFigures | null {
    const now = this.#readings.at(-1)?.get(leg);
    if (now === undefined) return null;
    const before = this.#readings.length > READINGS ? this.#readings[0]?.get(leg) : undefined;
    return { ...now, lossHere: lossSince(before ?? null, now) };
  }

  /** A leg was opened: from now on they are read. */
  wake(): void {
    const { clock, isWanted } = this.#parts;
    if (this.#isClosed || this.#timer !== null || !isWanted()) return;
    this.#timer = clock.at(clock.now() + READ_EVERY, () => this.#read());
  }

  close(): void {
    this.#isClosed = true;
    this.#timer?.cancel();
  }

  async #read(): Promise<void> {
    const { media, onError } = this.#parts;
    try {
      const reading = new Map((await media.figures()).map((it) => [it.leg, it]));
      this.#readings = [...this.#readings, reading].slice(-READINGS - 1);
    } catch (error) {
      onError(error);
    }
    this.#timer = null;
    this.wake();
  }
}

type Counted = Pick<LegFigures, 'received' | 'lossHere'>;

/** Loss between two readings of a leg, 0 to 1; since its opening when it was opened in between, or is as young as that. */
export function lossSince(before: Counted | null, now: Counted): number {
  if (before === null || now.received < before.received) return now.lossHere;
  const expected = expectedIn(now) - expectedIn(before);
  if (expected <= 0) return 0;
  return Math.min(1, Math.max(0, (expected - (now.received - before.received)) / expected));
}

/** Packets that were sent to us. */
function expectedIn({ received, lossHere }: Counted): number {
  return lossHere < 1 ? Math.round(received / (1 - lossHere)) : received;
}
