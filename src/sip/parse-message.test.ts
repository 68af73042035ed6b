import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { answerRequest } from './answer-request.ts';
import { hostileBytes } from './hostile-bytes.fixture.ts';
import { header, headerFields, headerList, type ReceivedMessage, responseTo, withHeader } from './message.ts';
import { parseNameAddr } from './name-addr.ts';
import { parseMessage } from './parse-message.ts';
import { responseAddress, withReceived } from './received-via.ts';
import { serializeMessage } from './serialize-message.ts';
import { tortureMessage, tortureMessages } from './torture-messages.fixture.ts';

function parsed(text: string): ReceivedMessage {
  const result = parseMessage(text);
  if (result.kind === 'malformed') throw new Error(result.problem);
  return result.message;
}

function parsedRequest(text: string) {
  const message = parsed(text);
  if (message.kind === 'response') throw new Error('a response');
  return message;
}

describe('the torture messages of RFC 4475', () => {
  test.each(tortureMessages)('$section $name', ({ text, problem }) => {
    const result = parseMessage(text);
    expect(result.kind === 'malformed' ? result.problem : null).toBe(problem);
  });

  test.each(tortureMessages.filter(({ problem }) => problem === null))(
    '$name is the same after writing and reading',
    ({ text }) => {
      const message = parsed(text);
      const again = parseMessage(serializeMessage(message));
      const withoutLength = (it: ReceivedMessage) => ({
        ...it,
        headers: it.headers.filter(({ name }) => name !== 'content-length'),
      });
      expect(again.kind === 'message' && withoutLength(again.message)).toEqual(withoutLength(message));
    },
  );

  test('3.1.1.1: folded lines, compact names and blanks wherever they may be', () => {
    const message = parsed(tortureMessage('wsinv'));
    expect(message.envelope).toMatchObject({
      via: { transport: 'UDP', host: '192.0.2.2', port: null },
      from: { displayName: 'J Rosenberg \\"', uri: 'sip:jdrosen@example.com' },
      to: { displayName: null, uri: 'sip:vivekg@chair-dnrc.example.com' },
      callId: 'wsinv.ndaksdj@192.0.2.1',
      cseq: { number: 9, method: 'INVITE' },
    });
    expect(message.envelope.from.parameters.get('tag')).toBe('98asjd8');
    expect(headerList(message, 'via')).toHaveLength(3);
    expect(header(message, 'subject')).toBe('');
    expect(header(message, 'newfangledheader')).toBe('newfangled value continued newfangled value');
    expect([...(parseNameAddr(headerList(message, 'contact')[0] ?? '')?.parameters ?? [])]).toEqual([
      ['newparam', 'newvalue'],
      ['secondparam', ''],
      ['q', '0.33'],
    ]);
    expect(message.body).toHaveLength(150);
  });

  test('3.1.1.2: every letter that may be in a method, a name and a parameter', () => {
    const message = parsedRequest(tortureMessage('intmeth'));
    expect(message.method).toBe("!interesting-Method0123456789_*+`.%indeed'~");
    expect(message.envelope.to.displayName).toBe('BEL:\x07 NUL:\x00 DEL:\x7F');
    expect(message.envelope.from.parameters.get("fromparam''~+*_!.-%")).toBe('работающий');
  });

  test('3.1.1.5: what looks like an escape in a method or a header name is none', () => {
    const message = parsed(tortureMessage('esc02'));
    expect(headerFields(message, 'contact')).toHaveLength(2);
    expect(headerFields(message, 'c%6fntact')).toHaveLength(1);
  });

  test('3.1.1.8: a datagram holds one message; what follows its body is not looked at', () => {
    expect(parsed(tortureMessage('dblreq'))).toMatchObject({ method: 'REGISTER', body: { length: 0 } });
  });

  test('3.1.1.11: a body is bytes', () => {
    expect(parsed(tortureMessage('mpart01')).body).toHaveLength(208);
  });

  test('3.1.1.12 and 13: a reason phrase may be any text, and none', () => {
    expect(parsed(tortureMessage('unreason'))).toMatchObject({
      status: 200,
      reason: expect.stringContaining('простое'),
    });
    expect(parsed(tortureMessage('noreason'))).toMatchObject({ status: 100, reason: '' });
  });

  test('3.1.2.13: an address with headers must stand in angle brackets', () => {
    expect(parseNameAddr(header(parsed(tortureMessage('regbadct')), 'contact') ?? '')).toBeNull();
    expect(parseNameAddr(header(parsed(tortureMessage('regescrt')), 'contact') ?? '')).not.toBeNull();
  });

  test('3.3.5: an extension that nobody supports is refused by its name', () => {
    expect(answerRequest(parsedRequest(tortureMessage('bext01')), null)).toMatchObject({
      status: 420,
      headers: [{ name: 'unsupported', value: 'nothingSupportsThis, nothingSupportsThisEither' }],
    });
  });
});

describe('a message', () => {
  const invite = [
    'INVITE sip:b@example.com SIP/2.0',
    'Via: SIP/2.0/UDP 10.0.0.1:5070;branch=z9hG4bKa;rport, SIP/2.0/TCP c;branch=z9hG4bKb',
    'Via: SIP/2.0/UDP d',
    'f: "A, B" <sip:a@example.com>;tag=1',
    't: <sip:b@example.com>',
    'i: call-1',
    'CSeq: 1 INVITE',
    'Record-Route: <sip:p1;lr>,<sip:p2;lr>',
    'X-Own: yes',
    '',
    '',
  ].join('\r\n');

  test('is answered with its Vias, From, To, Call-ID and CSeq, and a tag', () => {
    const response = responseTo(parsedRequest(invite), 486, { toTag: 'x' });
    expect(response.headers.map(({ name }) => name)).toEqual(['via', 'via', 'from', 'to', 'call-id', 'cseq']);
    expect(new TextDecoder().decode(serializeMessage(response))).toContain('SIP/2.0 486 Busy Here\r\n');
    expect(header(response, 'to')).toBe('<sip:b@example.com>;tag=x');
    expect(header(responseTo(parsedRequest(invite), 100, { toTag: 'x' }), 'to')).toBe('<sip:b@example.com>');
  });

  test('tells where its answer goes by where it came from, not by what it says', () => {
    const received = withReceived(parsedRequest(invite.replace(';rport', ';received=6.6.6.6;rport')), {
      host: '127.0.0.1',
      port: 9,
    });
    expect(responseAddress(received.envelope.via)).toEqual({ host: '127.0.0.1', port: 9 });
    expect(headerList(received, 'via')).toEqual([
      'SIP/2.0/UDP 10.0.0.1:5070;branch=z9hG4bKa;rport=9;received=127.0.0.1',
      'SIP/2.0/TCP c;branch=z9hG4bKb',
      'SIP/2.0/UDP d',
    ]);
    const plain = withReceived(parsedRequest(invite.replace(';rport', '')), { host: '10.0.0.1', port: 9 });
    expect(responseAddress(plain.envelope.via)).toEqual({ host: '10.0.0.1', port: 5070 });
  });

  test('cannot be given another header by the value of one', () => {
    const request = withHeader(parsedRequest(invite), 'x-own', 'no\r\nContact: <sip:evil@example.com>');
    expect(headerFields(parsed(new TextDecoder().decode(serializeMessage(request))), 'contact')).toEqual([]);
  });

  test.each([
    ['nothing', '', 'empty'],
    ['line ends alone', '\r\n\r\n', 'empty'],
    ['a word', 'hello', 'start-line'],
    ['a blank in front', ' INVITE sip:a@b SIP/2.0\r\n\r\n', 'start-line'],
    ['a status below 100', 'SIP/2.0 099 Low\r\n\r\n', 'status'],
    ['a status above 699', 'SIP/2.0 700 High\r\n\r\n', 'status'],
    ['a line without a colon', 'INVITE sip:a@b SIP/2.0\r\nno colon\r\n\r\n', 'header-line'],
    ['300 headers', `INVITE sip:a@b SIP/2.0\r\n${'a: b\r\n'.repeat(300)}\r\n`, 'too-many-headers'],
    ['a CSeq of 2^31', invite.replace('CSeq: 1', 'CSeq: 2147483648'), 'cseq'],
    ['a Call-ID of two words', invite.replace('i: call-1', 'i: call 1'), 'call-id'],
    ['a port above 65535', invite.replace('5070', '70000'), 'via'],
    ['a broken Via below the first', invite.replace('SIP/2.0/UDP d', 'SIP/2.0/UDP d;;'), 'via'],
    ['256 hops', invite.replace('X-Own: yes', 'Max-Forwards: 256'), 'max-forwards'],
  ])('of %s is refused', (_what, text, problem) => {
    expect(parseMessage(text)).toMatchObject({ kind: 'malformed', problem });
  });

  test('of any bytes gives a message or a problem, never an exception', () => {
    fc.assert(
      fc.property(hostileBytes, (bytes) => {
        const result = parseMessage(bytes);
        if (result.kind !== 'message') return;
        const again = parseMessage(serializeMessage(result.message));
        expect(again).toMatchObject({ kind: 'message', message: { envelope: result.message.envelope } });
      }),
      { numRuns: 3000 },
    );
  });

  test.each([
    ['an open quote', `a: "${'\\"'.repeat(30_000)}`],
    ['blanks before an address', `From: ${' '.repeat(60_000)}<sip:a@b`],
    ['blanks in a Via', `Via: SIP ${' '.repeat(30_000)}/ 2.0 /UDP ${' '.repeat(30_000)}x`],
    ['thousands of words', `From: ${'a '.repeat(30_000)}`],
    ['open brackets', `Contact: ${'<'.repeat(60_000)}`],
    ['folded lines', `a: b\r\n${' x\r\n'.repeat(15_000)} y`],
    ['digits', `Max-Forwards: ${'9'.repeat(60_000)}`],
  ])('with 60,000 letters of %s costs no more than its length', (_what, line) => {
    const startedAt = performance.now();
    parseMessage(invite.replace('X-Own: yes', line));
    parseMessage(invite.replace('f: "A, B" <sip:a@example.com>;tag=1', line));
    expect(performance.now() - startedAt).toBeLessThan(500);
  });
});
