import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium, type Page } from 'playwright-core';

/** What Chromium says of a connection (webrtc-stats). */
export interface PageFigures {
  readonly state: string;
  readonly packetsReceived: number;
  readonly packetsLost: number;
  /** Samples made up because none had come; silent ones included. */
  readonly concealedSamples: number;
  readonly totalSamples: number;
  /** What was heard, in the units of webrtc-stats: over 0 when it was no silence. */
  readonly energy: number;
  readonly codec: string;
  readonly remoteLost: number;
}

// The page speaks with Chromium's fake microphone (a beep a second). Its offer goes out at once, with no candidate in it.
const PAGE = `<!doctype html><meta charset="utf-8"><title>Echo</title><script>
let pc, microphone;
async function connect() {
  microphone ??= await navigator.mediaDevices.getUserMedia({
    audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
  });
  pc = new RTCPeerConnection();
  for (const track of microphone.getTracks()) pc.addTrack(track, microphone);
  pc.ontrack = ({ streams }) => {
    const audio = document.createElement('audio');
    audio.srcObject = streams[0];
    audio.play();
  };
  await pc.setLocalDescription();
  const up = new Promise((resolve, reject) => {
    pc.onconnectionstatechange = () => {
      if (pc.connectionState === 'connected') resolve();
      if (pc.connectionState === 'failed') reject(new Error('failed'));
    };
  });
  await pc.setRemoteDescription({ type: 'answer', sdp: await answerTo(pc.localDescription.sdp) });
  await up;
}
async function figures() {
  const all = [...(await pc.getStats()).values()];
  const inbound = all.find((it) => it.type === 'inbound-rtp') ?? {};
  const remote = all.find((it) => it.type === 'remote-inbound-rtp') ?? {};
  return {
    state: pc.connectionState,
    packetsReceived: inbound.packetsReceived ?? 0,
    packetsLost: inbound.packetsLost ?? 0,
    concealedSamples: inbound.concealedSamples ?? 0,
    totalSamples: inbound.totalSamplesReceived ?? 0,
    energy: inbound.totalAudioEnergy ?? 0,
    codec: all.find((it) => it.id === inbound.codecId)?.mimeType ?? '',
    remoteLost: remote.packetsLost ?? 0,
  };
}
const offerOf = async (kinds) => {
  const one = new RTCPeerConnection();
  for (const kind of kinds) kind === 'data' ? one.createDataChannel('d') : one.addTransceiver(kind);
  const { sdp } = await one.createOffer();
  one.close();
  return sdp;
};
const takes = async (kinds) => {
  const one = new RTCPeerConnection();
  for (const kind of kinds) kind === 'data' ? one.createDataChannel('d') : one.addTransceiver(kind);
  await one.setLocalDescription();
  await one.setRemoteDescription({ type: 'answer', sdp: await answerTo(one.localDescription.sdp) });
  const state = one.signalingState;
  one.close();
  return state;
};
</script>`;

/** Debian's Chromium with a microphone that beeps, which every page may use, and loudspeakers nobody hears. */
export function openTalkingBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      ...['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
      ...['--no-first-run', '--disable-gpu', '--mute-audio'],
      ...['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
      '--autoplay-policy=no-user-gesture-required',
    ],
  });
}

/** A page in Chromium that can talk to us, and the server of it. @param answerTo Is given the page's offers. */
export async function openEchoPage(browser: Browser, answerTo: (offer: string) => Promise<string>) {
  const server = createServer((_request, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end(PAGE),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const context = await browser.newContext({ permissions: ['microphone'] });
  const page = await context.newPage();
  await page.exposeFunction('answerTo', answerTo);
  // The address of a server that listens by TCP.
  await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  return {
    page,
    close: async () => {
      await context.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export function figuresOf(page: Page): Promise<PageFigures> {
  return page.evaluate('figures()');
}
