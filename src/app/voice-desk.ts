import { AppError } from '../core/app-error.ts';
import type { AttemptId, E164, LegId, ShiftId, TrunkId } from '../core/ids.ts';
import { type Keypad, type KeypadCommand, noKeys, pressKey } from '../core/keypad-results.ts';
import type { SpeakWay } from '../core/speak-way.ts';
import { LegFiguresBook } from './leg-figures.ts';
import type { LegFigures, LineHint, Media, MediaEvent } from './media.ts';
import { type PhoneTrouble, phoneTroubleOf } from './phone-trouble.ts';
import type { Chance, Clock, DialRequest, Leg, Telephony } from './ports.ts';
import { PracticeWires } from './practice-wires.ts';
import type { BrowserVoice, CallEnd, CallerLine, CallVoice, SpeakingShift, Voice } from './voice.ts';
import {
  type LineCheck,
  startVoiceLine,
  stepVoiceLine,
  type VoiceAction,
  type VoiceInput,
  type VoiceLine,
} from './voice-line.ts';

export interface VoiceDeskParts {
  readonly media: Media;
  /** Asked when a telephone is to ring, since it needs the desk itself to be opened. */
  readonly telephony: () => Telephony;
  readonly trunkId: TrunkId;
  /** The number that callers' own phones are rung from: that of the shift's campaign. */
  readonly callerIdOf: (shiftId: ShiftId) => Promise<E164>;
  /** A call's end that nobody listens to, for shifts that read. */
  readonly withoutSound: CallVoice['open'];
  /** The recommended one first. */
  readonly ways: readonly SpeakWay[];
  /** The wall's. */
  readonly clock: Clock;
  readonly chance: Pick<Chance, 'uuid'>;
  /** The caller's line, or what is heard on it, is different. */
  readonly onChanged: (shiftId: ShiftId) => void;
  /** A word by the keys of the caller's own phone. */
  readonly onKeypad: (shiftId: ShiftId, command: KeypadCommand) => void;
  readonly onError: (error: unknown) => void;
}

/** Whoever takes longer to reach the phone asks for it once more. */
const RING_SECONDS = 35;
/** Hints are shown with the call and shortly after. */
const MOST_HINTS = 500;

interface Speaking {
  readonly shiftId: ShiftId;
  line: VoiceLine;
  /** The caller's own number: in memory alone, and in no log. */
  phone: E164 | null;
  phoneCall: Leg | null;
  keypad: Keypad;
}

export function createVoiceDesk(parts: VoiceDeskParts): VoiceDesk {
  return new VoiceDesk(parts);
}

/**
 * Who speaks how: keeps the legs of each shift and joins them as `voice-line.ts` says.
 *
 * What it knows dies with the program: browsers connect anew by themselves, a caller on the phone is rung again.
 */
export class VoiceDesk implements Voice, BrowserVoice, CallVoice {
  readonly ways: readonly SpeakWay[];
  readonly #parts: VoiceDeskParts;
  readonly #shifts = new Map<ShiftId, Speaking>();
  readonly #legs = new Map<LegId, ShiftId>();
  /** Contacts' legs whose caller is not known yet, and whether greetings are looked for on them. */
  readonly #unheld = new Map<LegId, { readonly analyse: boolean }>();
  readonly #hints = new Map<AttemptId, LineHint | 'broken'>();
  /** Who hears that a contact's leg is gone. */
  readonly #onLost = new Map<LegId, () => void>();
  readonly #figures: LegFiguresBook;
  readonly #practices: PracticeWires;
  readonly #unfollow: () => void;

  constructor(parts: VoiceDeskParts) {
    const { media, clock, onError } = parts;
    this.#parts = parts;
    this.ways = parts.ways;
    this.#figures = new LegFiguresBook({ media, clock, onError, isWanted: () => this.#legs.size > 0 });
    this.#practices = new PracticeWires(media, (shiftId) => this.#shifts.get(shiftId)?.line ?? null);
    this.#unfollow = media.follow((event) => this.#hear(event));
  }

  // ---- what the use cases and the dialler ask ----

  lineOf(shift: SpeakingShift): CallerLine {
    if (!needsLeg(shift.way)) return 'none';
    // A browser connects by itself; a caller's number is forgotten with the program that knew it.
    return this.#known(shift)?.line.caller.line ?? (shift.way === 'browser' ? 'connecting' : 'none');
  }

  isHeard(shift: SpeakingShift): boolean {
    if (!needsLeg(shift.way)) return shift.way !== null;
    return this.#known(shift)?.line.caller.line === 'up';
  }

  phoneOf(shiftId: ShiftId): string | null {
    const phone = this.#shifts.get(shiftId)?.phone ?? null;
    return phone && `… ${phone.slice(-3)}`;
  }

  troubleOf(shiftId: ShiftId): PhoneTrouble | null {
    return this.#shifts.get(shiftId)?.line.caller.trouble ?? null;
  }

  qualityOf(shiftId: ShiftId): LegFigures | null {
    const leg = this.#shifts.get(shiftId)?.line.caller.leg ?? null;
    return leg && this.#figures.of(leg);
  }

  hintOf(attemptId: AttemptId): LineHint | 'broken' | null {
    return this.#hints.get(attemptId) ?? null;
  }

  async chosen(shift: SpeakingShift, phone: E164 | null): Promise<void> {
    const it = this.#choose(shift);
    if (shift.way !== 'phone') {
      it.phone = null;
      return;
    }
    // Another number: the telephone of the old one is done.
    if (phone !== null && it.phone !== null && phone !== it.phone)
      this.#take(it, { kind: 'way-chosen', way: 'phone' });
    it.phone = phone ?? it.phone;
    this.ringCaller(shift.id);
  }

  ringCaller(shiftId: ShiftId): void {
    const it = this.#shifts.get(shiftId);
    if (it?.line.way !== 'phone' || it.phone === null) throw new AppError('error.voice.no-phone');
    if (it.line.caller.leg !== null) return; // It rings already, or is on the line.
    const attemptId = this.#parts.chance.uuid() as AttemptId; // It names this one call, and no attempt.
    const leg = legOf(attemptId);
    this.#take(it, { kind: 'phone-dialled', leg });
    this.#dialPhone(it, attemptId, it.phone).catch((error) => {
      this.#parts.onError(error);
      this.#take(it, { kind: 'phone-ended', leg, trouble: 'not-reached' });
    });
  }

  talking(attemptId: AttemptId): void {
    const leg = legOf(attemptId);
    this.#takeOf(this.#legs.get(leg), { kind: 'contact-answered', leg });
  }

  give(attemptId: AttemptId, shiftId: ShiftId): void {
    const leg = legOf(attemptId);
    const held = this.#unheld.get(leg);
    this.#unheld.delete(leg);
    // Who reads what is said needs no wire.
    if (held === undefined || !needsLeg(this.#shifts.get(shiftId)?.line.way ?? null)) return;
    this.#legs.set(leg, shiftId);
    this.#takeOf(shiftId, { kind: 'contact-opened', leg, ...held });
    this.#takeOf(shiftId, { kind: 'contact-answered', leg });
  }

  apologise(attemptId: AttemptId, message: Uint8Array | null): void {
    this.#parts.media.play(legOf(attemptId), message ?? 'sorry');
  }

  practise(one: ShiftId, another: ShiftId): void {
    for (const shiftId of [one, another]) this.#takeOf(shiftId, { kind: 'check', what: 'none' });
    this.#practices.begin(one, another);
  }

  practiceOver(shiftId: ShiftId): void {
    this.#practices.end(shiftId);
  }

  over(shiftId: ShiftId): void {
    this.#practices.end(shiftId);
    this.#takeOf(shiftId, { kind: 'over' });
    this.#shifts.delete(shiftId);
  }

  // ---- what the browser's WebSocket asks ----

  async connect(shift: SpeakingShift, offer: string): Promise<string> {
    if (shift.way !== 'browser') throw new AppError('error.voice.other-way');
    const it = this.#choose(shift);
    const leg = shift.id as string as LegId; // A shift has one browser at a time: a newer one takes its place.
    const answer = await this.#parts.media.openBrowserLeg(leg, offer);
    // The shift ended, or goes on in another way, while the relay answered.
    if (this.#known(shift) !== it) this.#parts.media.close(leg);
    else {
      this.#opened(leg, shift.id);
      this.#take(it, { kind: 'browser-opened', leg });
    }
    return answer;
  }

  check(shiftId: ShiftId, what: LineCheck): void {
    // Whoever hears an echo would not hear the other one.
    if (this.#practices.isOn(shiftId)) return;
    this.#takeOf(shiftId, { kind: 'check', what });
  }

  press(shiftId: ShiftId, digits: string): void {
    const line = this.#shifts.get(shiftId)?.line;
    // The relay presses for a leg at its other side.
    if (line?.contact && line.caller.leg) this.#parts.media.press(line.caller.leg, digits);
  }

  // ---- what the telephony adapter asks ----

  async open(request: DialRequest, onLost: () => void): Promise<CallEnd> {
    const { shiftId, side, attemptId, analyseSound } = request;
    const { media, withoutSound } = this.#parts;
    const way = shiftId === null ? null : (this.#shifts.get(shiftId)?.line.way ?? null);
    if (side === 'contact' && shiftId !== null && !needsLeg(way)) return withoutSound(request, onLost);
    const leg = legOf(attemptId);
    const address = await media.openPhoneLeg(leg);
    this.#opened(leg, shiftId);
    // By the leg: whose call it is may come out with the answer.
    const tell = (said: VoiceInput) => this.#takeOf(this.#legs.get(leg), said);
    const end = {
      address,
      connect: (audio: Parameters<CallEnd['connect']>[0]) => media.describe(leg, audio),
    };
    if (side === 'caller') {
      tell({ kind: 'phone-opened', leg });
      return {
        ...end,
        alerting() {},
        answered: () => tell({ kind: 'phone-answered', leg }),
        close: () => this.#closeLeg(leg),
      };
    }
    this.#onLost.set(leg, onLost);
    if (shiftId === null) this.#unheld.set(leg, { analyse: analyseSound });
    else tell({ kind: 'contact-opened', leg, analyse: analyseSound });
    return {
      ...end,
      alerting: () => tell({ kind: 'contact-alerting', leg }),
      answered: () => tell({ kind: 'contact-answered', leg }),
      close: () => {
        tell({ kind: 'contact-closed', leg });
        this.#closeLeg(leg);
      },
    };
  }

  /** Hears nothing more and rings nobody. The legs are the relay's to close. */
  close(): void {
    this.#unfollow();
    this.#figures.close();
    this.#shifts.clear();
  }

  // ---- inside ----

  /** The shift as it speaks here; null when it is not known, or speaks in another way by now. */
  #known({ id, way }: SpeakingShift): Speaking | null {
    const it = this.#shifts.get(id);
    return it?.line.way === way ? it : null;
  }

  #choose({ id, way }: SpeakingShift): Speaking {
    if (way === null) throw new AppError('error.voice.choose-way');
    const known = this.#shifts.get(id);
    if (known === undefined) {
      const it = {
        shiftId: id,
        line: startVoiceLine(way),
        phone: null,
        phoneCall: null,
        keypad: noKeys,
      };
      this.#shifts.set(id, it);
      return it;
    }
    if (known.line.way !== way) this.#take(known, { kind: 'way-chosen', way });
    return known;
  }

  async #dialPhone(it: Speaking, attemptId: AttemptId, to: E164): Promise<void> {
    const { callerIdOf, telephony, trunkId } = this.#parts;
    const { shiftId } = it;
    const from = await callerIdOf(shiftId);
    // Another way was chosen meanwhile, or the shift is over.
    if (it.line.caller.leg !== legOf(attemptId) || this.#shifts.get(shiftId) !== it) return;
    const request: DialRequest = {
      ...{ attemptId, shiftId, side: 'caller', analyseSound: false },
      ...{ trunkId, to, from, ringSeconds: RING_SECONDS },
    };
    it.phoneCall = telephony().dial(request, async (event) => {
      if (event.kind !== 'ended') return;
      this.#take(it, { kind: 'phone-ended', leg: legOf(attemptId), trouble: phoneTroubleOf(event.evidence) });
    });
  }

  #hear(event: MediaEvent): void {
    const it = this.#shifts.get(this.#legs.get(event.leg) ?? ('' as ShiftId)); // No shift has it.
    if (it === undefined) {
      if (event.kind === 'down') this.#onLost.get(event.leg)?.();
      return;
    }
    switch (event.kind) {
      case 'digit':
        this.#hearDigit(it, event.leg, event.digit);
        break;
      case 'hint':
        this.#hearHint(it, event.leg, event.hint);
        break;
      default:
        this.#take(it, event);
        if (event.kind === 'down') this.#hearLost(it, event.leg);
    }
  }

  /** Who is on a telephone is heard of by the network; its leg alone is down when the relay itself died. */
  #hearLost(it: Speaking, leg: LegId): void {
    const onLost = this.#onLost.get(leg);
    if (onLost === undefined) return;
    this.#hearHint(it, leg, 'broken');
    onLost();
  }

  #hearDigit(it: Speaking, leg: LegId, digit: string): void {
    const { clock, onKeypad } = this.#parts;
    if (it.line.way !== 'phone' || leg !== it.line.caller.leg) return;
    const { keypad, command } = pressKey(it.keypad, digit, clock.now());
    it.keypad = keypad;
    if (command !== null) onKeypad(it.shiftId, command);
  }

  #hearHint(it: Speaking, leg: LegId, hint: LineHint | 'broken'): void {
    if (leg !== it.line.contact?.leg) return;
    const oldest = this.#hints.keys().next().value;
    if (this.#hints.size >= MOST_HINTS && oldest !== undefined) this.#hints.delete(oldest);
    this.#hints.set(leg as string as AttemptId, hint); // The leg of an attempt bears its id.
    this.#parts.onChanged(it.shiftId);
  }

  #takeOf(shiftId: ShiftId | undefined, said: VoiceInput): void {
    const it = shiftId && this.#shifts.get(shiftId);
    if (it) this.#take(it, said);
  }

  #take(it: Speaking, said: VoiceInput): void {
    const { state, actions } = stepVoiceLine(it.line, said);
    it.line = state;
    this.#practices.follow(it.shiftId);
    for (const action of actions) this.#act(it, action);
  }

  #act(it: Speaking, action: VoiceAction): void {
    const { media, onChanged } = this.#parts;
    switch (action.kind) {
      case 'bridge':
        media.bridge({ caller: action.caller, contact: action.contact, way: action.way });
        break;
      case 'unbridge':
        media.unbridge(action.leg);
        break;
      case 'play':
        media.play(action.leg, action.sound);
        break;
      case 'echo':
        media.echo(action.leg, action.isOn);
        break;
      case 'analyse':
        media.analyse(action.leg);
        break;
      case 'close':
        this.#closeLeg(action.leg);
        break;
      case 'hang-up-phone':
        it.phoneCall?.hangUp();
        break;
      case 'tell':
        onChanged(it.shiftId);
        break;
      default:
        action satisfies never;
    }
  }

  #opened(leg: LegId, shiftId: ShiftId | null): void {
    if (shiftId !== null) this.#legs.set(leg, shiftId);
    this.#figures.wake();
  }

  #closeLeg(leg: LegId): void {
    this.#legs.delete(leg);
    this.#unheld.delete(leg);
    this.#onLost.delete(leg);
    this.#parts.media.close(leg);
  }
}

function needsLeg(way: SpeakWay | null): boolean {
  return way === 'browser' || way === 'phone';
}

/** A telephone's leg bears the id of its call. */
function legOf(attemptId: AttemptId): LegId {
  return attemptId as string as LegId;
}
