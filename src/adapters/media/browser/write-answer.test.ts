import { expect, test } from 'vitest';
import { everythingOffer, firefoxOffer } from './offers.fixture.ts';
import { readOffer } from './read-offer.ts';
import { writeAnswer } from './write-answer.ts';

const ours = {
  candidates: [
    { host: '192.0.2.7', port: 40_000 },
    { host: '2001:db8::7', port: 40_002 },
  ],
  iceUfrag: 'ours',
  icePassword: 'a-password-of-22-letters',
  fingerprint: 'AB:CD',
  ssrc: 4711,
  cname: 'voice',
};

test('audio is taken, and all else refused in its place', () => {
  expect(writeAnswer(readOffer(everythingOffer), ours).split('\r\n')).toEqual([
    'v=0',
    'o=- 4711 1 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    'a=group:BUNDLE 0',
    'a=ice-lite',
    'm=audio 40000 UDP/TLS/RTP/SAVPF 8 0 126',
    'c=IN IP4 192.0.2.7',
    'a=sendrecv',
    'a=rtcp-mux',
    'a=rtpmap:8 PCMA/8000',
    'a=rtpmap:0 PCMU/8000',
    'a=rtpmap:126 telephone-event/8000',
    'a=fmtp:126 0-15',
    'a=ptime:20',
    'a=ice-ufrag:ours',
    'a=ice-pwd:a-password-of-22-letters',
    'a=setup:active',
    'a=fingerprint:sha-256 AB:CD',
    'a=candidate:1 1 udp 2130706431 192.0.2.7 40000 typ host',
    'a=candidate:2 1 udp 2130706175 2001:db8::7 40002 typ host',
    'a=end-of-candidates',
    'a=msid:voice voice',
    'a=ssrc:4711 cname:voice',
    'a=mid:0',
    'm=video 0 UDP/TLS/RTP/SAVPF 96 97',
    'c=IN IP4 0.0.0.0',
    'a=inactive',
    'a=mid:1',
    'm=application 0 UDP/DTLS/SCTP webrtc-datachannel',
    'c=IN IP4 0.0.0.0',
    'a=inactive',
    'a=mid:2',
    '',
  ]);
});

test.each([
  ['sendonly', 'recvonly'],
  ['recvonly', 'sendonly'],
  ['inactive', 'inactive'],
])('to %s the answer is %s (RFC 3264 section 6.1)', (offered, answered) => {
  const offer = readOffer(firefoxOffer.replaceAll('a=sendrecv', `a=${offered}`));
  expect(writeAnswer(offer, ours)).toContain(`\r\na=${answered}\r\na=rtcp-mux`);
});
