import { expect, test } from 'vitest';
import { AppError } from '../../../core/app-error.ts';
import { chromiumOffer, everythingOffer, firefoxOffer } from './offers.fixture.ts';
import { readOffer } from './read-offer.ts';

test.each([
  { browser: 'Chromium', offer: chromiumOffer, telephoneEvent: 126, iceUfrag: 'Oqcs', media: 1 },
  { browser: 'Firefox', offer: firefoxOffer, telephoneEvent: 101, iceUfrag: '6f1e2d3c', media: 2 },
  { browser: 'one with video', offer: everythingOffer, telephoneEvent: 126, iceUfrag: 'Oqcs', media: 3 },
])('the audio of $browser is taken, PCMA before PCMU', ({ offer, media, telephoneEvent, iceUfrag }) => {
  const read = readOffer(offer);
  expect(read).toMatchObject({
    telephoneEvent,
    iceUfrag,
    audioIndex: 0,
    payloadTypes: [8, 0],
    direction: 'sendrecv',
  });
  expect(read.media).toHaveLength(media);
  expect(read.fingerprints).toEqual([expect.stringMatching(/^([0-9A-F]{2}:){31}[0-9A-F]{2}$/)]);
});

test('audio that is not the first of the media is found', () => {
  const [head = '', audio = ''] = chromiumOffer.split(/(?=m=audio)/);
  expect(readOffer(`${head}m=video 9 UDP/TLS/RTP/SAVPF 96\r\na=mid:v\r\n${audio}`).audioIndex).toBe(1);
});

test.each([
  ['nothing', ''],
  ['no session description', 'INVITE sip:somebody'],
  ['video alone', chromiumOffer.replace('m=audio', 'm=video')],
  ['neither PCMA nor PCMU', chromiumOffer.replace('111 9 0 8 126', '111 9')],
  ['audio without encryption', chromiumOffer.replace('UDP/TLS/RTP/SAVPF', 'RTP/AVP')],
  ['audio that is switched off', chromiumOffer.replace('m=audio 9', 'm=audio 0')],
  ['no fingerprint', chromiumOffer.replace(/a=fingerprint.*\r\n/, '')],
  ['a fingerprint of SHA-1', chromiumOffer.replace('sha-256', 'sha-1')],
  ['no name for ICE', chromiumOffer.replace(/a=ice-ufrag.*\r\n/, '')],
  ['RTCP on a port of its own', chromiumOffer.replace('a=rtcp-mux\r\n', '')],
  ['a browser that wants to be the client of DTLS, as we do', chromiumOffer.replace('actpass', 'active')],
  ['one too long', chromiumOffer + 'a=x\r\n'.repeat(20_000)],
  ['one with too many media', chromiumOffer + 'm=video 9 UDP/TLS/RTP/SAVPF 96\r\n'.repeat(16)],
])('an offer is refused: %s', (_what, offer) => {
  expect(() => readOffer(offer)).toThrow(AppError);
  expect(() => readOffer(offer)).toThrow('error.voice.offer');
});
