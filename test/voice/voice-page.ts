/// <reference lib="dom" />
// A caller's browser with a microphone that says one tone, and an ear on what the page plays.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

export interface VoiceBrowser {
  readonly context: BrowserContext;
  /** A new tab. */
  open(url: string): Promise<VoicePage>;
  /** As when the laptop's lid is closed: all of it stands still. */
  sleep(): void;
  wakeUp(): void;
  close(): Promise<void>;
}

export interface VoicePage {
  readonly page: Page;
  /** How loud a tone is in what the page plays, in dB of full scale, over the last 0.2 s or so. */
  level(hertz: number): Promise<number>;
  /** Connections that the page has made so far. */
  connections(): Promise<number>;
  /** What the last connection has received: RFC 8888's relatives in W3C's webrtc-stats. */
  figures(): Promise<{ readonly lost: number; readonly concealed: number; readonly samples: number }>;
}

export const CHROMIUM = '/usr/bin/chromium';
const RATE = 48_000;

/** @param hertz What the microphone says, without end. */
export async function openVoiceBrowser(hertz: number): Promise<VoiceBrowser> {
  const folder = mkdtempSync(join(tmpdir(), 'draht-voice-'));
  const server = await chromium.launchServer({
    executablePath: CHROMIUM,
    args: [
      ...['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
      ...['--no-first-run', '--disable-gpu', '--autoplay-policy=no-user-gesture-required'],
      ...microphoneArguments(folder, hertz),
    ],
  });
  const browser: Browser = await chromium.connect(server.wsEndpoint());
  const context = await browser.newContext({ locale: 'de', reducedMotion: 'reduce' });
  await context.grantPermissions(['microphone']);
  await context.addInitScript(listenIn);
  const pid = server.process().pid ?? 0;
  const signalAll = (signal: 'SIGSTOP' | 'SIGCONT') => signalEach(family(pid), signal);
  return {
    context,
    open: (url) => openTab(context, url),
    sleep: () => signalAll('SIGSTOP'),
    wakeUp: () => signalAll('SIGCONT'),
    async close() {
      await browser.close();
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A browser's helpers come and go: one that has ended since it was listed needs no signal. */
export function signalEach(pids: readonly number[], signal: NodeJS.Signals): void {
  for (const pid of pids) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
    }
  }
}

/** A microphone that says one tone, given to every page. @param folder Where its sound may lie. */
export function microphoneArguments(folder: string, hertz: number): string[] {
  const microphone = join(folder, 'microphone.wav');
  writeFileSync(microphone, wave(hertz));
  return [
    ...['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
    `--use-file-for-fake-audio-capture=${microphone}`,
  ];
}

/** In a context that has `listenIn`. */
export async function openTab(context: BrowserContext, url: string): Promise<VoicePage> {
  const page = await context.newPage();
  page.setDefaultTimeout(30_000);
  await page.goto(url);
  return pageWithEar(page);
}

/** Nothing goes in or out, neither HTTP nor audio, until it is mended. */
export async function cutNetwork({ page }: VoicePage): Promise<{ mend(): Promise<void> }> {
  const session = await page.context().newCDPSession(page);
  const conditions = { latency: 0, downloadThroughput: -1, uploadThroughput: -1 };
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', { ...conditions, offline: true, packetLoss: 100 });
  return {
    mend: async () => {
      await session.send('Network.emulateNetworkConditions', {
        ...conditions,
        offline: false,
        packetLoss: 0,
      });
      await session.detach();
    },
  };
}

/** Its scripts and timers stand still, as a browser does to a page that nobody looks at. */
export async function whileFrozen({ page }: VoicePage, work: () => Promise<void>): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Page.setWebLifecycleState', { state: 'frozen' });
  await work();
  await session.send('Page.setWebLifecycleState', { state: 'active' });
  await session.detach();
}

/** Headless Chromium hides no page; this one is told that it is. A page that is hidden: `desktop-browser.ts`. */
export async function tellHidden({ page }: VoicePage): Promise<void> {
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, value: 'hidden' });
    document.dispatchEvent(new Event('visibilitychange'));
  });
}

interface Ear {
  readonly connections: RTCPeerConnection[];
  analyser: AnalyserNode | null;
  heard: MediaStreamTrack | null;
}
declare global {
  interface Window {
    ear: Ear;
  }
}

/** Before the page's own scripts: keeps its connections, and a microphone as it is (a steady tone counts as noise). */
export function listenIn(): void {
  const Original = window.RTCPeerConnection;
  window.ear = { connections: [], analyser: null, heard: null };
  window.RTCPeerConnection = class extends Original {
    constructor(configuration?: RTCConfiguration) {
      super(configuration);
      window.ear.connections.push(this);
    }
  };
  const { mediaDevices } = navigator;
  const asked = mediaDevices.getUserMedia.bind(mediaDevices);
  mediaDevices.getUserMedia = async () =>
    asked({ audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false } });
}

function pageWithEar(page: Page): VoicePage {
  return {
    page,
    level: (hertz) =>
      page.evaluate(async (wanted) => {
        const { ear } = window;
        const track = ear.connections.at(-1)?.getReceivers()[0]?.track;
        if (track === undefined) return Number.NEGATIVE_INFINITY;
        if (ear.heard !== track) {
          ear.heard = track;
          const context = new AudioContext({ sampleRate: 48_000 });
          ear.analyser = new AnalyserNode(context, { fftSize: 8192, smoothingTimeConstant: 0 });
          context.createMediaStreamSource(new MediaStream([track])).connect(ear.analyser);
        }
        await new Promise((resolve) => setTimeout(resolve, 250));
        const bins = new Float32Array(ear.analyser?.frequencyBinCount ?? 0);
        ear.analyser?.getFloatFrequencyData(bins);
        const place = Math.round((wanted * 8192) / 48_000);
        return Math.max(...bins.subarray(place - 2, place + 3));
      }, hertz),
    connections: () => page.evaluate(() => window.ear.connections.length),
    figures: () =>
      page.evaluate(async () => {
        const stats = await window.ear.connections.at(-1)?.getStats();
        const all = [...(stats?.values() ?? [])];
        const inbound = all.find((it) => it.type === 'inbound-rtp');
        return {
          lost: inbound?.packetsLost ?? -1,
          concealed: inbound?.concealedSamples ?? -1,
          samples: inbound?.totalSamplesReceived ?? -1,
        };
      }),
  };
}

/** A second of a tone: whole periods, so that it goes on without a click. */
function wave(hertz: number): Buffer {
  const data = Buffer.alloc(RATE * 2);
  for (let at = 0; at < RATE; at++)
    data.writeInt16LE(Math.round(8000 * Math.sin((2 * Math.PI * hertz * at) / RATE)), at * 2);
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + data.length, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(RATE, 24);
  head.writeUInt32LE(RATE * 2, 28);
  head.writeUInt16LE(2, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(data.length, 40);
  return Buffer.concat([head, data]);
}

/** A process and all below it. */
export function family(pid: number): number[] {
  const children = execFileSync('bash', ['-c', `pgrep -P ${pid} || true`], { encoding: 'utf8' });
  return [pid, ...children.split('\n').filter(Boolean).map(Number).flatMap(family)];
}
