// How soon a caller hears who has answered: from the carrier's 200 OK to the first packet of sound at the caller, and to
// sound in Chromium. The whole way is real: SIP, dialler, store, relay; one call after the other on one caller's leg, beside
// other callers who talk through the same relay all the while.
//   node bench/voice/answer.ts [--calls 50] [--rounds 5] [--bridged 50] [--ears packets,chromium] [--raw FILE]
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { type Browser, chromium, type Page } from 'playwright-core';
import { WebSocket } from 'ws';
import { SILENCE_ALAW } from '../../src/adapters/media/g711.ts';
import { SrtpReceiver, SrtpSender, TAG_BYTES } from '../../src/adapters/media/srtp.ts';
import { startProgram } from '../../src/build/child-program.ts';
import { openSpeakingBank, type SpeakingBank } from '../../src/build/speaking-bank.fixture.ts';
import { unsaid } from '../../src/core/outcome/unsaid.ts';
import { parseCarrierLog } from '../../src/simulator/carrier-log.ts';
import { type BrowserEnd, openBrowserEnd } from './browser-end.ts';
import { isTone } from './is-tone.ts';
import type { OtherOrder, OtherWord } from './other-callers.ts';

const { values } = parseArgs({
  options: {
    calls: { type: 'string', default: '50' },
    rounds: { type: 'string', default: '5' },
    /** So many callers are bridged at once, the measured one included. */
    bridged: { type: 'string', default: '1' },
    ears: { type: 'string', default: 'packets,chromium' },
    raw: { type: 'string' },
    /** Of the jitter buffer, in milliseconds (RTCRtpReceiver.jitterBufferTarget); absent: Chromium's own choice. */
    target: { type: 'string' },
  },
});
const calls = Number(values.calls);
const others = Number(values.bridged) - 1;
interface Ear {
  readonly name: string;
  /** When sound came in, the first of each spurt, in milliseconds since 1970. */
  readonly heardAt: number[];
  /** The same by another way of listening. */
  readonly also?: { readonly name: string; readonly heardAt: number[] };
  /** What Chromium says of its jitter buffer, after each call. */
  buffer?(): Promise<unknown>;
  close(): Promise<void>;
}

process.stdout.write('| where | calls | p50 ms | p99 ms |\n|---|---|---|---|\n');
const all = new Map<string, number[]>();
for (let round = 0; round < Number(values.rounds); round++)
  for (const [ear, listen] of Object.entries({ packets: listenToPackets, chromium: listenInChromium })) {
    if (!values.ears.split(',').includes(ear)) continue;
    const { series, buffers, heardByOthers } = await measure(listen);
    for (const { name, times } of series) {
      all.set(name, [...(all.get(name) ?? []), ...times]);
      process.stderr.write(`${name}: ${times.map(Math.round).join(' ')}\n`);
      const raw = { name, round, bridged: others + 1, load: loadavg()[0], times, heardByOthers, buffers };
      if (values.raw !== undefined) appendFileSync(values.raw, `${JSON.stringify(raw)}\n`);
    }
  }
for (const [name, times] of all) {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(1);
  process.stdout.write(`| ${name} | ${sorted.length} | ${at(0.5)} | ${at(0.99)} |\n`);
}

async function measure(listen: (bank: SpeakingBank) => Promise<Ear & { doors: Doors }>) {
  const folder = mkdtempSync(join(tmpdir(), 'draht-answer-'));
  const numbers = Array.from({ length: calls + others }, (_, index) => numberOf(index));
  const network = join(folder, 'network.json');
  writeFileSync(
    network,
    JSON.stringify(Object.fromEntries(numbers.map((it) => [it, { behaviour: 'tone' }]))),
  );
  const log = join(folder, 'carrier.jsonl');
  const program = join(import.meta.dirname, '../../src/simulator', 'carrier-process.ts');
  const carrier = await startProgram(program, { network, speed: 1, log });
  const { sip } = carrier.said as { sip: { host: string; port: number } }; // The first line of the carrier.
  const bank = await openSpeakingBank({ trunk: { ...sip, transport: 'udp' }, numbers, webFolder: null });
  const answered = () => parseCarrierLog(readFileSync(log, 'utf8')).filter((it) => it.event === 'answered');
  const talking = await openOthers(bank, answered);
  const ear = await listen(bank);
  const buffers: unknown[] = [];
  for (let call = 0; call < calls; call++) {
    await oneCall(ear);
    buffers.push(await ear.buffer?.());
  }
  const heardByOthers = await talking.heard();
  const answers = answered().slice(others);
  const series = [ear, ...(ear.also === undefined ? [] : [ear.also])].map(({ name, heardAt }) => ({
    name,
    times: answers
      .flatMap(({ at }) => heardAt.find((it) => it >= at - 1) ?? [])
      .map((heard, index) => heard - (answers[index]?.at ?? 0)),
  }));
  talking.close();
  await ear.close();
  await bank.close();
  await carrier.close();
  rmSync(folder, { recursive: true });
  for (const { name, times } of series)
    if (times.length !== calls) throw new Error(`${name}: ${times.length} of ${calls} calls`);
  if (bank.errors.length > 0) process.stderr.write(`${bank.errors.join('\n')}\n`);
  return { series, heardByOthers, buffers: ear.buffer && buffers };
}

/** Of the ranges that ring nobody: 100 of one, then 1000 of another. */
function numberOf(index: number): string {
  return index < 90 ? `+4930231250${String(index + 10)}` : `+498999998${String(index - 90).padStart(3, '0')}`;
}

/** Callers who are in a call before the first measured one, and stay in it. */
async function openOthers(bank: SpeakingBank, answered: () => readonly unknown[]) {
  const child = fork(join(import.meta.dirname, 'other-callers.ts'));
  const ended = once(child, 'exit').then((): never => {
    throw new Error('the other callers have ended');
  });
  ended.catch(() => {}); // Whoever asks hears of it.
  const ask = async <Kind extends OtherWord['kind']>(order: OtherOrder, kind: Kind) => {
    child.send(order);
    const [word] = await Promise.race([once(child, 'message'), ended]);
    if (word.kind !== kind) throw new Error(`the other callers said ${word.kind}`);
    return word as Extract<OtherWord, { kind: Kind }>; // Of the kind that was looked at.
  };
  const { offers } = await ask({ kind: 'open', callers: others }, 'offers');
  const callers: { doors: Doors; voice: Awaited<ReturnType<typeof openVoiceSocket>> }[] = [];
  for (const [index, offer] of offers.entries()) {
    const { doors, jar } = await bank.caller(`Kim ${index}`);
    await doors.call('chooseWay', { body: { way: 'browser' } });
    const voice = await openVoiceSocket(bank, jar.cookie);
    await ask({ kind: 'connect', answer: await voice.answerTo(offer) }, 'connected');
    callers.push({ doors, voice });
  }
  await ask({ kind: 'speak' }, 'speaking');
  for (const { doors } of callers) await untilUp(doors);
  for (const { doors } of callers) await doors.call('ready');
  for (let tries = 0; answered().length < others; tries++) {
    if (tries > 300) throw new Error(`${answered().length} of ${others} other calls were answered`);
    await pause(100);
  }
  return {
    /** How often each hears the other side in a second: fifty times, when all are bridged. */
    heard: async () => (await ask({ kind: 'count' }, 'heard')).packets,
    close() {
      for (const { voice } of callers) voice.close();
      child.kill('SIGKILL');
    },
  };
}

type Doors = Awaited<ReturnType<SpeakingBank['caller']>>['doors'];

/** Ready, heard, hung up, said what it was. */
async function oneCall({ doors, heardAt }: Ear & { doors: Doors }): Promise<void> {
  const before = heardAt.length;
  await doors.call('ready');
  const deadline = performance.now() + 30_000;
  while (heardAt.length === before) {
    if (performance.now() > deadline) throw new Error('nobody was heard');
    await pause(20);
  }
  await pause(100);
  const { shift } = await doors.call('shift');
  const attemptId = shift?.call?.attemptId ?? '';
  await doors.call('hangUp', { body: { attemptId } });
  await doors.call('report', {
    body: {
      ...{
        key: crypto.randomUUID(),
        attemptId,
        disposition: 'conversation-complete',
        talkedWithMember: false,
      },
      ...{ answers: {}, reception: null, channels: [], offers: [], newsletter: null, localContact: null },
      ...{ callback: null, note: null },
      ...unsaid,
    },
  });
  // Until the line is silent again, the next answer could not be told from this one.
  await pause(300);
}

async function listenToPackets(bank: SpeakingBank): Promise<Ear & { doors: Doors }> {
  const { doors, jar } = await bank.caller('Kim');
  await doors.call('chooseWay', { body: { way: 'browser' } });
  const end = await openBrowserEnd();
  const voice = await openVoiceSocket(bank, jar.cookie);
  const keys = await end.connect(await voice.answerTo(end.offer));
  const receiver = new SrtpReceiver(keys.remote);
  const speaking = speakSilence(end, new SrtpSender(keys.local));
  const heardAt: number[] = [];
  let isSilent = true;
  end.onDatagram = (packet) => {
    if ((packet[1] ?? 0) >= 192 && (packet[1] ?? 0) < 224) return;
    const length = receiver.unprotect(packet);
    const isSound = length > 12 && isTone(packet.subarray(12, length));
    if (isSound && isSilent) heardAt.push(performance.timeOrigin + performance.now());
    isSilent = !isSound;
  };
  await untilUp(doors);
  return {
    ...{ name: 'first packet at the caller', heardAt, doors },
    async close() {
      clearInterval(speaking);
      voice.close();
      end.close();
    },
  };
}

/** A microphone in a quiet room: 50 packets a second. */
function speakSilence(end: BrowserEnd, sender: SrtpSender): NodeJS.Timeout {
  const packet = Buffer.alloc(172 + TAG_BYTES);
  let sequence = 0;
  return setInterval(() => {
    sequence++;
    packet[0] = 0x80;
    packet[1] = 8;
    packet.writeUInt16BE(sequence & 0xffff, 2);
    packet.writeUInt32BE(sequence * 160, 4);
    packet.writeUInt32BE(4711, 8);
    packet.fill(SILENCE_ALAW, 12, 172);
    end.send(Buffer.from(packet.subarray(0, sender.protect(packet, 172, sequence))));
  }, 20);
}

async function untilUp(doors: Doors): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const { shift } = await doors.call('shift');
    if (shift?.voice.line === 'up') return;
    await pause(50);
  }
  throw new Error('the caller’s line did not come up');
}

async function openVoiceSocket(bank: SpeakingBank, cookie: string) {
  const socket = new WebSocket(`${bank.bank.url.replace('http', 'ws')}/api/voice`, {
    headers: { cookie, origin: bank.bank.url },
  });
  const waiting: ((message: { type: string; sdp?: string }) => void)[] = [];
  socket.on('message', (bytes) => {
    const message = JSON.parse(String(bytes));
    if (message.type === 'answer' || message.type === 'problem') waiting.shift()?.(message);
  });
  await new Promise((resolve) => socket.once('open', resolve));
  socket.send(JSON.stringify({ type: 'hello', protocol: 1 }));
  return {
    async answerTo(offer: string): Promise<string> {
      const message = await new Promise<{ type: string; sdp?: string }>((resolve) => {
        waiting.push(resolve);
        socket.send(JSON.stringify({ type: 'offer', id: 1, sdp: offer }));
      });
      if (message.sdp === undefined) throw new Error(JSON.stringify(message));
      return message.sdp;
    },
    close: () => socket.close(),
  };
}

/**
 * Chromium takes the audio as the pages do. Two listen: the track itself, whose sound comes in the moment it is handed to
 * the loudspeaker, 10 ms at a time; and an audio worklet, which has it by a longer way (queues and resampling of Web Audio).
 */
async function listenInChromium(bank: SpeakingBank): Promise<Ear & { doors: Doors }> {
  const { doors, jar } = await bank.caller('Kim');
  await doors.call('chooseWay', { body: { way: 'browser' } });
  const browser = await openChromium();
  // The ear is a script that no page of ours would let in.
  const page = await browser.newPage({ bypassCSP: true });
  const heardAt: number[] = [];
  const handedAt: number[] = [];
  await page.exposeFunction('heard', (at: number) => void heardAt.push(at));
  await page.exposeFunction('handed', (at: number) => void handedAt.push(at));
  await page.goto(`${bank.bank.url}/api/installation`);
  const voice = await openVoiceSocket(bank, jar.cookie);
  await page.exposeFunction('answerTo', (offer: string) => voice.answerTo(offer));
  await connectIn(page);
  await untilUp(doors);
  return {
    ...{ name: 'sound in Chromium', heardAt, doors },
    also: { name: 'handed to Chromium’s loudspeaker', heardAt: handedAt },
    buffer: () => page.evaluate('bufferNow()'),
    async close() {
      voice.close();
      await browser.close();
    },
  };
}

function openChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: [
      ...['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
      ...['--no-first-run', '--disable-gpu', '--autoplay-policy=no-user-gesture-required'],
      ...['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
    ],
  });
}

async function connectIn(page: Page): Promise<void> {
  // In the page's own words: nothing of it is compiled.
  await page.evaluate(`(async () => {
    const connection = new RTCPeerConnection();
    const microphone = await navigator.mediaDevices.getUserMedia({ audio: true });
    const transceiver = connection.addTransceiver(microphone.getAudioTracks()[0], { direction: 'sendrecv' });
    const target = ${values.target ?? 'null'};
    if (target !== null) transceiver.receiver.jitterBufferTarget = target;
    const codecs = RTCRtpReceiver.getCapabilities('audio').codecs;
    transceiver.setCodecPreferences(codecs.filter((it) => it.mimeType === 'audio/PCMA'));
    await connection.setLocalDescription();
    const answer = await answerTo(connection.localDescription.sdp);
    await connection.setRemoteDescription({ type: 'answer', sdp: answer });
    const stream = new MediaStream([transceiver.receiver.track]);
    const element = new Audio();
    element.srcObject = stream;
    await element.play();
    const context = new AudioContext();
    const source = \`registerProcessor('ear', class extends AudioWorkletProcessor {
      wasSilent = true;
      process([[samples]]) {
        // 1000 Hz crosses zero five or six times a block of 128, the ring tone of 425 Hz two or three times.
        let crossings = 0;
        for (let at = 1; samples && at < samples.length; at++)
          if (samples[at - 1] < 0 !== samples[at] < 0) crossings++;
        const isTone = crossings > 4 && crossings < 8 && samples.some((it) => Math.abs(it) > 0.03);
        this.tones = isTone ? (this.tones ?? 0) + 1 : 0;
        // Twice in a row, 2.7 ms later: a gap that is filled in sounds like anything.
        const isSilent = this.tones < 2;
        if (isTone) this.quiet = 0; else this.quiet = (this.quiet ?? 0) + 1;
        if (!isSilent && this.wasSilent) { this.port.postMessage(0); this.wasSilent = false; }
        if (this.quiet > 40) this.wasSilent = true;
        return true;
      }
    })\`;
    await context.audioWorklet.addModule(URL.createObjectURL(new Blob([source], { type: 'text/javascript' })));
    const ear = new AudioWorkletNode(context, 'ear');
    ear.port.onmessage = () => heard(performance.timeOrigin + performance.now());
    context.createMediaStreamSource(stream).connect(ear);
    // 1000 Hz crosses zero twenty times in 10 ms, the ring tone eight or nine times.
    const reader = new MediaStreamTrackProcessor({ track: transceiver.receiver.track }).readable.getReader();
    const listen = async () => {
      let quiet = 100;
      for (;;) {
        const { value, done } = await reader.read();
        if (done) return;
        const at = performance.timeOrigin + performance.now();
        const samples = new Float32Array(value.numberOfFrames);
        value.copyTo(samples, { planeIndex: 0, format: 'f32-planar' });
        let crossings = 0;
        for (let at = 1; at < samples.length; at++) if (samples[at - 1] < 0 !== samples[at] < 0) crossings++;
        const perFrame = (crossings * value.sampleRate) / 100 / samples.length;
        value.close();
        const isTone = perFrame > 16 && perFrame < 24 && samples.some((it) => Math.abs(it) > 0.03);
        if (isTone && quiet > 10) handed(at);
        quiet = isTone ? 0 : quiet + 1;
      }
    };
    void listen();
    window.kept = { connection, element, context, ear };
    window.bufferNow = async () => {
      const stats = [...(await connection.getStats()).values()].find((it) => it.type === 'inbound-rtp');
      const { jitterBufferDelay, jitterBufferTargetDelay, jitterBufferMinimumDelay, jitterBufferEmittedCount } = stats;
      const { concealedSamples, silentConcealedSamples, insertedSamplesForDeceleration, removedSamplesForAcceleration } = stats;
      const { baseLatency, outputLatency } = context;
      return {
        ...{ jitterBufferDelay, jitterBufferTargetDelay, jitterBufferMinimumDelay, jitterBufferEmittedCount },
        ...{ concealedSamples, silentConcealedSamples, insertedSamplesForDeceleration, removedSamplesForAcceleration },
        ...{ baseLatency, outputLatency, sampleRate: context.sampleRate },
      };
    };
  })()`);
}
