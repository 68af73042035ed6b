import './ui/styles/tokens.css';
import './ui/styles/base.css';
import './ui/styles/screens.css';
import './ui/styles/extra.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createClient } from '../protocol/client.ts';
import { chosenLocale, loadTexts } from './api/locale.ts';
import { App } from './app.tsx';
import { browserAudio } from './audio/audio-ports.ts';
import { createVoiceLine } from './audio/voice-line.ts';
import { browserClock } from './browser-clock.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
const first = await loadTexts(chosenLocale(localStorage, navigator.languages));
const client = createClient('', fetch.bind(window), () => ({ 'draht-lang': document.documentElement.lang }));
const voice = createVoiceLine(browserAudio, browserClock);
createRoot(root).render(
  <StrictMode>
    <App
      client={client}
      clock={browserClock}
      voice={voice}
      firstTexts={first}
      newKey={() => crypto.randomUUID()}
    />
  </StrictMode>,
);
