import { describe, expect, test } from 'vitest';
import { formatAudio, parseAudio } from './sdp.ts';

const bytes = (text: string) => new TextEncoder().encode(text.replaceAll('\n', '\r\n'));
const answer = `v=0
o=- 1 1 IN IP4 192.0.2.1
s=-
c=IN IP4 192.0.2.1
t=0 0
m=audio 40000 RTP/AVP 8 101
a=rtpmap:101 telephone-event/8000
a=sendonly
m=video 3227 RTP/AVP 31
c=IN IP4 192.0.2.99
a=inactive
`;

describe('a session description', () => {
  test('of ours offers PCMA before PCMU, and key presses', () => {
    expect(parseAudio(formatAudio({ host: '127.0.0.1', port: 4000 }, 7))).toEqual({
      address: { host: '127.0.0.1', port: 4000 },
      payloadTypes: [8, 0, 101],
      telephoneEvent: 101,
      direction: 'sendrecv',
    });
    expect(new TextDecoder().decode(formatAudio({ host: '::1', port: 4000 }, 7))).toContain(
      'c=IN IP6 ::1\r\n',
    );
  });

  test('of theirs is read: the first audio, its own address before the session’s', () => {
    const read = {
      address: { host: '192.0.2.1', port: 40_000 },
      payloadTypes: [8, 101],
      telephoneEvent: 101,
      direction: 'sendonly',
    };
    expect(parseAudio(bytes(answer))).toEqual(read);
    const own = answer.replace('a=rtpmap', 'c=IN IP4 192.0.2.7\na=rtpmap');
    expect(parseAudio(bytes(own))).toEqual({ ...read, address: { host: '192.0.2.7', port: 40_000 } });
  });

  test.each([
    ['nothing', ''],
    ['no version', answer.replace('v=0\n', '')],
    ['no audio', answer.replace('m=audio', 'm=image')],
    ['audio that is refused', answer.replace('40000', '0')],
    ['a port that is none', answer.replace('40000', '99999')],
    ['no address', answer.replaceAll(/c=.*\n/g, '')],
    ['another transport', answer.replace('RTP/AVP 8', 'UDP/TLS/RTP/SAVPF 8')],
  ])('with %s is none that we could send to', (_what, text) => {
    expect(parseAudio(bytes(text))).toBeNull();
  });
});
