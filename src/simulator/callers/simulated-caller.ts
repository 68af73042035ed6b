import { MINUTE, SECOND } from '../../core/instant.ts';
import { unsaid } from '../../core/outcome/unsaid.ts';
import type { Client } from '../../protocol/client.ts';
import type { LiveEvent } from '../../protocol/live.ts';
import type { CallView, MeView, OutcomeReportBody, ShiftView } from '../../protocol/views.ts';
import { promiseTime } from './promise-time.ts';
import { READING_SECONDS } from './reading-seconds.ts';
import type { ServerClock } from './server-clock.ts';
import { type CallEar, type Voice, whatWasSaid } from './voice.ts';

export interface CallerParts {
  /** The server's doors as a browser has them; one that tries again while the server is away. */
  readonly doors: Client;
  readonly ear: CallEar;
  readonly clock: ServerClock;
  readonly chance: { next(): number; uuid(): string };
  readonly me: MeView;
  readonly newsletterId: string | null;
  /** The caller's own notebook: what the application has acknowledged. */
  readonly notebook: (entry: NotebookEntry) => void;
  /** What went wrong and cannot be tried again. */
  readonly onError: (error: unknown) => void;
}

export interface NotebookEntry {
  readonly at: number;
  readonly attemptId: string;
  readonly disposition: OutcomeReportBody['disposition'];
  readonly callback: OutcomeReportBody['callback'];
}

/** Callers come within these minutes of an opening. */
const ARRIVAL = 3 * MINUTE;

/**
 * A simulated volunteer who knows of the phone bank what a browser knows: comes to each opening, is ready, listens,
 * talks, says what the call was, takes a breath, goes on, and goes home.
 *
 * Acts on the live views of the shift alone: they come in order, while an answer to a question may arrive after the view
 * of what came of it. Each step is planned once; when its time has come it looks again whether the view still asks for
 * it, so that a view that comes twice, or late, or after a crash does no harm.
 */
export class SimulatedCaller {
  readonly #parts: CallerParts;
  #view: ShiftView | null = null;
  /** Steps that are planned or done, by what they are for. */
  readonly #planned = new Set<string>();
  readonly #voices = new Map<string, Voice | null>();
  /** Calls whose word is given, or on its way: a server that comes back may ask for it before it has arrived. */
  readonly #told = new Set<string>();

  constructor(parts: CallerParts) {
    this.#parts = parts;
    for (const { fromAt, untilAt } of this.#openings()) {
      const arrival = Math.max(fromAt, parts.clock.now()) + parts.chance.next() * ARRIVAL;
      if (arrival < untilAt) parts.clock.at(arrival, () => this.#act(() => this.#arrive(untilAt)));
      parts.clock.at(untilAt, () => this.#look());
    }
  }

  show(event: LiveEvent): void {
    if (event.kind !== 'shift') return;
    this.#view = event.view;
    this.#look();
  }

  async #arrive(untilAt: number): Promise<void> {
    const [campaign] = this.#parts.me.campaigns;
    if (this.#view !== null || campaign === undefined || this.#parts.clock.now() >= untilAt) return;
    await this.#parts.doors.call('openShift', { params: { campaign: campaign.key } });
  }

  #look(): void {
    const view = this.#view;
    if (view === null) return;
    const { call, state } = view;
    if (call?.isUnfinished && state !== 'ringing' && state !== 'talking') this.#finish(call);
    else if (state === 'preview') this.#read(view);
    else if (state === 'pause' || state === 'ready') this.#idle(view);
    else if (state === 'wrap-up') this.#afterCall(view);
    else if (call !== null && (state === 'talking' || call.line === 'announcement')) this.#listen(call);
  }

  #idle(view: ShiftView): void {
    if (this.#isOver()) this.#leave(view);
    else if (view.voice.way === null && view.voice.ways.includes('text')) this.#readAlong(view);
    else if (view.state === 'pause') this.#getReady(`ready ${view.shiftId} ${view.since}`, 2, 20);
  }

  /** Reads who it is, and taps. */
  #read(view: ShiftView): void {
    const attemptId = view.call?.attemptId;
    if (this.#isOver()) this.#leave(view);
    else if (attemptId !== undefined)
      this.#once(`dial ${attemptId}`, async () =>
        this.#later(...READING_SECONDS, async () => {
          const { state, call } = this.#view ?? {};
          if (this.#isOver()) return this.#look();
          if (state === 'preview' && call?.attemptId === attemptId)
            await this.#parts.doors.call('dial', { body: { attemptId } });
        }),
      );
  }

  /** Has no ears: reads what the fictional person says. */
  #readAlong(view: ShiftView): void {
    this.#once(`way ${view.shiftId}`, async () => {
      await this.#parts.doors.call('chooseWay', { body: { way: 'text' } });
    });
  }

  #afterCall(view: ShiftView): void {
    const { call } = view;
    const isDone = call === null || call.isSettled || call.reported !== null;
    if (!isDone) this.#wrapUp(call);
    else if (this.#isOver()) this.#leave(view);
    else this.#getReady(`next ${call?.attemptId ?? view.since}`, 2, 6);
  }

  /** A mailbox and an announcement are told while they still speak. */
  #listen(call: CallView): void {
    this.#once(`listen ${call.attemptId} ${call.line}`, async () => {
      const voice = await this.#parts.ear.hear(call.attemptId);
      this.#voices.set(call.attemptId, voice);
      if (voice?.kind !== 'machine' && voice?.kind !== 'announcement') return;
      const isMachine = voice.kind === 'machine';
      const disposition = isMachine ? 'voicemail' : 'not-in-service';
      this.#later(isMachine ? 3 : 8, isMachine ? 8 : 15, async () => {
        const now = this.#view?.call;
        if (now?.attemptId === call.attemptId && now.reported === null && !now.isSettled)
          await this.#report(call.attemptId, disposition);
      });
    });
  }

  #wrapUp(call: CallView): void {
    this.#once(`wrap-up ${call.attemptId}`, async () => {
      const voice = this.#voices.get(call.attemptId) ?? null;
      this.#later(15, 45, async () => {
        if (this.#view?.call?.attemptId !== call.attemptId || this.#view.call.reported !== null) return;
        if (voice?.kind === 'person') await this.#tell(call.attemptId, voice);
        else await this.#report(call.attemptId, voice?.kind === 'machine' ? 'voicemail' : 'technical');
      });
    });
  }

  /** "Finish your last call first": the line went away in the middle of it. */
  #finish(call: CallView): void {
    this.#once(`finish ${call.attemptId}`, async () =>
      this.#later(10, 30, () => this.#report(call.attemptId, 'technical')),
    );
  }

  #getReady(what: string, fromSeconds: number, untilSeconds: number): void {
    this.#once(what, async () =>
      this.#later(fromSeconds, untilSeconds, async () => {
        const { state, call } = this.#view ?? {};
        const isFree = call == null || call.isSettled || call.reported !== null;
        if (this.#isOver()) return this.#look();
        if ((state === 'pause' || state === 'wrap-up') && isFree) await this.#parts.doors.call('ready');
      }),
    );
  }

  #leave(view: ShiftView): void {
    this.#once(`leave ${view.shiftId}`, async () => {
      await this.#parts.doors.call('leave');
    });
  }

  async #tell(attemptId: string, voice: Extract<Voice, { kind: 'person' }>): Promise<void> {
    const { clock, newsletterId } = this.#parts;
    const wish = voice.asksToCallBack;
    if (wish === null)
      return this.#report(attemptId, 'conversation-complete', whatWasSaid(voice.answers, newsletterId));
    const [campaign] = this.#parts.me.campaigns;
    const timezone = campaign?.timezone ?? 'Europe/Berlin';
    const callback = promiseTime(wish, clock.now(), { timezone, openings: this.#openings() });
    return this.#report(attemptId, 'callback-agreed', { callback });
  }

  async #report(
    attemptId: string,
    disposition: OutcomeReportBody['disposition'],
    said: Partial<OutcomeReportBody> = {},
  ): Promise<void> {
    if (this.#told.has(attemptId)) return;
    this.#told.add(attemptId);
    const { doors, chance, clock, notebook } = this.#parts;
    const body: OutcomeReportBody = {
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
    await doors.call('report', { body });
    notebook({ at: clock.now(), attemptId, disposition, callback: body.callback });
  }

  #openings(): MeView['campaigns'][number]['openings'] {
    return this.#parts.me.campaigns[0]?.openings ?? [];
  }

  /** Between two openings nobody is called: whoever is there goes home. */
  #isOver(): boolean {
    const now = this.#parts.clock.now();
    return !this.#openings().some((it) => it.fromAt <= now && now < it.untilAt);
  }

  #once(what: string, step: () => Promise<void>): void {
    if (this.#planned.has(what)) return;
    this.#planned.add(what);
    this.#act(step);
  }

  #later(fromSeconds: number, untilSeconds: number, step: () => Promise<void>): void {
    const { clock, chance } = this.#parts;
    const seconds = fromSeconds + chance.next() * (untilSeconds - fromSeconds);
    clock.at(clock.now() + seconds * SECOND, () => this.#act(step));
  }

  #act(step: () => Promise<void>): void {
    step().catch(this.#parts.onError);
  }
}
