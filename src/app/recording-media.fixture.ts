import type { LegId } from '../core/ids.ts';
import type { LegFigures, Media, MediaEvent } from './media.ts';

/** A relay that carries nothing: it writes down what it is told, and says what the test lets it hear. */
export function recordingMedia() {
  const told: string[] = [];
  const listeners = new Set<(event: MediaEvent) => void>();
  let figures: readonly LegFigures[] = [];
  let port = 40_000;
  const media: Media = {
    async openPhoneLeg(leg) {
      told.push(`open ${leg}`);
      port += 2;
      return { host: '127.0.0.1', port };
    },
    describe: (leg, { address }) => void told.push(`${leg} is at ${address.port}`),
    async openBrowserLeg(leg, offer) {
      told.push(`browser ${leg}: ${offer}`);
      if (offer === 'bad') throw new Error('no audio');
      return `answer to ${offer}`;
    },
    bridge: ({ caller, contact, way }) => void told.push(`${caller}-${contact} ${way}`),
    unbridge: (leg) => void told.push(`unbridge ${leg}`),
    play: (leg, sound) =>
      void told.push(
        `${leg} hears ${sound instanceof Uint8Array ? `${sound.length} bytes` : (sound ?? 'nothing')}`,
      ),
    echo: (leg, isOn) => void told.push(`${leg} echo ${isOn ? 'on' : 'off'}`),
    press: (leg, digits) => void told.push(`press ${digits} of ${leg}`),
    analyse: (leg) => void told.push(`analyse ${leg}`),
    close: (leg) => void told.push(`close ${leg}`),
    figures: async () => figures,
    follow(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return {
    media,
    /** What it was told since this was asked last. */
    told: () => told.splice(0).join(', '),
    hear(kind: 'heard' | 'silent' | 'down', leg: string) {
      for (const tell of listeners) tell({ kind, leg: leg as LegId });
    },
    say(event: MediaEvent) {
      for (const tell of listeners) tell(event);
    },
    measure(these: readonly LegFigures[]) {
      figures = these;
    },
  };
}
