import type { AudioPorts } from './audio-ports.ts';

export interface Loudspeaker {
  play(stream: MediaStream | null): void;
  /** Two notes, made here: it needs no line. */
  chime(context: AudioContext): void;
  volume(): number;
  setVolume(volume: number): void;
  /** Null: the browser's default. */
  chosen(): string | null;
  /** @returns whether it sounds there now. */
  choose(deviceId: string | null): Promise<boolean>;
  /** Whether this browser lets a page choose where it sounds. */
  readonly canChoose: boolean;
  /** The browser waits for a touch before it lets anything sound. */
  isBlocked(): boolean;
  /** To be called at a touch. */
  unblock(): void;
}

const KEY = { device: 'draht-speaker', volume: 'draht-volume' };

export function createLoudspeaker(ports: AudioPorts, changed: () => void): Loudspeaker {
  const audio = ports.loudspeaker();
  const canChoose = typeof audio.setSinkId === 'function';
  let isBlocked = false;
  let chosen = ports.kept.getItem(KEY.device) || null;
  audio.autoplay = true;
  audio.volume = keptVolume(ports.kept.getItem(KEY.volume));

  const sound = () => {
    if (audio.srcObject === null) return;
    audio.play().then(
      () => block(false),
      // AbortError: another stream came in between, and is played itself.
      (error: unknown) => block(error instanceof Error && error.name === 'NotAllowedError'),
    );
  };
  const block = (is: boolean) => {
    if (is === isBlocked) return;
    isBlocked = is;
    changed();
  };
  const choose = async (deviceId: string | null) => {
    if (!canChoose) return false;
    try {
      await audio.setSinkId(deviceId ?? '');
      chosen = deviceId;
      ports.kept.setItem(KEY.device, deviceId ?? '');
      return true;
    } catch {
      // It is not plugged in any more: the default goes on sounding.
      await audio.setSinkId('').catch(() => undefined);
      chosen = null;
      return false;
    } finally {
      changed();
    }
  };
  if (chosen !== null) void choose(chosen);

  return {
    canChoose,
    choose,
    chosen: () => chosen,
    play(stream) {
      audio.srcObject = stream;
      sound();
    },
    chime: (context) => chime(context, audio.volume),
    volume: () => audio.volume,
    setVolume(volume) {
      audio.volume = Math.min(1, Math.max(0, volume));
      ports.kept.setItem(KEY.volume, String(audio.volume));
      changed();
    },
    isBlocked: () => isBlocked,
    unblock() {
      if (isBlocked) sound();
    },
  };
}

/** Quiet on purpose and never gone: whoever turned it off last week would hear nobody. */
function keptVolume(text: string | null): number {
  const kept = text === null ? Number.NaN : Number(text);
  return kept > 0.1 && kept <= 1 ? kept : 1;
}

/** A fifth upwards, in Hz. */
const NOTES = [523.25, 783.99];
const NOTE_SECONDS = 0.28;

function chime(context: AudioContext, volume: number): void {
  for (const [place, frequency] of NOTES.entries()) {
    const begin = context.currentTime + 0.05 + place * NOTE_SECONDS;
    const note = context.createOscillator();
    const loudness = context.createGain();
    note.frequency.value = frequency;
    // Rises and falls, so that nothing clicks.
    loudness.gain.setValueAtTime(0, begin);
    loudness.gain.linearRampToValueAtTime(0.25 * volume, begin + 0.03);
    loudness.gain.linearRampToValueAtTime(0, begin + NOTE_SECONDS);
    note.connect(loudness).connect(context.destination);
    note.start(begin);
    note.stop(begin + NOTE_SECONDS);
  }
}
