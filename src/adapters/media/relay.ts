import { Worker } from 'node:worker_threads';
import type { LegFigures, Media, MediaAddress, MediaEvent } from '../../app/media.ts';
import { AppError } from '../../core/app-error.ts';
import type { LegId } from '../../core/ids.ts';
import type { PortRange } from './bind-ports.ts';
import type { Answer, FromWorker, Order, Question, SoundBytes, WorkerStart } from './relay-messages.ts';

export interface RelayParts {
  /** A-law, 8000 bytes a second. */
  readonly sounds: SoundBytes;
  /** The address of this machine that audio goes over. */
  readonly host: string;
  /** The same as seen from outside, where it is another. */
  readonly publicHost?: string;
  /** UDP ports to use, both ends included: two for a telephone, one for fifty browsers; absent: any. */
  readonly ports?: PortRange;
  /** Hears why the media thread died. All its legs are down then; the next leg starts a new one. */
  readonly onError: (error: unknown) => void;
}

export type Relay = Media & {
  /** Says goodbye on all legs, and ends the thread. */
  close(): Promise<void>;
};

/** Our own relay of audio, on one thread of its own. @throws Error when it cannot start. */
export async function createRelay(parts: RelayParts): Promise<Relay> {
  const relay = new ThreadRelay(parts);
  await relay.start();
  return relay;
}

/**
 * Two halves of 16 MiB and what else belongs to it. With V8's own size, twice this, the whole heap was collected each second
 * at 300 pairs, for each new half might have been too much for it; with less, what is short-lived is collected more often. A
 * process started with `--max-semi-space-size` has that instead.
 */
const YOUNG_MEBIBYTES = 48;

interface Asked {
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

class ThreadRelay implements Relay {
  readonly #parts: RelayParts;
  readonly #listeners = new Set<(event: MediaEvent) => void>();
  readonly #legs = new Set<LegId>();
  readonly #asked = new Map<number, Asked>();
  #questions = 0;
  #worker: Worker | null = null;
  #isClosed = false;

  constructor(parts: RelayParts) {
    this.#parts = parts;
  }

  start(): Promise<void> {
    const { sounds, host, publicHost, ports } = this.#parts;
    const workerData: WorkerStart = { sounds, host, publicHost, ports };
    const worker = new Worker(new URL('./media-worker.ts', import.meta.url), {
      workerData,
      name: 'media',
      resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MEBIBYTES },
    });
    this.#worker = worker;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    worker.on('message', (message: FromWorker) => {
      if (message.kind === 'ready') resolve();
      else this.#take(message);
    });
    worker.on('error', (error) => this.#died(worker, error));
    worker.on('exit', () => this.#died(worker, new Error('the media thread has ended')));
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the media thread has ended')));
    return promise;
  }

  async openPhoneLeg(leg: LegId): Promise<MediaAddress> {
    // The worker answers each question with the answer of its kind.
    return (await this.#open({ kind: 'open-phone', leg })) as MediaAddress;
  }

  async openBrowserLeg(leg: LegId, offer: string): Promise<string> {
    // As above.
    return (await this.#open({ kind: 'open-browser', leg, offer })) as string;
  }

  describe: Media['describe'] = (leg, audio) => this.#order({ kind: 'describe', leg, audio });
  bridge: Media['bridge'] = (wire) => this.#order({ kind: 'bridge', wire });
  unbridge: Media['unbridge'] = (leg) => this.#order({ kind: 'unbridge', leg });
  play: Media['play'] = (leg, sound) => this.#order({ kind: 'play', leg, sound });
  echo: Media['echo'] = (leg, isOn) => this.#order({ kind: 'echo', leg, isOn });
  press: Media['press'] = (leg, digits) => this.#order({ kind: 'press', leg, digits });
  analyse: Media['analyse'] = (leg) => this.#order({ kind: 'analyse', leg });

  close(): Promise<void>;
  close(leg: LegId): void;
  close(leg?: LegId): Promise<void> | void {
    if (leg === undefined) return this.#stop();
    this.#legs.delete(leg);
    this.#order({ kind: 'close', leg });
  }

  async figures(): Promise<readonly LegFigures[]> {
    if (this.#worker === null) return [];
    // As above.
    return (await this.#ask({ kind: 'figures' })) as readonly LegFigures[];
  }

  follow(listener: (event: MediaEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async #stop(): Promise<void> {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#legs.clear();
    const worker = this.#worker;
    if (worker === null) return;
    await this.#ask({ kind: 'stop' });
    this.#worker = null;
    await worker.terminate();
  }

  async #open(question: Extract<Question, { readonly leg: LegId }>): Promise<Answer> {
    if (this.#isClosed) throw new Error('the relay is closed');
    // The thread has died since. Who starts it hears why it cannot start by `onError` and by its own refusal.
    if (this.#worker === null) this.start().catch(() => {});
    this.#legs.add(question.leg);
    return await this.#ask(question);
  }

  #order(order: Order): void {
    this.#worker?.postMessage(order);
  }

  #ask(question: Question): Promise<Answer> {
    const id = ++this.#questions;
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    this.#asked.set(id, { resolve, reject });
    this.#worker?.postMessage({ kind: 'ask', id, question });
    return promise;
  }

  #take(message: Exclude<FromWorker, { readonly kind: 'ready' }>): void {
    if (message.kind === 'event') {
      this.#tell(message.event);
      return;
    }
    const asked = this.#asked.get(message.id);
    this.#asked.delete(message.id);
    if (message.kind === 'answer') asked?.resolve(message.answer);
    else asked?.reject(message.code === null ? new Error(message.message) : new AppError(message.code));
  }

  #died(worker: Worker, error: unknown): void {
    if (worker !== this.#worker) return;
    this.#worker = null;
    for (const asked of this.#asked.values()) asked.reject(error);
    this.#asked.clear();
    if (!this.#isClosed) this.#parts.onError(error);
    const legs = [...this.#legs];
    this.#legs.clear();
    for (const leg of legs) this.#tell({ kind: 'down', leg });
  }

  #tell(event: MediaEvent): void {
    for (const listener of [...this.#listeners]) listener(event);
  }
}
