import { createContext, useContext } from 'react';
import type { Client } from '../protocol/client.ts';
import type { Locale, Texts } from '../texts/texts-of.ts';
import type { Wording } from '../texts/wording.ts';
import type { Settings } from './api/settings.ts';
import type { VoiceLine } from './audio/voice-line.ts';
import type { BrowserClock } from './browser-clock.ts';
import type { Journals } from './journal/journals.ts';

export type Theme = 'system' | 'light' | 'dark';

/** What every page may use; made once in main.tsx. */
export interface AppContext {
  readonly client: Client;
  readonly clock: BrowserClock;
  /** What this device keeps until the server has confirmed it. */
  readonly journals: Journals;
  /** The caller's side of the line: it outlives every screen. */
  readonly voice: VoiceLine;
  readonly texts: Texts;
  readonly theme: Theme;
  /** How the pages are for this person. */
  readonly settings: Settings;
  chooseLocale(locale: Locale): void;
  chooseTheme(theme: Theme): void;
  /** Here at once; on the person's other devices when they are signed in. */
  changeSettings(part: Partial<Settings>): void;
  /** How this installation speaks to people. */
  takeWording(wording: Wording): void;
  /** What the server knows of the person who is signed in now. */
  takeSettings(settings: Settings): void;
  /** A fresh UUID, for the key of a report. */
  newKey(): string;
}

export const AppContextOfPage = createContext<AppContext | null>(null);

export function useApp(): AppContext {
  const app = useContext(AppContextOfPage);
  if (app === null) throw new Error('useApp stands outside of <App>');
  return app;
}

export function useTexts(): Texts {
  return useApp().texts;
}
