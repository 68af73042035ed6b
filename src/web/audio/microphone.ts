import type { AudioPorts } from './audio-ports.ts';
import { type MicrophoneProblem, microphoneProblem } from './microphone-problem.ts';

export interface Microphone {
  /** Null while there is none. */
  track(): MediaStreamTrack | null;
  /** Asks for it, which the browser may hand on to the person. @returns why there is none; null when it is there. */
  open(): Promise<MicrophoneProblem | null>;
  close(): void;
  mute(isMuted: boolean): void;
  isMuted(): boolean;
  /** Switched off by a key of the headset or of the computer. */
  isMutedOutside(): boolean;
  chosen(): string | null;
  choose(deviceId: string | null): Promise<MicrophoneProblem | null>;
}

const KEY = 'draht-microphone';

/** The caller's microphone; nothing that it hears is kept anywhere. */
export function createMicrophone(
  ports: AudioPorts,
  on: {
    changed(): void;
    /** Another track has to be sent from now on. */
    replaced(track: MediaStreamTrack): void;
    /** It was unplugged or taken away: the default is in its place, or nothing (`problem`). */
    gone(problem: MicrophoneProblem | null): void;
  },
): Microphone {
  let stream: MediaStream | null = null;
  let isMuted = false;
  let chosen = ports.kept.getItem(KEY) || null;

  const track = () => stream?.getAudioTracks()[0] ?? null;

  const close = () => {
    for (const it of stream?.getTracks() ?? []) it.stop();
    stream = null;
  };

  const take = (came: MediaStream) => {
    close();
    stream = came;
    const mine = track();
    if (mine === null) return;
    mine.enabled = !isMuted;
    for (const it of ['mute', 'unmute']) mine.addEventListener(it, on.changed);
    // Not fired when we stop it ourselves (Media Capture and Streams, section 4.3.1).
    mine.addEventListener('ended', () => mine === track() && void replaceLost());
    on.replaced(mine);
  };

  const open = async () => {
    if (!ports.isSecure) return 'not-secure' as const;
    try {
      take(await chosenOrDefault());
      return null;
    } catch (error) {
      return microphoneProblem(error);
    } finally {
      on.changed();
    }
  };

  const chosenOrDefault = async () => {
    if (chosen === null) return ports.microphone(null);
    try {
      return await ports.microphone(chosen);
    } catch (error) {
      if (microphoneProblem(error) === 'denied') throw error;
      // The headset of last time is not plugged in.
      return ports.microphone(null);
    }
  };

  const replaceLost = async () => {
    close();
    on.gone(await open());
  };

  return {
    track,
    open,
    close,
    isMuted: () => isMuted,
    isMutedOutside: () => track()?.muted ?? false,
    mute(is) {
      isMuted = is;
      const mine = track();
      if (mine !== null) mine.enabled = !is;
      on.changed();
    },
    chosen: () => track()?.getSettings().deviceId ?? chosen,
    async choose(deviceId) {
      chosen = deviceId;
      ports.kept.setItem(KEY, deviceId ?? '');
      return open();
    },
  };
}
