import './ui/styles/tokens.css';
import './ui/styles/base.css';
import './ui/styles/screens.css';
import './ui/styles/extra.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { chosenLocale, keptWording, loadTexts } from './api/locale.ts';
import { askEarly } from './api/queries.ts';
import { openLineEarly } from './api/use-live.ts';
import { isFor } from './api/who-may.ts';
import { App, queries } from './app.tsx';
import { browserAudio } from './audio/audio-ports.ts';
import { createVoiceLine } from './audio/voice-line.ts';
import { browserClock } from './browser-clock.ts';
import { findRoute } from './find-route.ts';
import { freshUuid } from './journal/fresh-uuid.ts';
import { createJournals } from './journal/journals.ts';
import { steadyClock } from './steady-clock.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
const journals = createJournals({
  ...{ fetch: fetch.bind(window), crypto, databases: indexedDB, locks: navigator.locks },
  // What every page asks first is under way since its first line (server/page-links.ts): the same question, in no language.
  headers: (name) => (name === 'installation' ? {} : { 'draht-lang': document.documentElement.lang }),
  clock: browserClock,
});
// The page's code, who is there, and a caller's line are on their way together with the texts.
const row = findRoute(location.pathname)?.row;
row?.component().catch(() => undefined); // The router asks again, and says so.
void askEarly(queries, journals.client).then((me) => {
  if (me !== null && row?.name === 'shift' && isFor(row.who, me)) openLineEarly();
});
const first = await loadTexts(chosenLocale(localStorage, navigator.languages), keptWording(localStorage));
const voice = createVoiceLine(browserAudio, steadyClock);
createRoot(root).render(
  <StrictMode>
    <App
      client={journals.client}
      clock={browserClock}
      journals={journals}
      voice={voice}
      firstTexts={first}
      newKey={() => freshUuid(crypto)}
    />
  </StrictMode>,
);
