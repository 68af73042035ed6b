import type { TrunkId } from './ids.ts';

/**
 * How a caller speaks on a shift. `browser`: headset and browser. `phone`: the caller's ordinary phone, rung once per
 * shift by the trunk. `own`: the caller dials each person on a phone of their own. `text`: no sound, one reads what the
 * fictional person says; in the demo only.
 */
export type SpeakWay = (typeof speakWays)[number];

/** Stands for the trunk of calls that callers dial themselves: their own phones, of which no network tells us anything. */
export const OWN_PHONE = 'own-phone' as TrunkId; // A name of ours.

export const speakWays = ['browser', 'phone', 'own', 'text'] as const;
