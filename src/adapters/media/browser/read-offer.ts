import { AppError } from '../../../core/app-error.ts';

/** What a browser offers, as far as we take it (RFC 8866, RFC 8829). */
export interface Offer {
  readonly media: readonly OfferedMedia[];
  /** Which of `media` is the audio we take. */
  readonly audioIndex: number;
  /** PCMA (8) before PCMU (0), those it offers; at least one. */
  readonly payloadTypes: readonly number[];
  /** Payload type of key presses at 8000 Hz (RFC 4733); null when it offers none. */
  readonly telephoneEvent: number | null;
  readonly direction: Direction;
  readonly iceUfrag: string;
  /** Of its certificate; we take SHA-256 (RFC 8122), which every browser sends. Upper case, with colons. */
  readonly fingerprints: readonly string[];
}

export interface OfferedMedia {
  /** The line itself: `audio 9 UDP/TLS/RTP/SAVPF 111 8 0`. */
  readonly line: string;
  readonly mid: string | null;
}

export type Direction = 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';

const PCMA = 8;
const PCMU = 0;
// Chromium's offer of audio and video with all codecs has some 8000 letters.
const LONGEST_OFFER = 65_536;
const MOST_MEDIA = 16;

/** @throws AppError `error.voice.offer` when it offers no audio that we speak. */
export function readOffer(text: string): Offer {
  const offer = text.length > LONGEST_OFFER ? null : parseOffer(text);
  if (offer === null) throw new AppError('error.voice.offer');
  return offer;
}

function parseOffer(text: string): Offer | null {
  const lines = text.split(/\r?\n/);
  const { session, sections } = split(lines);
  const audioIndex = sections.findIndex(isAudio);
  const audio = sections[audioIndex];
  if (lines[0] !== 'v=0' || audio === undefined || sections.length > MOST_MEDIA) return null;
  const payloadTypes = payloadTypesOf(audio);
  const transport = transportOf([audio, session, ...sections]);
  const canBeDone = payloadTypes.length > 0 && audio.includes('a=rtcp-mux');
  if (!canBeDone || transport === null) return null;
  return {
    media: sections.map((it) => ({ line: (it[0] ?? '').slice('m='.length), mid: attributeOf(it, 'mid') })),
    audioIndex,
    payloadTypes,
    telephoneEvent: telephoneEventOf(audio),
    direction: directionOf(audio) ?? directionOf(session) ?? 'sendrecv',
    ...transport,
  };
}

function split(lines: readonly string[]): { session: string[]; sections: string[][] } {
  const session: string[] = [];
  const sections: string[][] = [];
  for (const line of lines) {
    if (line.startsWith('m=')) sections.push([line]);
    else (sections.at(-1) ?? session).push(line);
  }
  return { session, sections };
}

function isAudio(section: readonly string[]): boolean {
  return /^m=audio [1-9]\d* UDP\/TLS\/RTP\/SAVPF [\d ]+$/.test(section[0] ?? '');
}

/** Both are static payload types (RFC 3551), which need no rtpmap: they are what their number says. */
function payloadTypesOf(audio: readonly string[]): number[] {
  const offered = new Set((audio[0] ?? '').split(' ').slice(3));
  return [PCMA, PCMU].filter((it) => offered.has(String(it)));
}

function telephoneEventOf(audio: readonly string[]): number | null {
  for (const line of audio) {
    const type = /^a=rtpmap:(\d{1,3}) telephone-event\/8000(?:\/1)?$/i.exec(line)?.[1];
    if (type !== undefined) return Number(type);
  }
  return null;
}

function directionOf(lines: readonly string[]): Direction | null {
  for (const line of lines)
    if (line === 'a=sendrecv') return 'sendrecv';
    else if (line === 'a=sendonly') return 'sendonly';
    else if (line === 'a=recvonly') return 'recvonly';
    else if (line === 'a=inactive') return 'inactive';
  return null;
}

/** RFC 8843 section 9: bundled media share what one of them, or the session, says of the transport. */
function transportOf(
  places: readonly (readonly string[])[],
): Pick<Offer, 'iceUfrag' | 'fingerprints'> | null {
  const iceUfrag = firstOf(places, (it) => attributeOf(it, 'ice-ufrag'));
  const fingerprints = firstOf(places, fingerprintsOf);
  const setup = firstOf(places, (it) => attributeOf(it, 'setup'));
  // RFC 8445 section 15.4: 4 to 256 letters. RFC 8842: we are the client, so it must be ready to be the server.
  if (iceUfrag === null || !/^[\w+/-]{4,256}$/.test(iceUfrag) || fingerprints === null) return null;
  return setup === 'actpass' || setup === 'passive' ? { iceUfrag, fingerprints } : null;
}

function fingerprintsOf(lines: readonly string[]): string[] | null {
  const found = lines.flatMap((it) => /^a=fingerprint:sha-256 ([0-9A-F:]{95})$/i.exec(it)?.[1] ?? []);
  return found.length === 0 ? null : found.map((it) => it.toUpperCase());
}

function firstOf<T>(places: readonly (readonly string[])[], find: (lines: readonly string[]) => T | null) {
  for (const place of places) {
    const found = find(place);
    if (found !== null) return found;
  }
  return null;
}

function attributeOf(lines: readonly string[], name: string): string | null {
  const start = `a=${name}:`;
  return lines.find((it) => it.startsWith(start))?.slice(start.length) ?? null;
}
