import type { LegId } from '../core/ids.ts';
import { SECOND } from '../core/instant.ts';
import type { LegFigures, Media } from './media.ts';
import type { Clock, Timer } from './ports.ts';

const READ_EVERY = 2 * SECOND;

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
  #figures: ReadonlyMap<LegId, LegFigures> = new Map();
  #timer: Timer | null = null;
  #isClosed = false;

  constructor(parts: LegFiguresParts) {
    this.#parts = parts;
  }

  of(leg: LegId): LegFigures | null {
    return this.#figures.get(leg) ?? null;
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
      this.#figures = new Map((await media.figures()).map((it) => [it.leg, it]));
    } catch (error) {
      onError(error);
    }
    this.#timer = null;
    this.wake();
  }
}
