import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { I18nProvider } from 'react-aria-components';
import type { Client } from '../protocol/client.ts';
import type { Texts } from '../texts/texts-of.ts';
import { keepLocale, loadTexts } from './api/locale.ts';
import { applyTheme, chosenTheme } from './api/theme.ts';
import { type AppContext, AppContextOfPage, type Theme } from './app-context.ts';
import type { VoiceLine } from './audio/voice-line.ts';
import type { BrowserClock } from './browser-clock.ts';
import type { Journals } from './journal/journals.ts';
import { createPageRouter } from './router.tsx';

const queries = new QueryClient({
  // The pages are pushed what changes; asking again at each look would only cost the server.
  // Without a line, too: the journal may have the answer.
  defaultOptions: { queries: { retry: 1, refetchOnWindowFocus: false, networkMode: 'always' } },
});
const router = createPageRouter();

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
  useEffect(() => applyTheme(localStorage, document.documentElement, theme), [theme]);
  const app = useMemo<AppContext>(
    () => ({
      client,
      clock,
      journals,
      voice,
      texts,
      theme,
      newKey,
      chooseTheme: setTheme,
      chooseLocale(locale) {
        keepLocale(localStorage, locale);
        void loadTexts(locale).then(setTexts);
      },
    }),
    [client, clock, journals, voice, texts, theme, newKey],
  );
  return (
    <AppContextOfPage value={app}>
      <I18nProvider locale={texts.locale === 'de' ? 'de-DE' : 'en-GB'}>
        <QueryClientProvider client={queries}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </I18nProvider>
    </AppContextOfPage>
  );
}
