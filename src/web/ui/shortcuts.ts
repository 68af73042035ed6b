import type { MessageId } from '../../texts/texts.ts';

/**
 * Every key that does something, always with Alt: alone a letter never does anything (WCAG 2.1.4). The key is its name,
 * too: who wants another one keeps that by this one (`Settings.keys`).
 */
export const shortcuts = [
  { key: 'B', says: 'everywhere.key.begin' },
  { key: 'N', says: 'everywhere.key.next' },
  { key: 'R', says: 'everywhere.key.nearly-ready' },
  { key: 'P', says: 'everywhere.key.pause-after' },
  { key: 'J', says: 'preview.key' },
  { key: 'W', says: 'everywhere.key.talking' },
  { key: 'X', says: 'everywhere.key.hang-up' },
  { key: 'M', says: 'everywhere.key.mailbox' },
  { key: 'A', says: 'everywhere.key.third-person' },
  { key: 'S', says: 'everywhere.key.mute' },
  { key: 'T', says: 'everywhere.key.topics' },
  { key: 'Z', says: 'everywhere.key.undo' },
  { key: '1', says: 'caller.outcome.conversation-complete' },
  { key: '2', says: 'caller.outcome.callback-agreed' },
  { key: '3', says: 'caller.outcome.conversation-partial' },
  { key: '4', says: 'caller.outcome.no-time' },
  { key: '5', says: 'caller.outcome.not-interested' },
  { key: '6', says: 'caller.outcome.third-person' },
  { key: '7', says: 'caller.outcome.wrong-person' },
  { key: '8', says: 'caller.outcome.language-health' },
] as const satisfies readonly { readonly key: string; readonly says: MessageId }[];

export type Shortcut = (typeof shortcuts)[number];

/** The key by which a person does what the program has on `key`. */
export function ownKey(key: string, own: Readonly<Record<string, string>>): string {
  return own[key] ?? key;
}

/** What the program has on the key that was pressed; null: nothing, or somebody gave it to something else. */
export function meantKey(pressed: string, own: Readonly<Record<string, string>>): string | null {
  const moved = Object.entries(own).find(([, key]) => key === pressed);
  if (moved !== undefined) return moved[0];
  return own[pressed] === undefined ? pressed : null;
}

/** With Alt these open the browser's own menus or its address line, in one browser or the other. */
const BROWSERS = ['D', 'E', 'F'];

export type Refusal =
  | { readonly why: 'no-key' }
  | { readonly why: 'browser' }
  | { readonly why: 'taken'; readonly by: Shortcut };

/** Whether `key` may stand for `shortcut`; null: it may. */
export function refusalOf(
  shortcut: Shortcut,
  key: string,
  own: Readonly<Record<string, string>>,
): Refusal | null {
  if (!/^[A-Z0-9]$/.test(key)) return { why: 'no-key' };
  if (BROWSERS.includes(key)) return { why: 'browser' };
  const by = shortcuts.find((it) => it.key !== shortcut.key && ownKey(it.key, own) === key);
  return by === undefined ? null : { why: 'taken', by };
}

/** The person's own keys once `shortcut` is on `key`. */
export function movedTo(
  shortcut: Shortcut,
  key: string,
  own: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const others = Object.entries(own).filter(([it]) => it !== shortcut.key);
  return Object.fromEntries(shortcut.key === key ? others : [...others, [shortcut.key, key]]);
}

export interface PressedKey {
  readonly key: string;
  readonly code: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
}

/**
 * The letter or digit that was pressed with Alt; null: something else, which is none of ours.
 *
 * With Option macOS writes other characters (`@` is Option-L on a German keyboard): there the key's place counts, and
 * while somebody writes nothing is taken away from them. AltGr is Ctrl and Alt to Windows.
 */
export function pressedKey(event: PressedKey, isWriting: boolean): string | null {
  if (!event.altKey || event.ctrlKey || event.metaKey) return null;
  const isPlain = /^[a-z0-9]$/i.test(event.key);
  // Alt and the digits of the number block write characters on Windows.
  if (isWriting && (!isPlain || event.code.startsWith('Numpad'))) return null;
  if (isPlain) return event.key.toUpperCase();
  return /^(?:Digit|Key|Numpad)([A-Z0-9])$/.exec(event.code)?.[1] ?? null;
}

/** Whether what is typed there is text. */
export function isWritten(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement) return true;
  const noText = ['button', 'checkbox', 'radio', 'range', 'submit', 'reset', 'color', 'file'];
  return target instanceof HTMLInputElement && !noText.includes(target.type);
}
