import type { PROTOCOL_VERSION } from '../../protocol/live.ts';
import type { VoiceMessage, VoiceRequest } from '../../protocol/voice.ts';
import type { Socket } from '../api/live.ts';
import type { BrowserClock } from '../browser-clock.ts';
import type { AudioPorts } from './audio-ports.ts';
import { loudness } from './level.ts';
import { type Counted, countedIn, type LineFigures, lineFigures } from './line-figures.ts';
import {
  firstLine,
  type LineEffect,
  type LineEvent,
  type LineState,
  type LineWord,
  lineStep,
  lineWord,
} from './line-state.ts';
import { createLoudspeaker } from './loudspeaker.ts';
import { createMicrophone } from './microphone.ts';
import type { MicrophoneProblem } from './microphone-problem.ts';
import { openLink, type PeerLink } from './peer-link.ts';

export interface AudioDevice {
  readonly id: string;
  readonly label: string;
}

/** What there is to show of the line; a new object whenever anything of it changed. */
export interface VoiceView {
  readonly line: LineWord;
  readonly microphone: MicrophoneProblem | null;
  readonly isMuted: boolean;
  readonly isMutedOutside: boolean;
  /** 0 to 1. */
  readonly volume: number;
  readonly inputs: readonly AudioDevice[];
  readonly outputs: readonly AudioDevice[];
  readonly input: string | null;
  readonly output: string | null;
  readonly canChooseOutput: boolean;
  /** A device was unplugged, and the default took its place. */
  readonly notice: 'input-gone' | 'output-gone' | null;
  /** The browser waits for a touch. */
  readonly isSoundBlocked: boolean;
  readonly figures: LineFigures | null;
  /** Whether the server gets our audio; null: it has said nothing yet. */
  readonly isHeard: boolean | null;
  readonly check: 'echo' | 'hello' | 'none';
  /** Why the server does not take the line, as a sentence. */
  readonly refusal: string | null;
}

/** The caller's side of the line: one connection for the whole shift, whatever network and computer do. */
export interface VoiceLine {
  view(): VoiceView;
  subscribe(listener: () => void): () => void;
  /** Wanted from now on; also after a refusal, and to take the line back from another tab. */
  start(): void;
  stop(): void;
  /** To be called at a touch: from then on the browser lets things sound. */
  wake(): void;
  mute(isMuted: boolean): void;
  setVolume(volume: number): void;
  chooseInput(deviceId: string): void;
  chooseOutput(deviceId: string): void;
  forgetNotice(): void;
  check(what: 'echo' | 'hello' | 'none'): void;
  press(digits: string): void;
  /** Two notes from here. */
  chime(): void;
  /** How loud the microphone is just now, 0 to 1. */
  level(): number;
}

// The type alone is imported, so that zod stays out of the page.
const PROTOCOL: typeof PROTOCOL_VERSION = 1;
const TICK_MS = 1_000;
/** Counted once in so many ticks. */
const COUNT_TICKS = 4;

export function createVoiceLine(ports: AudioPorts, clock: BrowserClock): VoiceLine {
  const listeners = new Set<() => void>();
  let state: LineState = firstLine;
  let socket: Socket | null = null;
  let link: PeerLink | null = null;
  let answer = '';
  let devices: readonly MediaDeviceInfo[] = [];
  let more: Pick<VoiceView, 'notice' | 'figures' | 'isHeard' | 'check' | 'refusal'> = nothing;
  let counted: Counted | null = null;
  let quality: Extract<VoiceMessage, { type: 'quality' }> | null = null;
  let view: VoiceView | null = null;
  let ticks = 0;
  let endTicks: (() => void) | null = null;
  let context: AudioContext | null = null;
  let analyser: { readonly node: AnalyserNode; readonly track: MediaStreamTrack } | null = null;

  const changed = () => {
    view = null;
    for (const listener of listeners) listener();
  };
  const note = (part: Partial<typeof more>) => {
    more = { ...more, ...part };
    changed();
  };

  const loudspeaker = createLoudspeaker(ports, changed);
  const microphone = createMicrophone(ports, {
    changed,
    replaced: (track) => void link?.speakWith(track),
    gone(problem) {
      if (problem === null) note({ notice: 'input-gone' });
      else happened({ kind: 'microphone', problem });
    },
  });

  const happened = (event: LineEvent) => {
    const before = lineWord(state);
    const next = lineStep(state, event, clock.now());
    state = next.state;
    for (const effect of next.effects) act(effect);
    if (lineWord(state) !== 'up' && before === 'up') note({ check: 'none', figures: null, isHeard: null });
    else changed();
  };

  const act = (effect: LineEffect): void => {
    switch (effect.kind) {
      case 'ask-microphone':
        startTicks();
        void microphone.open().then((problem) => {
          void refreshDevices();
          happened({ kind: 'microphone', problem });
        });
        return;
      case 'release-microphone':
        microphone.close();
        endTicks?.();
        endTicks = null;
        return;
      case 'open-socket':
        openSocket();
        return;
      case 'close-socket':
        socket?.close();
        socket = null;
        return;
      case 'say-hello':
        send({ type: 'hello', protocol: PROTOCOL });
        return;
      case 'offer':
        makeOffer(effect.id);
        return;
      case 'take-answer':
        takeAnswer();
        return;
      case 'close-link':
        link?.close();
        link = null;
        counted = null;
        loudspeaker.play(null);
    }
  };

  const openSocket = () => {
    const mine = ports.socket({
      // One that was left says so late, when the next one may be open.
      opened: () => mine === socket && happened({ kind: 'socket-opened' }),
      // The server of our own origin, which checked it against the contract.
      received: (text) => mine === socket && hear(JSON.parse(text) as VoiceMessage),
      closed: (code) => {
        if (mine !== socket) return;
        socket = null;
        happened({ kind: 'socket-closed', code });
      },
    });
    socket = mine;
  };

  const send = (request: VoiceRequest) => {
    if (state.socket === 'open' || request.type === 'hello') socket?.send(JSON.stringify(request));
  };

  const makeOffer = (id: number) => {
    const track = microphone.track();
    if (track === null) return;
    const mine = openLink({
      ...{ id, track, clock, codecs: ports.codecs(), connection: ports.connection() },
      onState: (is) => happened({ kind: 'link', id, state: is }),
      onSound: (stream) => mine === link && loudspeaker.play(stream),
    });
    link = mine;
    mine.offer().then(
      (sdp) => mine === link && send({ type: 'offer', id, sdp }),
      // Closed in between, or a browser that cannot: it is tried again all the same.
      () => happened({ kind: 'refused', id }),
    );
  };

  const takeAnswer = () => {
    const mine = link;
    mine?.answer(answer).catch(() => happened({ kind: 'refused', id: mine.id }));
  };

  const hear = (message: VoiceMessage) => {
    happened({ kind: 'message' });
    switch (message.type) {
      case 'welcome':
        return happened({ kind: 'welcome' });
      case 'answer':
        answer = message.sdp;
        note({ refusal: null });
        return happened({ kind: 'answer', id: message.id });
      case 'problem':
        note({ refusal: message.message });
        return happened({ kind: 'refused', id: state.offerId });
      case 'quality':
        quality = message;
        return note({ isHeard: message.isHeard });
      case 'taken':
        return happened({ kind: 'taken' });
    }
  };

  const startTicks = () => {
    endTicks ??= clock.every(TICK_MS, () => {
      happened({ kind: 'tick' });
      ticks += 1;
      if (ticks % COUNT_TICKS === 0) void count();
    });
  };

  const count = async () => {
    if (link === null || lineWord(state) !== 'up') return;
    const now = countedIn((await link.stats()).values());
    note({ figures: lineFigures(counted, now, quality) });
    counted = now;
  };

  const refreshDevices = async () => {
    devices = await ports.devices();
    const { output, outputs } = show();
    const isGone = output !== null && devices.length > 0 && !outputs.some((it) => it.id === output);
    if (isGone) {
      await loudspeaker.choose(null);
      note({ notice: 'output-gone' });
    } else changed();
  };

  /** Something was plugged in or out, or allowed in the browser's settings. */
  const devicesChanged = () => {
    if (lineWord(state) === 'no-microphone') happened({ kind: 'start' });
    else void refreshDevices();
  };

  const show = (): VoiceView => ({
    ...more,
    line: lineWord(state),
    microphone: problemOf(state.microphone),
    isMuted: microphone.isMuted(),
    isMutedOutside: microphone.isMutedOutside(),
    volume: loudspeaker.volume(),
    inputs: devicesOf(devices, 'audioinput'),
    outputs: devicesOf(devices, 'audiooutput'),
    input: microphone.track() === null ? null : microphone.chosen(),
    output: loudspeaker.chosen(),
    canChooseOutput: loudspeaker.canChoose,
    isSoundBlocked: loudspeaker.isBlocked(),
  });

  const listen = (): AnalyserNode | null => {
    const track = microphone.track();
    if (track === null) return null;
    // Before the microphone is there or somebody touches the page, a browser would refuse it with a warning.
    context ??= ports.context();
    if (analyser?.track === track) return analyser.node;
    const node = context.createAnalyser();
    context.createMediaStreamSource(new MediaStream([track])).connect(node);
    analyser = { node, track };
    if (context.state === 'suspended') void context.resume();
    return node;
  };

  ports.onDevices(devicesChanged);
  ports.onWake(() => happened({ kind: 'woke' }));
  ports.onGesture(() => {
    loudspeaker.unblock();
    if (context?.state === 'suspended') void context.resume();
  });

  return {
    view() {
      view ??= show();
      return view;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start: () => happened({ kind: 'start' }),
    stop() {
      more = nothing;
      happened({ kind: 'stop' });
    },
    wake() {
      context ??= ports.context();
      void context.resume();
      loudspeaker.unblock();
    },
    mute: (isMuted) => microphone.mute(isMuted),
    setVolume: (volume) => loudspeaker.setVolume(volume),
    chooseInput: (id) =>
      void microphone.choose(id).then((problem) => happened({ kind: 'microphone', problem })),
    chooseOutput: (id) => void loudspeaker.choose(id),
    forgetNotice: () => note({ notice: null }),
    check(what) {
      send({ type: 'check', what });
      note({ check: what });
    },
    press: (digits) => send({ type: 'press', digits }),
    chime: () => context !== null && loudspeaker.chime(context),
    level() {
      const node = listen();
      if (node === null) return 0;
      const samples = new Float32Array(node.fftSize);
      node.getFloatTimeDomainData(samples);
      return loudness(samples);
    },
  };
}

const nothing = { notice: null, figures: null, isHeard: null, check: 'none', refusal: null } as const;

function problemOf(microphone: LineState['microphone']): MicrophoneProblem | null {
  return microphone === 'none' || microphone === 'asking' || microphone === 'on' ? null : microphone;
}

/** Chromium lists its default twice; without the permission devices have no names. */
function devicesOf(devices: readonly MediaDeviceInfo[], kind: MediaDeviceKind): AudioDevice[] {
  return devices
    .filter((it) => it.kind === kind && it.deviceId !== '' && it.deviceId !== 'communications')
    .map((it) => ({ id: it.deviceId, label: it.label }));
}
