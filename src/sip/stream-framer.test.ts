import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseMessage } from './parse-message.ts';
import { streamFramer } from './stream-framer.ts';
import { tortureMessage } from './torture-messages.fixture.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const two = bytes(`\r\n\r\n${tortureMessage('dblreq')}`);

describe('a stream of messages (RFC 3261 section 18.3)', () => {
  test('is cut by Content-Length, however the network cut it', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: two.length }), { maxLength: 30 }), (cuts) => {
        const framer = streamFramer();
        const edges = [0, ...cuts.toSorted((a, b) => a - b), two.length];
        const messages = edges
          .slice(1)
          .flatMap((edge, index) => framer.push(two.subarray(edges[index], edge)).messages);
        const kinds = messages
          .map((it) => parseMessage(it))
          .map((it) => it.kind === 'message' && it.message.envelope.cseq.method);
        expect(kinds).toEqual(['REGISTER', 'INVITE']);
      }),
    );
  });

  test.each([
    ['without Content-Length', 'OPTIONS sip:a SIP/2.0\r\nVia: x\r\n\r\n'],
    ['with two of them', 'OPTIONS sip:a SIP/2.0\r\nl: 1\r\nContent-Length: 2\r\n\r\n'],
    ['with a negative one', 'OPTIONS sip:a SIP/2.0\r\nl: -1\r\n\r\n'],
    ['with a body of more than a megabyte', 'OPTIONS sip:a SIP/2.0\r\nl: 1048577\r\n\r\n'],
    ['whose head never ends', `OPTIONS ${'x'.repeat(70_000)}`],
  ])('that begins with a message %s is given up', (_what, text) => {
    expect(streamFramer().push(bytes(text))).toEqual({ messages: [], isBroken: true });
  });
});
