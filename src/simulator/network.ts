import type { Clock, DialRequest, Leg, LegEvent, Telephony } from '../app/ports.ts';
import type { AttemptId, E164 } from '../core/ids.ts';
import { type Instant, SECOND } from '../core/instant.ts';
import { type CallEvidence, noEvidence } from '../core/outcome/call-evidence.ts';
import { type CallScript, callScript, type FinalAnswer, wouldAskToBeCalledBack } from './call-script.ts';
import type { NumberBehaviour } from './network-file.ts';
import type { Ear, Voice } from './voice.ts';

/** What the network remembers of a number between runs; kept in the store, in a schema of its own. */
export interface NetworkMemory {
  /** Counts a call to the number. @returns how many there were with this one. */
  countCall(number: E164): Promise<number>;
  /** Notes that the person has asked to be called back. @returns false when they had asked before. */
  askOnce(number: E164): Promise<boolean>;
}

/** How each number behaves at its n-th call; one that is not known rings until it is cancelled. */
export interface NumberBook {
  get(number: string, call: number): NumberBehaviour | undefined;
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

/** A fictional telephone network at the telephony port, on the campaign's clock (data/README of the sample says how it behaves). */
export class Network implements Telephony, Ear {
  readonly #file: NumberBook;
  readonly #memory: NetworkMemory;
  readonly #clock: Clock;
  readonly #log: (entry: NetworkLogEntry) => void;
  readonly #voices = new Map<AttemptId, Voice>();

  constructor(parts: {
    file: NumberBook;
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
    const number = this.#file.get(request.to, line.call) ?? null;
    const script = callScript(number, line.call, { hasAskedBefore: false });
    switch (script.kind) {
      case 'ring-on':
        return line.ringOn(script.alertSeconds);
      case 'fail':
        return line.failAfter(script.afterSeconds, script.final);
      case 'announce-then-fail':
        this.#voices.set(request.attemptId, script.voice);
        return line.announceThenFail(script);
      case 'answer':
        return line.answerAfter(script, async () => {
          const said = await this.#atAnswer(request.to, script, line.call);
          this.#voices.set(request.attemptId, said.voice);
          return said.talkSeconds;
        });
      default:
        return script satisfies never;
    }
  }

  // Only who answers can ask, and asks once: so it is noted at the answer, not when the call begins.
  async #atAnswer(to: E164, script: Answer, call: number): Promise<Answer> {
    if (!wouldAskToBeCalledBack(script) || (await this.#memory.askOnce(to))) return script;
    const other = callScript(this.#file.get(to, call) ?? null, call, { hasAskedBefore: true });
    return other.kind === 'answer' ? other : script;
  }
}

type Answer = Extract<CallScript, { kind: 'answer' }>;
type Announcement = Extract<CallScript, { kind: 'announce-then-fail' }>;

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

  ringOn(alertSeconds: number): void {
    this.#after(alertSeconds, () => this.#alert());
    // The leg cancels itself when the ring limit is over, counted from the first 180.
    this.#after(alertSeconds + this.#request.ringSeconds, () => this.#cancel());
  }

  answerAfter({ alertSeconds, ringSeconds }: Answer, onAnswer: () => Promise<number | null>): void {
    this.ringOn(alertSeconds);
    this.#after(alertSeconds + ringSeconds, async () => {
      const talkSeconds = await onAnswer();
      this.#seen('answered');
      this.#evidence = { ...this.#evidence, sipStatus: 200, reasonPhrase: 'OK' };
      this.note('answered', 200);
      if (talkSeconds !== null) this.#after(talkSeconds, () => this.#end('them'));
      await this.#listener({ kind: 'answered' });
    });
  }

  failAfter(seconds: number, final: FinalAnswer): void {
    this.#after(seconds, () => this.#fail(final));
  }

  announceThenFail({ afterSeconds, announcementSeconds, final }: Announcement): void {
    this.#after(afterSeconds, async () => {
      this.#seen('progress');
      await this.#listener({ kind: 'early-media' });
    });
    this.#after(afterSeconds + announcementSeconds, () => this.#fail(final));
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

  async #fail({ status, reasons }: FinalAnswer): Promise<void> {
    if (this.#isEnded) return;
    this.#evidence = { ...this.#evidence, sipStatus: status, reasons };
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
