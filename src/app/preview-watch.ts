import type { CampaignId } from '../core/ids.ts';
import { SECOND } from '../core/instant.ts';
import type { CallerScreens, Clock, Store, Timer } from './ports.ts';
import { endPreview, PREVIEW_TIME, TAP_TIME } from './preview.ts';
import type { EndingPreview } from './preview-store.ts';
import type { SettleContext } from './settle-attempt.ts';

/** Whoever objects elsewhere, in whichever program, is off a caller's screen within a second. */
const LOOK_EVERY = SECOND / 2;

export interface PreviewParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly screens: CallerScreens;
  readonly context: () => Promise<SettleContext>;
  /** Somebody went back to the queue, or a caller is ready again. */
  readonly onEnded: () => void;
}

/** Cards that callers read before a call (`preview.ts`): while there are any, it looks which of them must end. */
export class PreviewWatch {
  readonly #parts: PreviewParts;
  #timer: Timer | null = null;
  #looking: Promise<void> | null = null;
  #isClosed = false;

  constructor(parts: PreviewParts) {
    this.#parts = parts;
  }

  /** Somebody reads. */
  open(): void {
    if (this.#timer !== null || this.#isClosed) return;
    const { clock } = this.#parts;
    this.#timer = clock.at(clock.now() + LOOK_EVERY, async () => {
      this.#timer = null;
      this.#looking = this.#look();
      await this.#looking;
    });
  }

  /** Whoever was shown for an earlier dialler goes back; its callers pause already. */
  async recover(campaignId: CampaignId): Promise<void> {
    const { store, context } = this.#parts;
    for (const preview of await store.previews.ofCampaign(campaignId)) {
      const settling = await context();
      await store.inTransaction((doors) => endPreview(doors, settling, preview, 'ready'));
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#timer?.cancel();
    await this.#looking?.catch(() => {}); // Heard where errors of the clock's tasks are.
  }

  async #look(): Promise<void> {
    const { store, clock, context, onEnded } = this.#parts;
    try {
      const now = clock.now();
      const settling = { ...(await context()), now };
      const since = { shownBefore: now - PREVIEW_TIME, tappedBefore: now - TAP_TIME };
      const { open, ending } = await store.previews.overdue(settling.campaign.id, since);
      for (const it of ending) await this.#end(it, settling);
      if (open > ending.length) this.open();
      if (ending.length > 0) onEnded();
    } catch (error) {
      // The database may be away for a moment; whoever reads is still there.
      this.open();
      throw error;
    }
  }

  async #end(preview: EndingPreview, settling: SettleContext): Promise<void> {
    const { store, screens } = this.#parts;
    const then = preview.why === 'lapsed' ? 'lapsed' : 'ready';
    if (!(await store.inTransaction((doors) => endPreview(doors, settling, preview, then)))) return;
    await screens.show(preview.shiftId, { kind: 'preview-over', attemptId: preview.attemptId });
  }
}
