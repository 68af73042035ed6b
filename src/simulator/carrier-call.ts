import type { Clock, Timer } from '../app/ports.ts';
import { SECOND } from '../core/instant.ts';
import type { Address } from '../sip/address.ts';
import { type Dialog, nextHop, requestInDialog } from '../sip/dialog.ts';
import { header, headerList, type ReceivedRequest, responseTo } from '../sip/message.ts';
import { parseNameAddr } from '../sip/name-addr.ts';
import { formatAudio, parseAudio } from '../sip/sdp.ts';
import type { ServerTransaction } from '../sip/transaction/server-transaction.ts';
import type { TransactionLayer } from '../sip/transaction/transaction-layer.ts';
import type { CallScript, FinalAnswer } from './call-script.ts';
import type { HeardSound } from './carrier-ear.ts';
import type { CarrierLogEntry } from './carrier-log.ts';
import type { Sound } from './carrier-media.ts';
import { announcementSound, answerSound } from './line-sound.ts';
import { GOODBYE_SECONDS, type SpeechSounds } from './speech.ts';
import type { Voice } from './voice.ts';

export interface CarrierCallParts {
  readonly invite: ServerTransaction;
  readonly script: CallScript;
  readonly clock: Clock;
  readonly layer: TransactionLayer;
  /** Where the other side reaches us. */
  readonly local: Address;
  readonly toTag: string;
  readonly sound: Promise<Sound>;
  /** The number that was dialled. */
  readonly number: string;
  /** Asked when somebody begins to speak; null while time is too fast for speech. */
  readonly speech: () => SpeechSounds | null;
  /** Asked in the moment of the answer: what is said then, and whether they ask to be called back with it. */
  readonly atAnswer: () => { readonly script: Answer; readonly asks: boolean };
  readonly onVoice: (voice: Voice) => void;
  readonly note: (entry: CallEvent) => void;
  /** The far end can say no more in this call. */
  readonly onEnded: () => void;
}

export type CallEvent = Omit<CarrierLogEntry, 'at' | 'callId' | 'to' | 'call'>;
export type Answer = Extract<CallScript, { kind: 'answer' }>;
type Announcement = Extract<CallScript, { kind: 'announce-then-fail' }>;

/** A mailbox has heard enough. */
const LONGEST_MESSAGE_SECONDS = 60;
/** RFC 3261 section 16.6, step 11: Timer C is more than three minutes; nobody rings for ever. */
const LONGEST_RINGING_SECONDS = 181;
const NO_ANSWER: FinalAnswer = { status: 480, reasons: [{ protocol: 'Q.850', cause: 19 }] };

/**
 * One call as the called side: does what its script says, on the campaign's clock, and ends once.
 *
 * Whatever happens is written down before it is said: who hears the BYE finds its line in the log.
 */
export class CarrierCall {
  readonly #parts: CarrierCallParts;
  readonly #timers: Timer[] = [];
  #state: 'proceeding' | 'answered' | 'ended' = 'proceeding';
  #isAcknowledged = false;
  #hangsUpOnAck = false;
  #sound: Sound | null = null;

  constructor(parts: CarrierCallParts) {
    this.#parts = parts;
  }

  /** They have hung up before the ACK of their answer came: the BYE is still owed. */
  get awaitsAck(): boolean {
    return this.#hangsUpOnAck;
  }

  begin(): void {
    const { script, sound, note } = this.#parts;
    note({ event: 'dialled', status: null, by: null });
    this.#respond(100);
    void sound.then((opened) => {
      this.#sound = opened;
      if (this.#state === 'ended') opened.close();
    });
    this.#after(LONGEST_RINGING_SECONDS, async () => this.#fail(NO_ANSWER, 'timer'));
    switch (script.kind) {
      case 'ring-on':
        this.#after(script.alertSeconds, async () => this.#ring());
        break;
      case 'fail':
        this.#after(script.afterSeconds, async () => this.#fail(script.final, 'carrier'));
        break;
      case 'announce-then-fail': {
        const { afterSeconds, announcementSeconds, final } = script;
        this.#after(afterSeconds, () => this.#announce(script));
        this.#after(afterSeconds + announcementSeconds, async () => this.#fail(final, 'carrier'));
        break;
      }
      case 'answer':
        this.#after(script.alertSeconds, async () => this.#ring());
        this.#after(script.alertSeconds + script.ringSeconds, () => this.#answer());
        break;
      default:
        script satisfies never;
    }
  }

  /** The other side does not want to go on before anybody has answered. */
  cancel(): void {
    if (this.#state !== 'proceeding') return;
    this.#end('caller', 487);
    this.#respond(487);
  }

  acknowledge(): void {
    this.#isAcknowledged = true;
    if (this.#hangsUpOnAck) this.#bye();
  }

  /** Nobody has acknowledged the 200 for 64*T1: RFC 3261 section 13.3.1.4 ends the call by a BYE. */
  giveUp(): void {
    const owesBye = this.#state === 'answered' || this.#hangsUpOnAck;
    if (this.#state === 'answered') this.#end('timer', 200);
    if (owesBye) this.#bye();
  }

  /** What the other side has said; null before it could say anything. */
  heard(): HeardSound | null {
    return this.#sound?.heard() ?? null;
  }

  /** A BYE of the other side. */
  release(): void {
    if (this.#state === 'proceeding') this.cancel();
    else this.#end('caller', 200);
  }

  /** Everything stops, nobody is told. */
  close(): void {
    this.#state = 'ended';
    this.#stop();
  }

  #ring(): void {
    this.#parts.note({ event: 'ringing', status: 180, by: null });
    this.#respond(180, { headers: this.#dialogHeaders() });
  }

  async #announce(script: Announcement): Promise<void> {
    const sound = await this.#parts.sound;
    if (this.#state !== 'proceeding') return;
    this.#parts.onVoice(script.voice);
    this.#respond(183, this.#described(sound));
    sound.play(announcementSound(script, this.#parts.speech()), this.#remoteSound());
  }

  async #answer(): Promise<void> {
    const sound = await this.#parts.sound;
    if (this.#state !== 'proceeding') return;
    this.#state = 'answered';
    const { atAnswer, speech, number } = this.#parts;
    const { script, asks } = atAnswer();
    this.#parts.onVoice(script.voice);
    // Who has asked once does not ask again, whatever happens to us.
    this.#parts.note({ event: 'answered', status: 200, by: null, ...(asks ? { asked: true } : {}) });
    this.#respond(200, this.#described(sound));
    const { frames, sayGoodbye } = answerSound(script, { speech: speech(), number });
    sound.play(frames, this.#remoteSound());
    const talkSeconds = script.talkSeconds ?? LONGEST_MESSAGE_SECONDS;
    this.#after(Math.max(0, talkSeconds - GOODBYE_SECONDS), async () => sayGoodbye());
    this.#after(talkSeconds, async () => this.#hangUp());
  }

  #hangUp(): void {
    // RFC 3261 section 15: the called side sends no BYE before the ACK is there or given up.
    this.#hangsUpOnAck = !this.#isAcknowledged;
    this.#end('carrier', 200);
    if (this.#isAcknowledged) this.#bye();
  }

  #bye(): void {
    this.#hangsUpOnAck = false;
    const { layer, invite } = this.#parts;
    const dialog = this.#dialog();
    const bye = requestInDialog(dialog, { method: 'BYE', cseq: 1, headers: [] });
    // Whether it is answered or not: our side is over, and Timer F ends the repeating.
    const nobody = { onResponse: () => {}, onTimeout: () => {}, onTransportError: () => {} };
    layer.request(bye, nextHop(dialog, invite.source), nobody);
  }

  #fail({ status, reasons }: FinalAnswer, by: 'carrier' | 'timer'): void {
    if (this.#state !== 'proceeding') return;
    const headers = reasons.map(({ protocol, cause }) => ({
      name: 'reason',
      value: `${protocol};cause=${cause}`,
    }));
    this.#end(by, status);
    this.#respond(status, { headers });
  }

  #end(by: 'caller' | 'carrier' | 'timer', status: number): void {
    if (this.#state === 'ended') return;
    this.#state = 'ended';
    const counts = this.#sound?.counts() ?? { sent: 0, received: 0 };
    this.#stop();
    this.#parts.note({ event: 'ended', status, by, rtpSent: counts.sent, rtpReceived: counts.received });
    this.#parts.onEnded();
  }

  #stop(): void {
    for (const timer of this.#timers) timer.cancel();
    this.#sound?.close();
  }

  #respond(status: number, options: Omit<NonNullable<Parameters<typeof responseTo>[2]>, 'toTag'> = {}): void {
    const { invite, toTag } = this.#parts;
    invite.respond(responseTo(invite.request, status, { toTag, ...options }));
  }

  #described(sound: Sound) {
    return {
      headers: [...this.#dialogHeaders(), { name: 'content-type', value: 'application/sdp' }],
      body: formatAudio(sound.local, sound.local.port),
    };
  }

  /** RFC 3261 section 12.1.1: what opens a dialog carries our Contact and the route that was recorded. */
  #dialogHeaders() {
    const { local, invite } = this.#parts;
    const routes = headerList(invite.request, 'record-route');
    return [
      ...routes.map((value) => ({ name: 'record-route', value })),
      { name: 'contact', value: `<sip:${local.host}:${local.port}>` },
      { name: 'allow', value: ALLOWED },
    ];
  }

  #remoteSound(): Address | null {
    const offer = parseAudio(this.#parts.invite.request.body);
    const wantsToHear = offer?.direction === 'sendrecv' || offer?.direction === 'recvonly';
    return wantsToHear && offer.address.host !== '0.0.0.0' ? offer.address : null;
  }

  #dialog(): Dialog {
    const { request } = this.#parts.invite;
    const { callId, from } = request.envelope;
    const contact = parseNameAddr(headerList(request, 'contact')[0] ?? '');
    return {
      callId,
      local: `${header(request, 'to') ?? ''};tag=${this.#parts.toTag}`,
      remote: header(request, 'from') ?? '',
      remoteTag: from.parameters.get('tag') ?? '',
      remoteTarget: contact?.uri ?? from.uri,
      // Section 12.1.1: as recorded; only the calling side turns them round.
      routes: headerList(request, 'record-route'),
    };
  }

  #after(seconds: number, task: () => Promise<void>): void {
    const { clock } = this.#parts;
    const run = async () => {
      if (this.#state !== 'ended') await task();
    };
    this.#timers.push(clock.at(clock.now() + seconds * SECOND, run));
  }
}

export const ALLOWED = 'INVITE, ACK, CANCEL, BYE, OPTIONS';

/** What names a call for both sides as long as only one of them has a tag: Call-ID and the caller's tag. */
export function callKey({ envelope }: ReceivedRequest): string {
  return `${envelope.callId} ${envelope.from.parameters.get('tag') ?? ''}`;
}
