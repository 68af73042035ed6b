// One shift's audio as a table of states: what people, the network and the relay say goes in, what the relay and the
// caller's telephone are told comes out. `voice-desk.ts` carries it out.
import type { LegId } from '../core/ids.ts';
import type { SpeakWay } from '../core/speak-way.ts';
import type { LegSound } from './media.ts';
import type { PhoneTrouble } from './phone-trouble.ts';
import type { CallerLine } from './voice.ts';

export interface VoiceLine {
  readonly way: SpeakWay;
  readonly caller: CallerSide;
  /** The person on the line, or about to be. */
  readonly contact: ContactSide | null;
  /** The line check; a call ends it. */
  readonly check: LineCheck;
}

export interface CallerSide {
  readonly line: CallerLine;
  /** Of the browser, or of the one call to the caller's own phone; null without either. */
  readonly leg: LegId | null;
  /** The relay knows the leg. */
  readonly isOpen: boolean;
  /** How often a leg was opened: one that is opened anew is told everything again. */
  readonly opening: number;
  /** Why the caller's own phone is not on the line. */
  readonly trouble: PhoneTrouble | null;
}

export interface ContactSide {
  readonly leg: LegId;
  /** The network says that it rings. */
  readonly isAlerting: boolean;
  /** Answered, says the line or the caller. */
  readonly isThere: boolean;
}

export type LineCheck = 'echo' | 'hello' | 'none';

type PhoneKind = 'phone-dialled' | 'phone-opened' | 'phone-answered';
export type VoiceInput =
  | { readonly kind: 'way-chosen'; readonly way: SpeakWay }
  | { readonly kind: 'browser-opened'; readonly leg: LegId }
  | { readonly kind: PhoneKind; readonly leg: LegId }
  | { readonly kind: 'phone-ended'; readonly leg: LegId; readonly trouble: PhoneTrouble }
  /** What the relay hears of a leg. */
  | { readonly kind: 'heard' | 'silent' | 'down'; readonly leg: LegId }
  | { readonly kind: 'contact-opened'; readonly leg: LegId; readonly analyse: boolean }
  | { readonly kind: 'contact-alerting' | 'contact-answered' | 'contact-closed'; readonly leg: LegId }
  | { readonly kind: 'check'; readonly what: LineCheck }
  | { readonly kind: 'over' };

export type VoiceAction =
  | {
      readonly kind: 'bridge';
      readonly caller: LegId;
      readonly contact: LegId;
      readonly way: 'listen' | 'talk';
    }
  | { readonly kind: 'unbridge' | 'analyse' | 'close'; readonly leg: LegId }
  | { readonly kind: 'play'; readonly leg: LegId; readonly sound: LegSound | null }
  | { readonly kind: 'echo'; readonly leg: LegId; readonly isOn: boolean }
  | { readonly kind: 'hang-up-phone'; readonly leg: LegId }
  /** The caller's line, or why it is not there, is another one: screens and dialler look again. */
  | { readonly kind: 'tell' };

export interface VoiceStep {
  readonly state: VoiceLine;
  readonly actions: readonly VoiceAction[];
}

export function startVoiceLine(way: SpeakWay): VoiceLine {
  return { way, caller: nobody(way, 0), contact: null, check: 'none' };
}

/** What follows from one input. Total: what comes late, for a leg that is no longer of this line, changes nothing. */
export function stepVoiceLine(state: VoiceLine, input: VoiceInput): VoiceStep {
  const next = take(state, input);
  return {
    state: next,
    actions: [
      ...changes(wanted(state), wanted(next)),
      ...legActions(state, next, input),
      ...(isToldAlike(state.caller, next.caller) ? [] : [{ kind: 'tell' } as const]),
    ],
  };
}

function take(state: VoiceLine, input: VoiceInput): VoiceLine {
  const { caller, contact } = state;
  switch (input.kind) {
    case 'way-chosen':
      return { ...state, way: input.way, caller: nobody(input.way, caller.opening), check: 'none' };
    case 'browser-opened':
      // Not heard yet: whoever is on the line waits, also where an older connection was up a moment ago.
      return state.way !== 'browser' ? state : { ...state, caller: opened(caller, input.leg) };
    case 'phone-dialled':
    case 'phone-opened':
    case 'phone-answered':
    case 'phone-ended':
      return state.way !== 'phone' ? state : { ...state, caller: takePhone(caller, input) };
    case 'heard':
    case 'silent':
    case 'down':
      return input.leg !== caller.leg ? state : { ...state, caller: hear(state, input.kind) };
    case 'contact-opened':
      return { ...state, check: 'none', contact: { leg: input.leg, isAlerting: false, isThere: false } };
    case 'contact-alerting':
      return input.leg !== contact?.leg ? state : { ...state, contact: { ...contact, isAlerting: true } };
    case 'contact-answered':
      return input.leg !== contact?.leg ? state : { ...state, contact: { ...contact, isThere: true } };
    case 'contact-closed':
      return input.leg !== contact?.leg ? state : { ...state, contact: null };
    case 'check':
      return contact !== null ? state : { ...state, check: input.what };
    case 'over':
      return { ...state, caller: nobody('own', caller.opening), contact: null, check: 'none' };
    default:
      return input satisfies never;
  }
}

function hear({ way, caller }: VoiceLine, kind: 'heard' | 'silent' | 'down'): CallerSide {
  if (way === 'browser') return { ...caller, line: kind === 'heard' ? 'up' : 'lost' };
  // A telephone may send nothing while its owner is silent (RFC 3389): of it the network says when it is gone. Its leg
  // alone is down when the relay itself had to start anew.
  return kind === 'down' ? { ...gone('hung-up'), opening: caller.opening } : caller;
}

function takePhone(
  caller: CallerSide,
  input: Extract<VoiceInput, { kind: PhoneKind | 'phone-ended' }>,
): CallerSide {
  const { leg } = input;
  if (input.kind !== 'phone-dialled' && leg !== caller.leg) return caller;
  switch (input.kind) {
    case 'phone-dialled':
      return { ...caller, line: 'connecting', leg, isOpen: false, trouble: null };
    case 'phone-opened':
      return opened(caller, leg);
    case 'phone-answered':
      return { ...caller, line: 'up' };
    case 'phone-ended':
      return { ...gone(input.trouble), opening: caller.opening };
    default:
      return input satisfies never;
  }
}

/** Who has hung up is away; a telephone that nobody took was never there. */
function gone(trouble: PhoneTrouble): Omit<CallerSide, 'opening'> {
  return { line: trouble === 'hung-up' ? 'lost' : 'none', leg: null, isOpen: false, trouble };
}

function nobody(way: SpeakWay, opening: number): CallerSide {
  const line = way === 'browser' || way === 'phone' ? 'connecting' : 'none';
  return { line, leg: null, isOpen: false, opening, trouble: null };
}

function opened(caller: CallerSide, leg: LegId): CallerSide {
  return { line: 'connecting', leg, isOpen: true, opening: caller.opening + 1, trouble: null };
}

/** What each state wants of the relay; the actions are what tells one from the next. */
interface Wanted {
  readonly opening: number;
  readonly wire: { readonly caller: LegId; readonly contact: LegId; readonly way: 'listen' | 'talk' } | null;
  readonly caller: { readonly leg: LegId; readonly sound: LegSound | null; readonly isEcho: boolean } | null;
  readonly contact: { readonly leg: LegId; readonly sound: LegSound | null } | null;
}

function wanted({ way, caller, contact, check }: VoiceLine): Wanted {
  const leg = caller.isOpen ? caller.leg : null;
  const isThere = contact?.isThere ?? false;
  // The network's ring tone of the caller's own phone is nobody's voice. A browser is heard from its first word on.
  const mayTalk = isThere && (way !== 'phone' || caller.line === 'up');
  const ringing = contact?.isAlerting && !isThere ? 'ringing' : null;
  return {
    opening: caller.opening,
    wire: leg && contact && { caller: leg, contact: contact.leg, way: mayTalk ? 'talk' : 'listen' },
    caller: leg && {
      leg,
      sound: contact === null && check === 'hello' ? 'hello' : ringing,
      isEcho: contact === null && check === 'echo',
    },
    contact: contact && { leg: contact.leg, sound: isThere && caller.line !== 'up' ? 'moment' : null },
  };
}

function changes(before: Wanted, after: Wanted): VoiceAction[] {
  const actions: VoiceAction[] = [];
  const isAnew = before.opening !== after.opening;
  const isSameWire =
    before.wire?.caller === after.wire?.caller && before.wire?.contact === after.wire?.contact;
  if (before.wire !== null && !isSameWire) actions.push({ kind: 'unbridge', leg: before.wire.contact });
  if (after.wire !== null && (isAnew || !isSameWire || before.wire?.way !== after.wire.way))
    actions.push({ kind: 'bridge', ...after.wire });
  if (after.caller !== null) {
    const known = !isAnew && before.caller?.leg === after.caller.leg ? before.caller : null;
    const { leg, sound, isEcho } = after.caller;
    if (sound !== (known?.sound ?? null)) actions.push({ kind: 'play', leg, sound });
    if (isEcho !== (known?.isEcho ?? false)) actions.push({ kind: 'echo', leg, isOn: isEcho });
  }
  if (after.contact !== null) {
    const known = before.contact?.leg === after.contact.leg ? before.contact.sound : null;
    const { leg, sound } = after.contact;
    if (sound !== known) actions.push({ kind: 'play', leg, sound });
  }
  return actions;
}

/** A browser's leg that is no longer wanted, and what to look at. A telephone's leg is closed by the end of its call. */
function legActions(before: VoiceLine, after: VoiceLine, input: VoiceInput): VoiceAction[] {
  if (input.kind === 'contact-opened' && input.analyse) return [{ kind: 'analyse', leg: input.leg }];
  const { leg } = before.caller;
  if (leg === null || leg === after.caller.leg || input.kind === 'phone-ended') return [];
  return [{ kind: before.way === 'phone' ? 'hang-up-phone' : 'close', leg }];
}

function isToldAlike(before: CallerSide, after: CallerSide): boolean {
  return before.line === after.line && before.trouble === after.trouble;
}
