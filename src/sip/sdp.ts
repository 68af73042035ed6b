import type { Address } from './address.ts';

/** One side's audio, as its session description says (RFC 8866, RFC 3264). */
export interface AudioDescription {
  /** Where it wants its RTP. */
  readonly address: Address;
  /** RTP payload types in its order of preference. */
  readonly payloadTypes: readonly number[];
  /** Payload type of key presses (RFC 4733); null when it knows none. */
  readonly telephoneEvent: number | null;
  readonly direction: 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';
}

/** G.711 in both laws; what every telephone network in the world takes. */
export const PCMU = 0;
export const PCMA = 8;
const TELEPHONE_EVENT = 101;

/**
 * A description of our audio: PCMA before PCMU (what Europe speaks needs no transcoding), and key presses.
 *
 * @param media Where we listen for RTP. @param sessionId A number of its own for each call (RFC 8866 section 5.2).
 */
export function formatAudio(media: Address, sessionId: number): Uint8Array {
  const family = media.host.includes(':') ? 'IP6' : 'IP4';
  const lines = [
    'v=0',
    `o=- ${sessionId} ${sessionId} IN ${family} ${media.host}`,
    's=-',
    `c=IN ${family} ${media.host}`,
    't=0 0',
    `m=audio ${media.port} RTP/AVP ${PCMA} ${PCMU} ${TELEPHONE_EVENT}`,
    `a=rtpmap:${PCMA} PCMA/8000`,
    `a=rtpmap:${PCMU} PCMU/8000`,
    `a=rtpmap:${TELEPHONE_EVENT} telephone-event/8000`,
    `a=fmtp:${TELEPHONE_EVENT} 0-15`,
    'a=ptime:20',
    'a=sendrecv',
  ];
  return new TextEncoder().encode(`${lines.join('\r\n')}\r\n`);
}

/** Reads the first audio of a session description; null when it offers none that we could send to. */
export function parseAudio(body: Uint8Array): AudioDescription | null {
  const lines = new TextDecoder().decode(body).split(/\r?\n/);
  const start = lines.findIndex((line) => line.startsWith('m=audio '));
  if (lines[0] !== 'v=0' || start < 0) return null;
  const end = lines.findIndex((line, index) => index > start && line.startsWith('m='));
  const audio = lines.slice(start, end < 0 ? lines.length : end);
  const session = lines.slice(
    0,
    lines.findIndex((line) => line.startsWith('m=')),
  );
  const match = /^m=audio (\d{1,5})(?:\/\d+)? RTP\/S?AVPF? ([\d ]+)$/.exec(audio[0] ?? '');
  const host = hostOf(audio) ?? hostOf(session);
  const port = Number(match?.[1] ?? 0);
  // RFC 3264 section 6: port 0 refuses the audio.
  if (match === null || host === null || port === 0 || port > 65_535) return null;
  return {
    address: { host, port },
    payloadTypes: (match[2] ?? '').trim().split(/ +/).map(Number),
    telephoneEvent: telephoneEventOf(audio),
    direction: directionOf(audio) ?? directionOf(session) ?? 'sendrecv',
  };
}

function hostOf(lines: readonly string[]): string | null {
  for (const line of lines) {
    const host = /^c=IN IP[46] ([0-9A-Za-z.:-]+)(?:\/\d+)*$/.exec(line.trim())?.[1];
    if (host !== undefined) return host;
  }
  return null;
}

function telephoneEventOf(lines: readonly string[]): number | null {
  for (const line of lines) {
    const type = /^a=rtpmap:(\d{1,3}) telephone-event\/8000/i.exec(line)?.[1];
    if (type !== undefined) return Number(type);
  }
  return null;
}

function directionOf(lines: readonly string[]): AudioDescription['direction'] | null {
  for (const line of lines) {
    switch (line.trim()) {
      case 'a=sendrecv':
        return 'sendrecv';
      case 'a=sendonly':
        return 'sendonly';
      case 'a=recvonly':
        return 'recvonly';
      case 'a=inactive':
        return 'inactive';
    }
  }
  return null;
}
