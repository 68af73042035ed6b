import type { CallerDesk, Chance, Clock, OutcomeReport, ScreenEvent } from '../app/ports.ts';
import { openings } from '../core/calendar/dial-window.ts';
import { addDays, instantOf, localTime, weekdayOf } from '../core/calendar/local-time.ts';
import type { Campaign } from '../core/campaign/campaign.ts';
import type { AccountId, AttemptId, CampaignId, ShiftId } from '../core/ids.ts';
import { DAY, HOUR, type Instant, MINUTE, SECOND } from '../core/instant.ts';
import type { PersonAnswers, PersonBehaviour } from './network-file.ts';
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

  async #wrapUp(attemptId: AttemptId): Promise<void> {
    const voice = this.#voice;
    if (voice?.kind === 'person') {
      const { asksToCallBack: wish, answers } = voice;
      if (wish != null) await this.#report(attemptId, 'callback-agreed', { callback: this.#promise(wish) });
      else await this.#report(attemptId, 'conversation-complete', this.#said(answers));
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

  #said(answers: PersonAnswers): Partial<OutcomeReport> {
    const { campaign } = this.#parts;
    return {
      answers: { integration: answers.integration },
      reception: answers.reception,
      channels: answers.channels,
      offers: answers.accepts.map((id) => ({ id, answer: 'yes' as const })),
      newsletter: answers.wantsNewsletter ? (campaign.newsletters[0]?.id ?? null) : null,
      localContact: answers.wantsLocalContact,
    };
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
      ...said,
    };
    await desk.report(this.#shiftId, report);
    notebook({ at: clock.now(), attemptId, disposition, callback: report.callback });
  }

  /** When the person wants to be rung again, as the sample's README says it. */
  #promise(wish: NonNullable<PersonBehaviour['asksToCallBack']>): { fromAt: Instant; untilAt: Instant } {
    const { campaign, clock } = this.#parts;
    const now = clock.now();
    const today = localTime(now, campaign.timezone).date;
    const days = openings(campaign);
    switch (wish) {
      case 'in-two-hours': {
        const fromAt = now + 2 * HOUR;
        const isOpen = days.some((it) => fromAt >= it.fromAt && fromAt < it.untilAt);
        const next = isOpen ? fromAt : (days.find((it) => it.fromAt > fromAt)?.fromAt ?? fromAt);
        return { fromAt: next, untilAt: next + 30 * MINUTE };
      }
      case 'tomorrow-evening':
        return this.#evening(addDays(today, 1), days);
      case 'weekend': {
        const saturday = addDays(today, ((6 - weekdayOf(today) + 6) % 7) + 1);
        const day = days.find((it) => it.date === saturday);
        const fromAt = day?.fromAt ?? instantOf(saturday, 10 * 60, campaign.timezone);
        return { fromAt, untilAt: day?.untilAt ?? fromAt + DAY / 3 };
      }
      default:
        return wish satisfies never;
    }
  }

  #evening(date: string, days: ReturnType<typeof openings>): { fromAt: Instant; untilAt: Instant } {
    const fromAt = instantOf(date, 17 * 60, this.#parts.campaign.timezone);
    const closing = days.find((it) => it.date === date && it.untilAt > fromAt)?.untilAt;
    return { fromAt, untilAt: closing ?? fromAt + 3 * HOUR };
  }

  #later(fromSeconds: number, untilSeconds: number, task: () => Promise<void>): void {
    const { clock, chance } = this.#parts;
    const seconds = fromSeconds + chance.next() * (untilSeconds - fromSeconds);
    clock.at(clock.now() + Math.round(seconds * SECOND), task);
  }
}
