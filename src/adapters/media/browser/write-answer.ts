import type { MediaAddress } from '../../../app/media.ts';
import type { Direction, Offer } from './read-offer.ts';

/** Our side of the connection, as the answer tells it. */
export interface OurSide {
  /** Where our sockets are reached, the one we like best first; at least one. */
  readonly candidates: readonly MediaAddress[];
  readonly iceUfrag: string;
  readonly icePassword: string;
  /** SHA-256 of our certificate, upper case, with colons. */
  readonly fingerprint: string;
  readonly ssrc: number;
  readonly cname: string;
}

/**
 * The answer (RFC 8829 section 5.3): the audio, and a no to all else that was offered (RFC 3264 section 6). We are
 * ICE-lite (RFC 8445 section 2.5): the browser looks for a way to us, we only answer it.
 */
export function writeAnswer(offer: Offer, ours: OurSide): string {
  const taken = offer.media[offer.audioIndex]?.mid ?? null;
  const session = [
    'v=0',
    `o=- ${ours.ssrc} 1 IN IP4 127.0.0.1`,
    's=-',
    't=0 0',
    ...(taken === null ? [] : [`a=group:BUNDLE ${taken}`]),
    'a=ice-lite',
  ];
  const media = offer.media.flatMap(({ line, mid }, index) => [
    ...(index === offer.audioIndex ? audio(offer, ours) : refusal(line)),
    ...(mid === null ? [] : [`a=mid:${mid}`]),
  ]);
  return [...session, ...media, ''].join('\r\n');
}

function audio(offer: Offer, ours: OurSide): string[] {
  const types = [...offer.payloadTypes, ...(offer.telephoneEvent === null ? [] : [offer.telephoneEvent])];
  const { host, port } = ours.candidates[0] ?? { host: '0.0.0.0', port: 9 };
  return [
    `m=audio ${port} UDP/TLS/RTP/SAVPF ${types.join(' ')}`,
    `c=IN ${familyOf(host)} ${host}`,
    `a=${theOtherWay(offer.direction)}`,
    'a=rtcp-mux',
    ...offer.payloadTypes.map((it) => `a=rtpmap:${it} ${it === 8 ? 'PCMA' : 'PCMU'}/8000`),
    ...keyPresses(offer.telephoneEvent),
    'a=ptime:20',
    `a=ice-ufrag:${ours.iceUfrag}`,
    `a=ice-pwd:${ours.icePassword}`,
    // RFC 8842 section 5.3: who answers should be the client; it saves a round trip, too.
    'a=setup:active',
    `a=fingerprint:sha-256 ${ours.fingerprint}`,
    ...ours.candidates.map(candidateLine),
    'a=end-of-candidates',
    `a=msid:${ours.cname} ${ours.cname}`,
    `a=ssrc:${ours.ssrc} cname:${ours.cname}`,
  ];
}

function keyPresses(type: number | null): string[] {
  return type === null ? [] : [`a=rtpmap:${type} telephone-event/8000`, `a=fmtp:${type} 0-15`];
}

function candidateLine({ host, port }: MediaAddress, index: number): string {
  // RFC 8445 section 5.1.2.1: type host (126), then our own order, component 1.
  const priority = 126 * 2 ** 24 + (65_535 - index) * 2 ** 8 + 255;
  return `a=candidate:${index + 1} 1 udp ${priority} ${host} ${port} typ host`;
}

function refusal(line: string): string[] {
  const [kind = 'application', , ...rest] = line.split(' ');
  return [`m=${kind} 0 ${rest.join(' ')}`, 'c=IN IP4 0.0.0.0', 'a=inactive'];
}

function theOtherWay(direction: Direction): Direction {
  if (direction === 'sendonly') return 'recvonly';
  return direction === 'recvonly' ? 'sendonly' : direction;
}

function familyOf(host: string): 'IP4' | 'IP6' {
  return host.includes(':') ? 'IP6' : 'IP4';
}
