import type { Clock, DialRequest, Leg, LegEvent, Timer } from '../../app/ports.ts';
import type { CallEnd } from '../../app/voice.ts';
import { type Instant, SECOND } from '../../core/instant.ts';
import { type CallEvidence, noEvidence } from '../../core/outcome/call-evidence.ts';
import type { CallEvent } from '../../sip/call-events.ts';
import type { PlacedCall, UserAgent } from '../../sip/user-agent.ts';
import { evidenceOfEnd, evidenceOfResponse } from './call-evidence-of.ts';
import type { OpenCallMedia } from './call-media.ts';

export interface ContactLegParts {
  readonly request: DialRequest;
  readonly agent: UserAgent;
  /** The campaign's. */
  readonly clock: Clock;
  readonly openMedia: OpenCallMedia;
  readonly listener: (event: LegEvent) => Promise<void>;
  /** Hears what the listener throws, and why no media could be opened. */
  readonly onError: (error: unknown) => void;
}

/** DOMAIN 1.8: without a 180 a call is waited for this long at least; announcements take some 20 s. */
const SILENT_SECONDS = 35;
const RING_LIMIT = 'Q.850;cause=19;text="No answer from user"';
/** Our own fault: two people would hear nothing of each other. */
const NO_AUDIO = 'Q.850;cause=41;text="Temporary failure"';
const HANG_UP = 'Q.850;cause=16;text="Normal call clearing"';

/** One call by SIP at the telephony port: its times and its ring limit lie on the campaign's clock. */
export class ContactLeg implements Leg {
  readonly #parts: ContactLegParts;
  readonly #startedAt: Instant;
  #evidence: CallEvidence;
  #call: PlacedCall | null = null;
  #media: CallEnd | null = null;
  #limit: Timer | null = null;
  #isUnwanted = false;
  #isEnded = false;
  /** The listener is told one thing after the other, in the order they happened. */
  #telling: Promise<void> = Promise.resolve();
  readonly #done = Promise.withResolvers<void>();

  constructor(parts: ContactLegParts) {
    this.#parts = parts;
    this.#startedAt = parts.clock.now();
    this.#evidence = { ...noEvidence, trunkId: parts.request.trunkId, dialledForm: 'e164' };
  }

  async start(): Promise<void> {
    try {
      this.#media = await this.#parts.openMedia(this.#parts.request, () => this.#hangUpFor(NO_AUDIO));
    } catch (error) {
      this.#parts.onError(error);
      this.#end({ transportError: true });
      return;
    }
    if (this.#isUnwanted) this.#end({ cancelledByUs: true, releasedBy: 'us' });
    else this.#place(this.#media);
  }

  hangUp(): void {
    this.#hangUpFor(HANG_UP);
  }

  /** Resolves when the leg has ended and its listener has heard of it. */
  get done(): Promise<void> {
    return this.#done.promise;
  }

  #hangUpFor(reason: string): void {
    this.#isUnwanted = true;
    this.#call?.hangUp(reason);
  }

  #place(media: CallEnd): void {
    const { agent, request } = this.#parts;
    const { to, from, attemptId } = request;
    // The attempt's id says nothing about anybody, and finds the call again in the carrier's log.
    const call = { to, from, callId: attemptId, media: media.address };
    this.#call = agent.call(call, (event) => this.#take(event));
  }

  #take(event: CallEvent): void {
    switch (event.kind) {
      case 'trying':
        this.#seen('trying');
        this.#limitTo(this.#silentSeconds());
        break;
      case 'ringing':
        this.#seen('ringing');
        this.#limitTo(this.#parts.request.ringSeconds);
        this.#media?.alerting();
        this.#tell({ kind: 'ringing' });
        break;
      case 'forwarded':
        this.#evidence = { ...this.#evidence, forwarded: true };
        break;
      case 'progress':
        this.#media?.connect(event.audio);
        if (event.status === 183) this.#seen('progress');
        if (this.#evidence.ms.ringing === null) this.#limitTo(this.#silentSeconds());
        this.#tell({ kind: 'early-media' });
        break;
      case 'answered':
        this.#limit?.cancel();
        if (event.audio !== null) this.#media?.connect(event.audio);
        this.#media?.answered();
        this.#seen('answered');
        this.#evidence = { ...this.#evidence, ...evidenceOfResponse(event.response) };
        this.#tell({ kind: 'answered' });
        break;
      case 'ended':
        this.#end(evidenceOfEnd(event.end));
        break;
      default:
        event satisfies never;
    }
  }

  #silentSeconds(): number {
    return Math.max(SILENT_SECONDS, this.#parts.request.ringSeconds);
  }

  #limitTo(seconds: number): void {
    const { clock } = this.#parts;
    this.#limit?.cancel();
    this.#limit = clock.at(clock.now() + seconds * SECOND, async () => this.#call?.hangUp(RING_LIMIT));
  }

  #end(seen: Partial<CallEvidence>): void {
    if (this.#isEnded) return;
    this.#isEnded = true;
    this.#limit?.cancel();
    this.#seen('ended');
    const evidence = { ...this.#evidence, ...seen };
    this.#tell({ kind: 'ended', evidence });
    this.#media?.close();
    void this.#telling.then(this.#done.resolve);
  }

  #tell(event: LegEvent): void {
    const { listener, onError } = this.#parts;
    this.#telling = this.#telling.then(() => listener(event)).catch(onError);
  }

  #seen(what: keyof CallEvidence['ms']): void {
    const ms = this.#parts.clock.now() - this.#startedAt;
    this.#evidence = { ...this.#evidence, ms: { ...this.#evidence.ms, [what]: ms } };
  }
}
