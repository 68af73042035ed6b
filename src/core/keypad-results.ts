import { type Instant, SECOND } from './instant.ts';
import type { Disposition } from './outcome/disposition.ts';

/** What a caller says by the keys of the telephone; docs/telephony.md has the card for callers. */
export type KeypadCommand =
  | { readonly kind: 'report'; readonly disposition: Disposition }
  | { readonly kind: 'next' | 'hang-up' | 'help' }
  /** No such key: whoever pressed it begins again. */
  | { readonly kind: 'unknown' };

/** What was typed so far. */
export interface Keypad {
  readonly typed: string;
  readonly at: Instant;
}

export const noKeys: Keypad = { typed: '', at: 0 };

/** A pause of this length begins anew: who forgot the `#` has not said half of the next word. */
const PAUSE = 8 * SECOND;
const MOST_KEYS = 4;

/** Words end with `#`, so that one key pressed by an ear or a cheek says nothing. Never again needs its key twice. */
export const keypadWords: Readonly<Record<string, KeypadCommand>> = {
  '1': { kind: 'report', disposition: 'conversation-complete' },
  '2': { kind: 'report', disposition: 'no-time' },
  '3': { kind: 'report', disposition: 'voicemail' },
  '4': { kind: 'report', disposition: 'not-in-service' },
  '5': { kind: 'report', disposition: 'wrong-person' },
  '66': { kind: 'report', disposition: 'objection' },
  '9': { kind: 'hang-up' },
  '0': { kind: 'help' },
};

/**
 * One key more.
 *
 * `*` takes back what was typed; with nothing typed it asks for the next person.
 * @param digit Of `0-9*#A-D`. @returns the keypad as it is now, and the word that is complete, if any.
 */
export function pressKey(
  keypad: Keypad,
  digit: string,
  now: Instant,
): { readonly keypad: Keypad; readonly command: KeypadCommand | null } {
  const typed = now - keypad.at > PAUSE ? '' : keypad.typed;
  switch (digit) {
    case '*':
      return { keypad: noKeys, command: typed === '' ? { kind: 'next' } : null };
    case '#':
      return { keypad: noKeys, command: typed === '' ? null : (keypadWords[typed] ?? { kind: 'unknown' }) };
    default:
      // However long somebody leans on the keys: it stays a word that there is not.
      return { keypad: { typed: `${typed}${digit}`.slice(0, MOST_KEYS), at: now }, command: null };
  }
}
