// The audio, as the rules need it: legs to browsers and telephones, and the wire between two of them. Our relay
// (adapters/media) implements it; the shape fits rtpengine, too (open = offer, describe = answer, bridge = re-offer).
import type { LegId } from '../core/ids.ts';
import type { Instant } from '../core/instant.ts';

export interface Media {
  /** A leg to a telephone, by plain RTP (RFC 3550). @returns where its RTP comes in; RTCP is one port above. */
  openPhoneLeg(leg: LegId): Promise<MediaAddress>;
  /** What the other side of a telephone's leg has said of its audio; again when it changes. */
  describe(leg: LegId, audio: LegAudio): void;
  /**
   * A leg to a browser by WebRTC. Opening the same leg again (a reload, another network) takes the place of the old
   * connection; its wire stays.
   *
   * @param offer The browser's session description (RFC 8866). @returns our answer, candidates included.
   * @throws AppError `error.voice.offer` when it offers no audio that we speak.
   */
  openBrowserLeg(leg: LegId, offer: string): Promise<string>;
  /**
   * The caller hears the contact at once; the contact hears the caller only with `talk` (nobody has answered before), and
   * never the keys of the caller's telephone: they are words for us. `press` presses at the contact.
   */
  bridge(wire: { readonly caller: LegId; readonly contact: LegId; readonly way: 'listen' | 'talk' }): void;
  /** Takes the wire away; the caller's leg stays up, with silence on it. */
  unbridge(leg: LegId): void;
  /**
   * What the leg hears while nothing is bridged to it or its other side is silent; null: silence. Bytes are A-law, 8000
   * a second, and heard once.
   */
  play(leg: LegId, sound: LegSound | Uint8Array | null): void;
  /** The leg hears itself, a second later. */
  echo(leg: LegId, isOn: boolean): void;
  /** Key presses to the leg's other side (RFC 4733). @param digits Of `0-9*#A-D`. */
  press(leg: LegId, digits: string): void;
  /** Looks for mailbox greetings on that leg, in memory alone; tones of network and fax are looked for always. */
  analyse(leg: LegId): void;
  /** Harmless for a leg that is not there. */
  close(leg: LegId): void;
  /** How the legs do, a line each. */
  figures(): Promise<readonly LegFigures[]>;
  /** @returns what ends it. */
  follow(listener: (event: MediaEvent) => void): () => void;
}

export interface MediaAddress {
  readonly host: string;
  readonly port: number;
}

/** One side's audio: where it wants RTP, and payload types in its order of preference. */
export interface LegAudio {
  readonly address: MediaAddress;
  readonly payloadTypes: readonly number[];
  /** Payload type of key presses; null when it knows none. */
  readonly telephoneEvent: number | null;
}

/**
 * `ringing`: the ring tone of the network. `moment`: "Moment bitte". `hello`: for the loudspeaker's test. `sorry`: nobody
 * was free for who has answered; heard once.
 */
export type LegSound = 'ringing' | 'moment' | 'hello' | 'sorry';

export type MediaEvent =
  /** The leg's first audio has come, or audio again after `silent`. */
  | { readonly kind: 'heard'; readonly leg: LegId }
  /** Nothing has come from it for two seconds. */
  | { readonly kind: 'silent'; readonly leg: LegId }
  /** The connection to the browser is gone: closed by it, or no sign of life. */
  | { readonly kind: 'down'; readonly leg: LegId }
  | { readonly kind: 'digit'; readonly leg: LegId; readonly digit: string }
  | { readonly kind: 'hint'; readonly leg: LegId; readonly hint: LineHint };

/** What the sound of a line suggests; shown, never acted on. */
export type LineHint = 'announcement' | 'fax' | 'mailbox';

/** One leg's quality since it was opened, from RTP and RTCP (RFC 3550). */
export interface LegFigures {
  readonly leg: LegId;
  readonly received: number;
  readonly sent: number;
  /** Of what was sent to us, 0 to 1. */
  readonly lossHere: number;
  /** Of what we sent, as the other side says; null when it said nothing. */
  readonly lossThere: number | null;
  readonly jitterMs: number;
  readonly roundTripMs: number | null;
  /** When the last packet came (the wall); null: none yet. */
  readonly lastHeardAt: Instant | null;
}
