import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { Client } from '../protocol/client.ts';
import type { MeView } from '../protocol/views.ts';
import type { Texts } from '../texts/texts-of.ts';
import { keepLocale, keepWording, keptWording, loadTexts } from './api/locale.ts';
import { applyTextSize, keepSettings, keptSettings, type Settings } from './api/settings.ts';
import { applyTheme, chosenTheme } from './api/theme.ts';
import { type AppContext, AppContextOfPage, type Theme } from './app-context.ts';
import type { VoiceLine } from './audio/voice-line.ts';
import type { BrowserClock } from './browser-clock.ts';
import type { Journals } from './journal/journals.ts';
import { Pages } from './router.tsx';

export const queries = new QueryClient({
  // The pages are pushed what changes; asking again at each look would only cost the server.
  // Without a line, too: the journal may have the answer.
  defaultOptions: { queries: { retry: 1, refetchOnWindowFocus: false, networkMode: 'always' } },
});

export function App(props: {
  client: Client;
  clock: BrowserClock;
  journals: Journals;
  voice: VoiceLine;
  firstTexts: Texts;
  newKey: () => string;
}) {
  const { client, clock, journals, voice, newKey } = props;
  const [texts, setTexts] = useState(props.firstTexts);
  const [theme, setTheme] = useState<Theme>(() => chosenTheme(localStorage));
  useEffect(() => {
    document.documentElement.lang = texts.locale;
  }, [texts]);
  const [settings, setSettings] = useState<Settings>(() => keptSettings(localStorage));
  useEffect(() => {
    applyTextSize(document.documentElement, settings);
    keepSettings(localStorage, settings);
  }, [settings]);
  useEffect(() => applyTheme(localStorage, document.documentElement, theme), [theme]);
  const app = useMemo<AppContext>(
    () => ({
      client,
      clock,
      journals,
      voice,
      texts,
      theme,
      settings,
      newKey,
      chooseTheme: setTheme,
      takeSettings: setSettings,
      changeSettings(part) {
        const changed = { ...settings, ...part };
        setSettings(changed);
        // What is known of nobody is kept by this browser alone.
        if (!queries.getQueryData(['me'])) return;
        queries.setQueryData(['me'], (me: MeView | null) => me && { ...me, settings: changed });
        // Without a line this browser has it; the next change takes it along.
        client.call('saveProfile', { body: changed }).catch(() => undefined);
      },
      chooseLocale(locale) {
        keepLocale(localStorage, locale);
        void loadTexts(locale, keptWording(localStorage)).then(setTexts);
      },
      takeWording(wording) {
        const { address, genderStyle } = keptWording(localStorage);
        if (address === wording.address && genderStyle === wording.genderStyle) return;
        keepWording(localStorage, wording);
        void loadTexts(texts.locale, wording).then(setTexts);
      },
    }),
    [client, clock, journals, voice, texts, theme, settings, newKey],
  );
  return (
    <AppContextOfPage value={app}>
      <QueryClientProvider client={queries}>
        <Pages />
      </QueryClientProvider>
    </AppContextOfPage>
  );
}
