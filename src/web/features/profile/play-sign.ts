/** In Hz: upwards it begins, downwards it is over. */
const notes = { rings: [523.25, 659.25], over: [659.25, 523.25] } as const;
const NOTE_SECONDS = 0.16;
/** Of full scale, at the loudest. */
const PEAK = 0.25;

interface SignContext extends AudioContext {
  // Not in every browser yet, nor in the library's types.
  setSinkId?(deviceId: string): Promise<void>;
}

/**
 * Two short notes, apart from the sound of a call.
 *
 * @param sign `volume` 0 (silent) to 1; `deviceId`: where they sound, null or absent for the browser's default.
 */
export async function playSign(
  what: keyof typeof notes,
  sign: { readonly volume: number; readonly deviceId?: string | null },
): Promise<void> {
  // Before the first touch a browser lets nothing sound, and writes a warning.
  if (sign.volume <= 0 || !navigator.userActivation?.hasBeenActive) return;
  const context: SignContext = new AudioContext();
  // One that is not plugged in any more: it sounds by the default.
  if (sign.deviceId) await context.setSinkId?.(sign.deviceId).catch(() => undefined);
  for (const [place, frequency] of notes[what].entries()) {
    const begin = context.currentTime + 0.03 + place * NOTE_SECONDS;
    const note = context.createOscillator();
    const loudness = context.createGain();
    note.frequency.value = frequency;
    // Rises and falls, so that nothing clicks.
    loudness.gain.setValueAtTime(0, begin);
    loudness.gain.linearRampToValueAtTime(PEAK * sign.volume, begin + 0.03);
    loudness.gain.linearRampToValueAtTime(0, begin + NOTE_SECONDS);
    note.connect(loudness).connect(context.destination);
    note.start(begin);
    note.stop(begin + NOTE_SECONDS);
    if (place === notes[what].length - 1) note.onended = () => void context.close();
  }
}
