import { isIPv6 } from 'node:net';
import { expect, test } from 'vitest';
import { parseMessage } from 'werift';
import { formatBindingSuccess, readBindingRequest } from './stun.ts';

// RFC 5769 section 2.1: a request with its name and password.
const ours = { username: 'evtj:h6vY', password: 'VOkJxbRl1RmTxUk/WvJxBt' };
const request = Buffer.from(
  `000100582112a442b7e7a701bc34d686fa87dfae
  802200105354554e207465737420636c69656e74 002400046e0001ff 80290008932ff9b151263b36
  00060009657674 6a3a68367659202020 000800149aeaa70cbfd8cb56781ef2b5b2d3f249c1b571a2 80280004e57a3bcf`.replace(
    /\s/g,
    '',
  ),
  'hex',
);

test('the request of RFC 5769 is read', () => {
  expect(readBindingRequest(request, ours)).toEqual({
    transactionId: Buffer.from('b7e7a701bc34d686fa87dfae', 'hex'),
    isNominated: false,
  });
});

test.each([
  ['for another name', request, { ...ours, username: 'evtj:other' }],
  ['by another password', request, { ...ours, password: 'guessed' }],
  ['with a changed byte', changed(request, 45), ours],
  ['with a changed proof', changed(request, 80), ours],
  ['cut', request.subarray(0, 60), ours],
  ['with an attribute longer than itself', changed(request, 22), ours],
  ['that is an answer', changed(request, 0), ours],
  ['of no bytes', Buffer.alloc(0), ours],
])('a request is not taken: %s', (_what, datagram, side) => {
  expect(readBindingRequest(datagram, side)).toBeNull();
});

test('a choice that stands after the proof is not proved, so it counts for nothing', () => {
  const added = Buffer.concat([request, Buffer.from('00250000', 'hex')]);
  added.writeUInt16BE(added.length - 20, 2);
  expect(readBindingRequest(added, ours)?.isNominated).toBe(false);
});

// The reader of werift is somebody else's: it must find what we wrote.
test.each([
  { host: '192.0.2.1', port: 32_853 },
  { host: '2001:db8:1234:5678:11:2233:4455:6677', port: 32_853 },
  { host: '::1', port: 9 },
])('the answer is proved and says $host', ({ host, port }) => {
  const transactionId = Buffer.from('b7e7a701bc34d686fa87dfae', 'hex');
  const answer = formatBindingSuccess(transactionId, { host, port }, ours.password);
  const read = parseMessage(answer, Buffer.from(ours.password));
  const [address, at] = read?.getAttributeValue('XOR-MAPPED-ADDRESS') ?? [];
  expect({ id: read?.transactionId, at }).toEqual({ id: transactionId, at: port });
  expect(isIPv6(host) ? new URL(`http://[${address}]`).host : address).toBe(
    isIPv6(host) ? `[${host}]` : host,
  );
  expect(parseMessage(answer, Buffer.from('another'))).toBeUndefined();
});

function changed(datagram: Buffer, index: number): Buffer {
  const copy = Buffer.from(datagram);
  copy[index] = (copy[index] ?? 0) ^ 1;
  return copy;
}
