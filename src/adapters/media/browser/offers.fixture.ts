// What browsers offer, shortened by what we never look at. Fingerprints are of nobody.
const FINGERPRINT = Array.from({ length: 32 }, (_, index) => (index + 16).toString(16).toUpperCase()).join(
  ':',
);

/** Chromium 156 with a microphone. */
export const chromiumOffer = session([
  'a=group:BUNDLE 0',
  'a=extmap-allow-mixed',
  'm=audio 9 UDP/TLS/RTP/SAVPF 111 9 0 8 126',
  'c=IN IP4 0.0.0.0',
  'a=rtcp:9 IN IP4 0.0.0.0',
  'a=ice-ufrag:Oqcs',
  'a=ice-pwd:unP1B9Wwtanq3JaIHPx2asGe',
  'a=ice-options:trickle',
  `a=fingerprint:sha-256 ${FINGERPRINT}`,
  'a=setup:actpass',
  'a=mid:0',
  'a=extmap:1 urn:ietf:params:rtp-hdrext:ssrc-audio-level',
  'a=sendrecv',
  'a=rtcp-mux',
  'a=rtpmap:111 opus/48000/2',
  'a=rtpmap:9 G722/8000',
  'a=rtpmap:0 PCMU/8000',
  'a=rtpmap:8 PCMA/8000',
  'a=rtpmap:110 telephone-event/48000',
  'a=rtpmap:126 telephone-event/8000',
]);

/** Firefox: the fingerprint stands once, for the session; candidates are there, hidden behind a name. */
export const firefoxOffer = session([
  'a=sendrecv',
  `a=fingerprint:sha-256 ${FINGERPRINT.toLowerCase()}`,
  'a=group:BUNDLE 0 1',
  'a=ice-options:trickle',
  'm=audio 50124 UDP/TLS/RTP/SAVPF 109 9 0 8 101',
  'c=IN IP4 0.0.0.0',
  'a=candidate:0 1 UDP 2122252543 5e1b7f0c-0f4d-4c57-a1c5-5ab0b7a0a2f1.local 50124 typ host',
  'a=sendrecv',
  'a=end-of-candidates',
  'a=ice-pwd:2b0b8e3c8b1e1c2b5a6d7e8f90a1b2c3',
  'a=ice-ufrag:6f1e2d3c',
  'a=mid:0',
  'a=rtcp-mux',
  'a=rtpmap:109 opus/48000/2',
  'a=rtpmap:101 telephone-event/8000/1',
  'a=setup:actpass',
  'm=video 0 UDP/TLS/RTP/SAVPF 120',
  'a=bundle-only',
  'a=mid:1',
]);

/** Chromium with audio, video and a data channel. */
export const everythingOffer = [
  chromiumOffer.trimEnd().replace('BUNDLE 0', 'BUNDLE 0 1 2'),
  'm=video 9 UDP/TLS/RTP/SAVPF 96 97',
  'a=mid:1',
  'a=rtcp-mux',
  'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
  'a=mid:2',
  '',
].join('\r\n');

function session(lines: readonly string[]): string {
  return ['v=0', 'o=- 8970261389739542866 2 IN IP4 127.0.0.1', 's=-', 't=0 0', ...lines, ''].join('\r\n');
}
