import type { CallerDesk, Chance, Clock, OutcomeReport, ScreenEvent } from '../app/ports.ts';
import { AppError } from '../core/app-error.ts';
import { openings } from '../core/calendar/dial-window.ts';
import type { Campaign } from '../core/campaign/campaign.ts';
import type { AccountId, AttemptId, CampaignId, ShiftId } from '../core/ids.ts';
import { type Instant, SECOND } from '../core/instant.ts';
import { unsaid } from '../core/outcome/unsaid.ts';
import { promiseTime } from './callers/promise-time.ts';
import { READING_SECONDS } from './callers/reading-seconds.ts';
import { whatWasSaid } from './callers/voice.ts';
import type { Ear, Voice } from './voice.ts';

export interface CallerParts {
  readonly campaignId: CampaignId;
  readonly campaign: Campaign;
  readonly desk: CallerDesk;
  readonly ear: Ear;
  readonly clock: Clock;
  readonly chance: Chance;
  /** The caller's own notebook: what the application has acknowledged. */
  readonly notebook: (entry: NotebookEntry) => void;
}

export interface NotebookEntry {
  readonly at: Instant;
  readonly attemptId: AttemptId;
  readonly disposition: OutcomeReport['disposition'];
  readonly callback: OutcomeReport['callback'];
}

/** A simulated volunteer at the desk's port: listens, talks, says what the call was, takes a breath, goes on. */
export class PortCaller {
  readonly accountId: AccountId;
  readonly #parts: CallerParts;
  #shiftId: ShiftId | null = null;
  #voice: Voice | null = null;
  #isGoing = false;
  #isIdle = true;

  constructor(accountId: AccountId, parts: CallerParts) {
    this.accountId = accountId;
    this.#parts = parts;
  }

  get shiftId(): ShiftId | null {
    return this.#shiftId;
  }

  async arrive(): Promise<void> {
    this.#isGoing = false;
    const { desk, campaignId } = this.#parts;
    const { shiftId, lastCallFirst } = await desk.join(campaignId, this.accountId);
    this.#shiftId = shiftId;
    if (lastCallFirst === null) return this.#later(2, 20, () => desk.ready(shiftId));
    // "Finish your last call first": the line went away in the middle of it. Who has begun this also ends it.
    this.#isIdle = false;
    this.#later(10, 30, async () => {
      await this.#report(lastCallFirst, 'technical');
      await this.#next();
    });
  }

  /** Goes home; in a call, only after it. */
  async goHome(): Promise<void> {
    this.#isGoing = true;
    if (this.#shiftId !== null && this.#isIdle) await this.#leave();
  }

  async show(event: ScreenEvent): Promise<void> {
    switch (event.kind) {
      case 'preview':
        return this.#later(...READING_SECONDS, () => this.#dial(event.attemptId));
      case 'preview-over':
        return;
      case 'ringing':
        this.#isIdle = false;
        this.#voice = null;
        return;
      case 'alerting':
        return;
      case 'early-media':
        if (this.#parts.ear.hear(event.attemptId)?.kind !== 'announcement') return;
        return this.#later(8, 15, () => this.#report(event.attemptId, 'not-in-service'));
      case 'talking':
        // A call that went out ahead comes to the caller when it is answered.
        this.#isIdle = false;
        this.#voice = this.#parts.ear.hear(event.attemptId);
        if (this.#voice?.kind === 'machine')
          this.#later(3, 8, () => this.#report(event.attemptId, 'voicemail'));
        return;
      case 'ended':
        if (event.needsWord) return this.#later(15, 45, () => this.#wrapUp(event.attemptId));
        return this.#later(2, 6, () => this.#next());
      default:
        return event satisfies never;
    }
  }

  /** Who went home, or was shown somebody else, taps nothing; what is refused brings the next person by itself. */
  async #dial(attemptId: AttemptId): Promise<void> {
    if (this.#shiftId === null) return;
    try {
      await this.#parts.desk.dial(this.#shiftId, attemptId);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  }

  async #wrapUp(attemptId: AttemptId): Promise<void> {
    const voice = this.#voice;
    const { campaign, clock } = this.#parts;
    if (voice?.kind === 'person') {
      const { timezone, newsletters } = campaign;
      const wish = voice.asksToCallBack ?? null;
      if (wish !== null) {
        const callback = promiseTime(wish, clock.now(), { timezone, openings: openings(campaign) });
        await this.#report(attemptId, 'callback-agreed', { callback });
      } else {
        const said = whatWasSaid(voice.answers, newsletters[0]?.id ?? null);
        await this.#report(attemptId, 'conversation-complete', said);
      }
    } else {
      await this.#report(attemptId, voice?.kind === 'machine' ? 'voicemail' : 'technical');
    }
    await this.#next();
  }

  async #next(): Promise<void> {
    this.#isIdle = true;
    if (this.#shiftId === null) return;
    if (this.#isGoing) return this.#leave();
    await this.#parts.desk.ready(this.#shiftId);
  }

  async #leave(): Promise<void> {
    const shiftId = this.#shiftId;
    this.#shiftId = null;
    if (shiftId !== null) await this.#parts.desk.leave(shiftId);
  }

  async #report(
    attemptId: AttemptId,
    disposition: OutcomeReport['disposition'],
    said: Partial<OutcomeReport> = {},
  ): Promise<void> {
    const { desk, chance, clock, notebook } = this.#parts;
    if (this.#shiftId === null) return;
    const report: OutcomeReport = {
      key: chance.uuid(),
      attemptId,
      disposition,
      talkedWithMember: false,
      answers: {},
      reception: null,
      channels: [],
      offers: [],
      newsletter: null,
      localContact: null,
      callback: null,
      note: null,
      ...unsaid,
      ...said,
    };
    await desk.report(this.#shiftId, report);
    notebook({ at: clock.now(), attemptId, disposition, callback: report.callback });
  }

  #later(fromSeconds: number, untilSeconds: number, task: () => Promise<void>): void {
    const { clock, chance } = this.#parts;
    const seconds = fromSeconds + chance.next() * (untilSeconds - fromSeconds);
    clock.at(clock.now() + Math.round(seconds * SECOND), task);
  }
}
