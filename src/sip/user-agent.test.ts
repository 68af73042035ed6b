import { describe, expect, test } from 'vitest';
import { header } from './message.ts';
import { openOtherSide, SDP, TRUNK } from './other-side.fixture.ts';

const kinds = (heard: readonly { kind: string }[]) => heard.map(({ kind }) => kind);
const audio = { address: { host: '192.0.2.7', port: 6000 } };

describe('a call', () => {
  test('to a number that the guard refuses is never sent', async () => {
    const side = await openOtherSide({ mayDial: (number) => `not ${number}` });
    expect(side.heard).toEqual([]);
    side.clock.advance(60_000);
    side.call.hangUp();
    expect(side.sent).toEqual([]);
    expect(side.heard).toEqual([{ kind: 'ended', end: { cause: 'refused', reason: 'not +493023125001' } }]);
  });

  test('says who calls whom, by which trunk, and where the audio goes', async () => {
    const side = await openOtherSide();
    const invite = side.request('INVITE');
    expect(side.sent[0]?.to).toEqual(TRUNK);
    expect(invite.uri).toBe('sip:+493023125001@trunk.example;user=phone');
    expect(invite.envelope).toMatchObject({
      callId: 'call-1',
      cseq: { number: 1 },
      from: { uri: 'sip:+493023125000@trunk.example' },
    });
    expect(header(invite, 'contact')).toBe('<sip:+493023125000@192.0.2.2:5060>');
    expect(header(invite, 'max-forwards')).toBe('70');
    expect(new TextDecoder().decode(invite.body)).toContain('m=audio 4000 RTP/AVP 8 0 101\r\n');
  });

  test('cannot be led elsewhere by what stands in a number', async () => {
    const side = await openOtherSide();
    const media = { host: '192.0.2.2', port: 4000 };
    side.agent.call({ to: '1@evil.example>\r\nX: <a', from: '2 3', callId: 'call-2', media }, () => {});
    const invite = side.request('INVITE');
    expect(invite.uri).toBe('sip:1%40evil.example%3E%0D%0AX%3A%20%3Ca@trunk.example;user=phone');
    expect(header(invite, 'x')).toBeNull();
  });

  test('tells each thing once, in order', async () => {
    const side = await openOtherSide();
    side.answer('INVITE', 100);
    side.answer('INVITE', 180);
    side.answer('INVITE', 180);
    side.answer('INVITE', 181);
    side.answer('INVITE', 183, { body: SDP });
    side.answer('INVITE', 183, { body: SDP });
    side.answer('INVITE', 200, { body: SDP });
    side.ask('BYE', { headers: [{ name: 'reason', value: 'Q.850;cause=16' }] });
    expect(side.heard).toMatchObject([
      { kind: 'trying' },
      { kind: 'ringing' },
      { kind: 'forwarded' },
      { kind: 'progress', status: 183, audio },
      { kind: 'answered', audio },
      { kind: 'ended', end: { cause: 'hung-up-by-them' } },
    ]);
    expect(side.log).toEqual(['INVITE', 'ACK', '200']);
  });

  test.each([
    [[{ name: 'diversion', value: '<sip:a@b>;reason=unconditional' }], true],
    [[{ name: 'history-info', value: '<sip:a@b>;index=1, <sip:c@b>;index=1.1' }], true],
    // One entry is the call itself.
    [[{ name: 'history-info', value: '<sip:a@b>;index=1' }], false],
  ])('with %j is forwarded: %s', async (headers, isForwarded) => {
    const side = await openOtherSide();
    side.answer('INVITE', 180, { headers });
    expect(kinds(side.heard).includes('forwarded')).toBe(isForwarded);
  });

  test('that is hung up is cancelled only when something has come back (RFC 3261 section 9.1)', async () => {
    const side = await openOtherSide();
    side.call.hangUp('Q.850;cause=16');
    expect(side.log).toEqual(['INVITE']);
    side.answer('INVITE', 100);
    const cancel = side.request('CANCEL');
    const invite = side.request('INVITE');
    expect(side.headersOf(cancel, 'via')).toEqual(side.headersOf(invite, 'via'));
    expect(cancel).toMatchObject({ uri: invite.uri, envelope: { cseq: { number: 1, method: 'CANCEL' } } });
    expect(header(cancel, 'reason')).toBe('Q.850;cause=16');
    side.answer('CANCEL', 200);
    expect(side.heard).toEqual([]);
    side.answer('INVITE', 487);
    expect(side.heard).toMatchObject([
      { kind: 'ended', end: { cause: 'cancelled', response: { status: 487 } } },
    ]);
    expect(side.log).toEqual(['INVITE', 'CANCEL', 'ACK']);
  });

  test('whose CANCEL leads to nothing is over after 64 times T1', async () => {
    const side = await openOtherSide();
    side.answer('INVITE', 180);
    side.call.hangUp();
    side.clock.advance(31_999);
    expect(kinds(side.heard)).toEqual(['trying', 'ringing']);
    side.clock.advance(1);
    expect(side.heard.at(-1)).toEqual({ kind: 'ended', end: { cause: 'cancelled', response: null } });
  });

  test('whose 200 crosses the CANCEL is acknowledged and ended, and nobody was answered', async () => {
    const side = await openOtherSide();
    side.answer('INVITE', 180);
    side.call.hangUp();
    side.answer('INVITE', 200, { body: SDP });
    expect(side.log).toEqual(['INVITE', 'CANCEL', 'ACK', 'BYE']);
    expect(kinds(side.heard)).toEqual(['trying', 'ringing', 'ended']);
    // The ACK was lost.
    side.answer('INVITE', 200, { body: SDP });
    expect(side.log.at(-1)).toBe('ACK');
  });

  test('answered by two telephones is kept with the first; the second is hung up on', async () => {
    const side = await openOtherSide();
    side.answer('INVITE', 200, { tag: 'one' });
    side.answer('INVITE', 200, { tag: 'two' });
    expect(side.log).toEqual(['INVITE', 'ACK', 'ACK', 'BYE']);
    expect(side.request('BYE').uri).toBe('sip:two@192.0.2.7:5088');
    side.ask('BYE', { tag: 'two' });
    expect(kinds(side.heard)).toEqual(['answered']);
    side.call.hangUp();
    expect(side.request('BYE').uri).toBe('sip:one@192.0.2.7:5088');
    expect(side.heard.at(-1)).toEqual({ kind: 'ended', end: { cause: 'hung-up-by-us' } });
  });

  test('sends ACK and BYE to the Contact, along the Record-Route', async () => {
    const side = await openOtherSide();
    const routes = { name: 'record-route', value: '<sip:192.0.2.20;lr>, <sip:192.0.2.30:5091;lr>' };
    side.answer('INVITE', 200, { headers: [routes] });
    side.call.hangUp();
    for (const method of ['ACK', 'BYE']) {
      const request = side.request(method);
      expect(request.uri).toBe('sip:them@192.0.2.7:5088');
      expect(side.headersOf(request, 'route')).toEqual(['<sip:192.0.2.30:5091;lr>', '<sip:192.0.2.20;lr>']);
    }
    expect(side.sent.at(-1)?.to).toEqual({ host: '192.0.2.30', port: 5091 });
  });

  test('acknowledges what must be acknowledged, once and in order (RFC 3262)', async () => {
    const side = await openOtherSide();
    const reliable = (rseq: number) => [
      { name: 'require', value: '100rel' },
      { name: 'rseq', value: String(rseq) },
    ];
    side.answer('INVITE', 183, { headers: reliable(7) });
    expect(header(side.request('PRACK'), 'rack')).toBe('7 1 INVITE');
    expect(side.request('PRACK')).toMatchObject({
      uri: 'sip:them@192.0.2.7:5088',
      envelope: { cseq: { number: 2 } },
    });
    side.answer('PRACK', 200);
    side.answer('INVITE', 183, { headers: reliable(7) });
    side.answer('INVITE', 180, { headers: reliable(9) });
    expect(side.log).toEqual(['INVITE', 'PRACK']);
    expect(kinds(side.heard)).toEqual(['trying']);
    side.answer('INVITE', 180, { headers: reliable(8) });
    expect(header(side.request('PRACK'), 'rack')).toBe('8 1 INVITE');
    expect(kinds(side.heard)).toEqual(['trying', 'ringing']);
  });

  test('answers a challenge of its BYE as well', async () => {
    const credentials = { user: 'draht', password: 'geheim' };
    const side = await openOtherSide({ trunk: { address: TRUNK, domain: 'trunk.example', credentials } });
    side.answer('INVITE', 200);
    side.call.hangUp();
    side.answer('BYE', 401, {
      headers: [{ name: 'www-authenticate', value: 'Digest realm="a", nonce="n"' }],
    });
    expect(side.log).toEqual(['INVITE', 'ACK', 'BYE', 'BYE']);
    expect(side.request('BYE').envelope.cseq.number).toBe(3);
    expect(header(side.request('BYE'), 'authorization')).toContain('username="draht"');
    // Asked again: it stays at that.
    side.answer('BYE', 401, {
      headers: [{ name: 'www-authenticate', value: 'Digest realm="a", nonce="n"' }],
    });
    expect(side.log).toHaveLength(4);
  });

  test('tries again with credentials as a new request of the same call, and the ACK has them too', async () => {
    const credentials = { user: 'draht', password: 'geheim' };
    const side = await openOtherSide({ trunk: { address: TRUNK, domain: 'trunk.example', credentials } });
    side.answer('INVITE', 407, {
      headers: [{ name: 'proxy-authenticate', value: 'Digest realm="a", nonce="n"' }],
    });
    const [first, second] = [side.request('INVITE', 0), side.request('INVITE', 1)];
    expect(second.envelope).toMatchObject({ callId: 'call-1', cseq: { number: 2 } });
    expect(header(second, 'from')).toBe(header(first, 'from'));
    expect(header(second, 'to')).toBe(header(first, 'to'));
    expect(second.envelope.via.parameters.get('branch')).not.toBe(
      first.envelope.via.parameters.get('branch'),
    );
    side.answer('INVITE', 200);
    expect(side.request('ACK').envelope.cseq.number).toBe(2);
    expect(header(side.request('ACK'), 'proxy-authorization')).toBe(header(second, 'proxy-authorization'));
  });

  test('that cannot be sent ends with the error', async () => {
    const side = await openOtherSide();
    const error = new Error('no route');
    side.fail(error);
    expect(side.heard).toEqual([{ kind: 'ended', end: { cause: 'transport-error', error } }]);
  });

  test('does not hear of answers that are for others', async () => {
    const side = await openOtherSide();
    const answer = (via: string) =>
      side.receiveText(
        `SIP/2.0 486 Busy\r\nVia: ${via}\r\nf: <sip:a@b>;tag=1\r\nt: <sip:a@b>;tag=2\r\ni: call-1\r\nCSeq: 1 INVITE\r\n\r\n`,
      );
    const branch = side.request('INVITE').envelope.via.parameters.get('branch');
    answer(`SIP/2.0/UDP 192.0.2.2:5060;branch=z9hG4bKother`);
    // RFC 4475 section 3.3.10: our branch, but another sender.
    answer(`SIP/2.0/UDP 255.255.255.255;branch=${branch}`);
    expect(side.heard).toEqual([]);
    answer(`SIP/2.0/UDP 192.0.2.2:5060;branch=${branch}`);
    expect(kinds(side.heard)).toEqual(['ended']);
  });
});

describe('a request of the other side', () => {
  test.each([
    ['INVITE', 200, 'application/sdp'],
    ['UPDATE', 200, null],
    ['OPTIONS', 200, null],
    ['INFO', 200, null],
    ['REFER', 405, null],
  ])('%s in the call gets %s', async (method, status, type) => {
    const side = await openOtherSide();
    side.answer('INVITE', 200);
    side.ask(method);
    const response = side.sent.at(-1)?.message;
    expect(response).toMatchObject({ kind: 'response', status });
    expect(response && header(response, 'content-type')).toBe(type);
    expect(kinds(side.heard)).toEqual(['answered']);
  });

  test('that changes the Contact is followed by our BYE', async () => {
    const side = await openOtherSide();
    side.answer('INVITE', 200);
    side.ask('UPDATE', { headers: [{ name: 'contact', value: '<sip:elsewhere@192.0.2.40>' }] });
    side.call.hangUp();
    expect(side.request('BYE').uri).toBe('sip:elsewhere@192.0.2.40');
  });

  test('is answered again when it comes again, and a 200 to an INVITE until its ACK', async () => {
    const side = await openOtherSide();
    side.answer('INVITE', 200);
    side.ask('OPTIONS', { cseq: 5 });
    side.ask('OPTIONS', { cseq: 5 });
    expect(side.log).toEqual(['INVITE', 'ACK', '200', '200']);
    side.ask('INVITE', { cseq: 6 });
    side.clock.advance(1600);
    expect(side.log.slice(4)).toEqual(['200', '200', '200']);
    side.ask('ACK', { cseq: 6 });
    side.clock.advance(10_000);
    expect(side.log).toHaveLength(7);
  });

  test.each([
    ['BYE in no call of ours', 'BYE', ';tag=9', 481],
    ['INVITE from outside', 'INVITE', '', 403],
    ['OPTIONS from outside', 'OPTIONS', '', 200],
    ['MESSAGE from outside', 'MESSAGE', '', 405],
    ['CANCEL of nothing', 'CANCEL', '', 481],
  ])('%s gets %s', async (_what, method, tag, status) => {
    const side = await openOtherSide();
    side.receiveText(
      `${method} sip:us@192.0.2.2 SIP/2.0\r\nVia: SIP/2.0/UDP 192.0.2.1:5070;branch=z9hG4bKx\r\nf: <sip:a@b>;tag=1\r\nt: <sip:us@b>${tag}\r\ni: x\r\nCSeq: 1 ${method}\r\n\r\n`,
    );
    expect(side.sent.at(-1)?.message).toMatchObject({ kind: 'response', status });
  });

  test('that is malformed gets 400, an ACK never an answer', async () => {
    const side = await openOtherSide();
    const rest =
      'Via: SIP/2.0/UDP 192.0.2.1:5070;branch=z9hG4bKx\r\nf: <sip:a@b>;tag=1\r\nt: <sip:us@b>\r\ni: x\r\nCSeq: 1 INVITE\r\n\r\n';
    side.receiveText(`OPTIONS sip:us@192.0.2.2 SIP/2.0\r\n${rest}`);
    side.receiveText(`ACK sip:us@192.0.2.2 SIP/2.0\r\n${rest}`);
    side.receiveText(`OPTIONS sip:us@192.0.2.2 SIP/3.0\r\n${rest}`);
    expect(side.log).toEqual(['INVITE', '400', '505']);
  });
});

describe('an agent', () => {
  test('asks its trunk whether it is there', async () => {
    const side = await openOtherSide();
    const answer = side.agent.ping();
    side.answer('OPTIONS', 404);
    expect(await answer).toBe(404);
    const silence = side.agent.ping();
    side.clock.advance(32_000);
    expect(await silence).toBeNull();
  });

  test('that closes hangs up, and waits for the other side’s word but not for ever', async () => {
    const side = await openOtherSide();
    side.answer('INVITE', 200);
    const closed = side.agent.close({ graceMs: 4000 });
    expect(side.log).toEqual(['INVITE', 'ACK', 'BYE']);
    side.answer('BYE', 200);
    await closed;

    const deaf = await openOtherSide();
    deaf.answer('INVITE', 180);
    const given = deaf.agent.close({ graceMs: 4000 });
    expect(deaf.log).toEqual(['INVITE', 'CANCEL']);
    deaf.clock.advance(4000);
    await given;
    expect(deaf.heard.at(-1)).toEqual({ kind: 'ended', end: { cause: 'cancelled', response: null } });
  });
});
