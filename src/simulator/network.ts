import type { Clock, DialRequest, Leg, LegEvent, Telephony } from '../app/ports.ts';
import type { AttemptId, E164 } from '../core/ids.ts';
import { type Instant, SECOND } from '../core/instant.ts';
import { type CallEvidence, noEvidence } from '../core/outcome/call-evidence.ts';
import type { NetworkFile, NumberBehaviour, PersonAnswers, PersonBehaviour } from './network-file.ts';

/** What the network remembers of a number between runs; kept in the store, in a schema of its own. */
export interface NetworkMemory {
  /** Counts a call to the number. @returns how many there were with this one. */
  countCall(number: E164): Promise<number>;
  /** Notes that the person has asked to be called back. @returns false when they had asked before. */
  askOnce(number: E164): Promise<boolean>;
}

/** What a caller hears of a call. */
export type Voice =
  | {
      readonly kind: 'person';
      readonly answers: PersonAnswers;
      readonly asksToCallBack: PersonBehaviour['asksToCallBack'] | null;
    }
  | { readonly kind: 'machine' }
  | { readonly kind: 'announcement' };

/** Who listens on the line: the only way from the network to the simulated callers. */
export interface Ear {
  hear(attemptId: AttemptId): Voice | null;
}

/** One line of the network's own log: what a carrier could show, kept outside the store. */
export interface NetworkLogEntry {
  readonly at: Instant;
  readonly attemptId: AttemptId;
  readonly to: E164;
  /** 1 for the first call to that number. */
  readonly call: number;
  readonly event: 'dialled' | 'answered' | 'ended';
  readonly status: number | null;
}

const MAILBOX_SECONDS = 18;
const BUSY_SECONDS = 1.5;
const DEAD_SECONDS = 2;
const ANNOUNCEMENT_SECONDS = 20;
/** To say "please ring again" and when. */
const CALLBACK_TALK_SECONDS = 25;
/** A carrier alerts this soon. */
const ALERT_SECONDS = 1;

/** A fictional telephone network at the telephony port, on the campaign's clock (data/README of the sample says how it behaves). */
export class Network implements Telephony, Ear {
  readonly #file: NetworkFile;
  readonly #memory: NetworkMemory;
  readonly #clock: Clock;
  readonly #log: (entry: NetworkLogEntry) => void;
  readonly #voices = new Map<AttemptId, Voice>();

  constructor(parts: {
    file: NetworkFile;
    memory: NetworkMemory;
    clock: Clock;
    log?: (entry: NetworkLogEntry) => void;
  }) {
    this.#file = parts.file;
    this.#memory = parts.memory;
    this.#clock = parts.clock;
    this.#log = parts.log ?? (() => {});
  }

  hear(attemptId: AttemptId): Voice | null {
    return this.#voices.get(attemptId) ?? null;
  }

  dial(request: DialRequest, listener: (event: LegEvent) => Promise<void>): Leg {
    const line = new Line(request, this.#clock, listener, (event, status) => {
      this.#log({
        at: this.#clock.now(),
        attemptId: request.attemptId,
        to: request.to,
        call: line.call,
        event,
        status,
      });
      if (event === 'ended') this.#voices.delete(request.attemptId);
    });
    this.#clock.at(this.#clock.now(), async () => {
      line.call = await this.#memory.countCall(request.to);
      line.note('dialled', null);
      await this.#connect(request, line);
    });
    return line;
  }

  async #connect(request: DialRequest, line: Line): Promise<void> {
    const number: NumberBehaviour = this.#file.get(request.to) ?? { behaviour: 'no-answer' };
    switch (number.behaviour) {
      case 'person':
        if (line.call < number.attempt) return this.#behave(line, number.before, request.attemptId);
        return line.answerAfter(number.ringSeconds, () => this.#talk(request, number));
      case 'no-answer':
      case 'voicemail':
        return this.#behave(line, number.behaviour, request.attemptId);
      case 'busy-then-no-answer':
        return this.#behave(line, line.call === 1 ? 'busy' : 'no-answer', request.attemptId);
      case 'not-in-service': {
        const reasons = number.q850 === undefined ? [] : [{ protocol: 'Q.850', cause: number.q850 }];
        if (!number.earlyMedia) return line.failAfter(DEAD_SECONDS, number.sip, reasons);
        this.#voices.set(request.attemptId, { kind: 'announcement' });
        return line.announceThenFail(DEAD_SECONDS, ANNOUNCEMENT_SECONDS, number.sip, reasons);
      }
      default:
        return number satisfies never;
    }
  }

  #behave(line: Line, how: 'no-answer' | 'busy' | 'voicemail', attemptId: AttemptId): void {
    if (how === 'no-answer') line.ringOn();
    else if (how === 'busy') line.failAfter(BUSY_SECONDS, 486, [{ protocol: 'Q.850', cause: 17 }]);
    else
      line.answerAfter(MAILBOX_SECONDS, async () => {
        this.#voices.set(attemptId, { kind: 'machine' });
        return Number.POSITIVE_INFINITY;
      });
  }

  /** @returns how long the person talks, in seconds. */
  async #talk({ attemptId, to }: DialRequest, person: PersonBehaviour): Promise<number> {
    const wish = person.asksToCallBack;
    const asks = wish !== undefined && (await this.#memory.askOnce(to)) ? wish : null;
    this.#voices.set(attemptId, { kind: 'person', answers: person.answers, asksToCallBack: asks });
    return asks === null ? person.talkSeconds : CALLBACK_TALK_SECONDS;
  }
}

/** One call: rings, may be answered, ends once. Everything it does lies on the clock. */
class Line implements Leg {
  call = 0;
  readonly note: (event: NetworkLogEntry['event'], status: number | null) => void;
  readonly #request: DialRequest;
  readonly #clock: Clock;
  readonly #listener: (event: LegEvent) => Promise<void>;
  readonly #startedAt: Instant;
  #evidence: CallEvidence;
  #isEnded = false;

  constructor(
    request: DialRequest,
    clock: Clock,
    listener: (event: LegEvent) => Promise<void>,
    note: (event: NetworkLogEntry['event'], status: number | null) => void,
  ) {
    this.#request = request;
    this.#clock = clock;
    this.#listener = listener;
    this.#startedAt = clock.now();
    this.#evidence = {
      ...noEvidence,
      trunkId: request.trunkId,
      dialledForm: 'e164',
      ms: { ...noEvidence.ms, trying: 0 },
    };
    this.note = note;
  }

  ringOn(): void {
    this.#after(ALERT_SECONDS, () => this.#alert());
    // The leg cancels itself when the ring limit is over, counted from the first 180.
    this.#after(ALERT_SECONDS + this.#request.ringSeconds, () => this.#cancel());
  }

  answerAfter(ringSeconds: number, onAnswer: () => Promise<number>): void {
    this.ringOn();
    this.#after(ALERT_SECONDS + ringSeconds, async () => {
      const talkSeconds = await onAnswer();
      this.#seen('answered');
      this.#evidence = { ...this.#evidence, sipStatus: 200, reasonPhrase: 'OK' };
      this.note('answered', 200);
      if (Number.isFinite(talkSeconds)) this.#after(talkSeconds, () => this.#end('them'));
      await this.#listener({ kind: 'answered' });
    });
  }

  failAfter(seconds: number, status: number, reasons: CallEvidence['reasons']): void {
    this.#after(seconds, () => this.#fail(status, reasons));
  }

  announceThenFail(
    afterSeconds: number,
    seconds: number,
    status: number,
    reasons: CallEvidence['reasons'],
  ): void {
    this.#after(afterSeconds, async () => {
      this.#seen('progress');
      await this.#listener({ kind: 'early-media' });
    });
    this.#after(afterSeconds + seconds, () => this.#fail(status, reasons));
  }

  hangUp(): void {
    this.#clock.at(this.#clock.now(), () => (this.#isAnswered() ? this.#end('us') : this.#cancel()));
  }

  #isAnswered(): boolean {
    return this.#evidence.ms.answered !== null;
  }

  async #alert(): Promise<void> {
    this.#seen('ringing');
    await this.#listener({ kind: 'ringing' });
  }

  async #cancel(): Promise<void> {
    if (this.#isEnded || this.#isAnswered()) return;
    this.#evidence = {
      ...this.#evidence,
      cancelledByUs: true,
      sipStatus: 487,
      reasonPhrase: 'Request Terminated',
    };
    await this.#end('us');
  }

  async #fail(sipStatus: number, reasons: CallEvidence['reasons']): Promise<void> {
    if (this.#isEnded) return;
    this.#evidence = { ...this.#evidence, sipStatus, reasons };
    await this.#end('them');
  }

  async #end(releasedBy: 'us' | 'them'): Promise<void> {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.#seen('ended');
    this.#evidence = { ...this.#evidence, releasedBy };
    this.note('ended', this.#evidence.sipStatus);
    await this.#listener({ kind: 'ended', evidence: this.#evidence });
  }

  #seen(what: keyof CallEvidence['ms']): void {
    this.#evidence = {
      ...this.#evidence,
      ms: { ...this.#evidence.ms, [what]: this.#clock.now() - this.#startedAt },
    };
  }

  #after(seconds: number, task: () => Promise<void>): void {
    this.#clock.at(this.#clock.now() + seconds * SECOND, async () => {
      if (!this.#isEnded) await task();
    });
  }
}
