import type { VoiceMessage } from '../../protocol/voice.ts';

/** How the line does; shares from 0 to 1. `here`: what comes to this browser; `there`: what the server gets of it. */
export interface LineFigures {
  readonly lossHere: number;
  readonly lossThere: number;
  readonly jitterMs: number;
  readonly roundTripMs: number | null;
}

/** What this browser counted since the connection stands (webrtc-stats). */
export interface Counted {
  readonly received: number;
  readonly lost: number;
  readonly jitterMs: number;
  readonly roundTripMs: number | null;
}

export function countedIn(stats: Iterable<unknown>): Counted {
  let counted: Counted = { received: 0, lost: 0, jitterMs: 0, roundTripMs: null };
  for (const it of stats) {
    const entry = it as Readonly<Record<string, unknown>>; // Each kind of entry has other fields.
    const number = (name: string) => (typeof entry[name] === 'number' ? entry[name] : 0);
    if (entry['type'] === 'inbound-rtp' && entry['kind'] === 'audio')
      counted = {
        ...counted,
        received: number('packetsReceived'),
        // RFC 3550 lets it be negative, for packets that came twice.
        lost: Math.max(0, number('packetsLost')),
        jitterMs: number('jitter') * 1_000,
      };
    if (entry['type'] === 'candidate-pair' && entry['nominated'] === true && 'currentRoundTripTime' in entry)
      counted = { ...counted, roundTripMs: number('currentRoundTripTime') * 1_000 };
  }
  return counted;
}

/** Between two counts, so that old trouble is forgotten; the server's word where this browser cannot know. */
export function lineFigures(
  before: Counted | null,
  now: Counted,
  server: Extract<VoiceMessage, { type: 'quality' }> | null,
): LineFigures {
  const isSame = before !== null && now.received >= before.received && now.lost >= before.lost;
  const received = now.received - (isSame ? before.received : 0);
  const lost = now.lost - (isSame ? before.lost : 0);
  return {
    lossHere: received + lost === 0 ? 0 : lost / (received + lost),
    // What the server lost is what it did not get of us.
    lossThere: server?.lossHere ?? 0,
    jitterMs: Math.max(now.jitterMs, server?.jitterMs ?? 0),
    roundTripMs: now.roundTripMs ?? server?.roundTripMs ?? null,
  };
}
