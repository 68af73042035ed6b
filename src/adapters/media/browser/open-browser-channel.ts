import type { MediaAddress } from '../../../app/media.ts';
import type { ChannelPlace, SecureChannel } from '../secure-channel.ts';
import { BrowserChannel } from './browser-channel.ts';
import { enterDoor } from './enter-door.ts';
import { IceLite } from './ice-lite.ts';
import { ownCertificate } from './own-certificate.ts';
import { readOffer } from './read-offer.ts';
import { writeAnswer } from './write-answer.ts';

export interface BrowserPlace extends ChannelPlace {
  /** More addresses of this machine to be reached at (IPv6); those that it has not are left out. */
  readonly otherHosts?: readonly string[];
}

/**
 * Our end of a WebRTC connection, for an OpenSecureChannel. The answer is whole: no candidate comes later.
 * A connection is never renegotiated: a browser that comes back (reload, other network) makes a new one.
 *
 * @param offer The browser's session description. @throws AppError `error.voice.offer`; the operating system's error
 *   when no socket is to be had.
 */
export async function openBrowserChannel(offer: string, place: BrowserPlace): Promise<SecureChannel> {
  const read = readOffer(offer);
  const certificate = await ownCertificate();
  const hosts = [place.host, ...(place.otherHosts ?? [])];
  const ice = await enterDoor(hosts, place.ports, (door) => new IceLite(door, read.iceUfrag));
  const answer = writeAnswer(read, {
    candidates: ice.addresses.map((it) => announced(it, place)),
    iceUfrag: ice.ufrag,
    icePassword: ice.password,
    fingerprint: certificate.fingerprint,
    ssrc: place.ssrc,
    cname: place.cname,
  });
  return new BrowserChannel({ offer: read, answer, ice, certificate });
}

function announced(bound: MediaAddress, { host, publicHost }: ChannelPlace): MediaAddress {
  return bound.host === host && publicHost !== undefined ? { host: publicHost, port: bound.port } : bound;
}
