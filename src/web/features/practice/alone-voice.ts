import { decodeALaw } from '../../../core/audio/a-law.ts';
import { readALawWav, SAMPLE_RATE } from '../../../core/audio/wav.ts';

/** What the voices need of the browser, handed in so that a test can stand in its place. */
export interface VoicePorts {
  context(): AudioContext;
  fetch(url: string): Promise<Response>;
  soundOf(line: string): string | null;
}

export interface AloneVoice {
  /** Says a line, in place of what is being said. @returns whether it sounds. */
  say(line: string, how: Loudness & { readonly hasBeep: boolean }): Promise<boolean>;
  ring(how: Loudness): void;
  /** Fetches what may be said next. */
  prepare(lines: readonly string[]): void;
  hush(): void;
  close(): void;
}

interface Loudness {
  /** 0 to 1. */
  readonly volume: number;
  /** Null: the browser's default. */
  readonly device: string | null;
}

/** Lines of A-law through the output that the caller has chosen; whatever fails, the text stands beside it. */
export function createAloneVoice(ports: VoicePorts): AloneVoice {
  let context: AudioContext | null = null;
  let sounding: AudioScheduledSourceNode[] = [];
  let wanted = 0;
  const kept = new Map<string, Promise<Float32Array<ArrayBuffer> | null>>();

  const open = async ({ device }: Loudness): Promise<AudioContext> => {
    context ??= ports.context();
    // Chromium alone knows it as yet; elsewhere the default goes on sounding.
    const chooser = context as AudioContext & { setSinkId?(id: string): Promise<void> };
    await chooser.setSinkId?.(device ?? '').catch(() => undefined);
    await context.resume();
    return context;
  };
  const load = (line: string) => {
    const known = kept.get(line);
    if (known !== undefined) return known;
    const loading = fetchSamples(ports, line).catch(() => {
      // Asked for once more when it is said again.
      kept.delete(line);
      return null;
    });
    kept.set(line, loading);
    return loading;
  };
  const hush = () => {
    wanted += 1;
    for (const it of sounding) it.stop();
    sounding = [];
  };
  const begin = (node: AudioScheduledSourceNode, at: Begin, seconds?: number) => {
    const loudness = at.context.createGain();
    loudness.gain.value = at.volume;
    node.connect(loudness).connect(at.context.destination);
    node.start(at.from);
    if (seconds !== undefined) node.stop(at.from + seconds);
    sounding.push(node);
  };
  return {
    async say(line, how) {
      hush();
      const mine = wanted;
      const samples = await load(line);
      if (samples === null) return false;
      const here = await open(how).catch(() => null);
      if (here === null) return false;
      // Something else is said meanwhile.
      if (mine !== wanted) return true;
      const buffer = here.createBuffer(1, samples.length, SAMPLE_RATE);
      buffer.copyToChannel(samples, 0);
      const source = here.createBufferSource();
      source.buffer = buffer;
      const from = here.currentTime + 0.02;
      begin(source, { context: here, from, volume: how.volume });
      const beepAt = { context: here, from: from + buffer.duration + 0.2, volume: how.volume / 6 };
      if (how.hasBeep) begin(toneOf(here, BEEP_HZ), beepAt, 0.6);
      return here.state === 'running';
    },
    ring(how) {
      const mine = wanted;
      void open(how).then((here) => {
        if (mine !== wanted) return;
        const at = { context: here, from: here.currentTime + 0.1, volume: how.volume / 8 };
        begin(toneOf(here, RING_HZ), at, 1);
      });
    },
    prepare(lines) {
      for (const line of lines) void load(line);
    },
    hush,
    close() {
      hush();
      void context?.close();
      context = null;
    },
  };
}

interface Begin {
  readonly context: AudioContext;
  readonly from: number;
  readonly volume: number;
}

const BEEP_HZ = 1_000;
/** The tone that rings at the other end, in Europe (ETSI TR 101 041-2). */
const RING_HZ = 425;

function toneOf(context: AudioContext, frequency: number): OscillatorNode {
  const node = context.createOscillator();
  node.frequency.value = frequency;
  return node;
}

async function fetchSamples(
  { fetch, soundOf }: VoicePorts,
  line: string,
): Promise<Float32Array<ArrayBuffer> | null> {
  const url = soundOf(line);
  if (url === null) return null;
  const answer = await fetch(url);
  if (!answer.ok) return null;
  const sound = readALawWav(new Uint8Array(await answer.arrayBuffer()));
  return sound === null ? null : Float32Array.from(sound, (code) => decodeALaw(code) / 32_768);
}
