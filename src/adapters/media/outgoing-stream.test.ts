import { beforeEach, describe, expect, it } from 'vitest';
import { OutgoingStream } from './outgoing-stream.ts';
import { RtpHeader } from './rtp-packet.ts';

const EPOCH = 1_000_000;
let stream: OutgoingStream;
beforeEach(() => {
  stream = new OutgoingStream(EPOCH, { source: 9, sequence: 100, timestamp: 0xffffff00 });
});

/** What goes out: sequence number, and slots of 20 ms since the epoch. */
interface Gone {
  readonly sequence: number;
  readonly slot: number;
  readonly hasMarker: boolean;
}
const gone = (header: RtpHeader): Gone => ({
  sequence: header.sequence,
  slot: ((header.timestamp - 0xffffff00) >>> 0) / 160,
  hasMarker: header.hasMarker,
});

function frame(ms: number): Gone | null {
  const header = new RtpHeader();
  return stream.stampFrame(header, EPOCH + ms) ? gone(header) : null;
}

function forward(
  ms: number,
  sequence: number,
  { timestamp = sequence * 160, source = 5, hasMarker = false } = {},
) {
  const header = new RtpHeader();
  Object.assign(header, { sequence: sequence & 0xffff, timestamp: timestamp >>> 0, source, hasMarker });
  return stream.stampForwarded(header, EPOCH + ms, 160) ? gone(header) : null;
}

describe('frames of our own', () => {
  it('lie in the slot of the wall, once each', () => {
    expect(frame(1)).toEqual({ sequence: 100, slot: 0, hasMarker: false });
    expect(frame(19)).toBeNull();
    expect(frame(20)).toEqual({ sequence: 101, slot: 1, hasMarker: false });
    expect(frame(115)).toEqual({ sequence: 102, slot: 5, hasMarker: false });
  });
});

describe('forwarded packets', () => {
  it('begin now, with a marker, and keep their distances', () => {
    frame(0);
    expect(forward(205, 7000)).toEqual({ sequence: 101, slot: 10, hasMarker: true });
    expect(forward(250, 7001)).toEqual({ sequence: 102, slot: 11, hasMarker: false });
    // Lost: 7002. Then a pause of the sender, who marks its end.
    expect(forward(260, 7003)).toEqual({ sequence: 104, slot: 13, hasMarker: false });
    expect(forward(400, 7004, { timestamp: 7010 * 160, hasMarker: true })).toEqual({
      ...{ sequence: 105, slot: 20, hasMarker: true },
    });
  });

  it('that come late take the place that was left for them, once', () => {
    forward(0, 1);
    forward(40, 3);
    expect(forward(41, 2)).toEqual({ sequence: 101, slot: 1, hasMarker: false });
    expect(forward(42, 2)).toBeNull();
    expect(forward(43, 3)).toBeNull();
    expect(forward(60, 4)).toMatchObject({ sequence: 103, slot: 3 });
  });

  it('begin after what has been heard, however fast they come', () => {
    frame(0);
    frame(20);
    expect(forward(21, 1)).toMatchObject({ slot: 2 });
    expect(forward(21, 2)).toMatchObject({ slot: 3 });
    stream.endSpurt();
    expect(forward(22, 50, { source: 6 })).toMatchObject({ slot: 4, hasMarker: true });
    // Our own wait until the wall has caught up.
    stream.endSpurt();
    expect([frame(60), frame(80), frame(100)].map((it) => it?.slot)).toEqual([undefined, undefined, 5]);
  });

  it('of another source, or of one that leaps, begin anew', () => {
    forward(0, 1);
    expect(forward(20, 2, { source: 6 })).toEqual({ sequence: 101, slot: 1, hasMarker: true });
    expect(forward(40, 30_000, { source: 6 })).toEqual({ sequence: 102, slot: 2, hasMarker: true });
    expect(forward(60, 30_001, { source: 6, timestamp: 5 })).toEqual({
      sequence: 103,
      slot: 3,
      hasMarker: true,
    });
    expect(forward(80, 30_002, { source: 6, timestamp: 165 })).toEqual({
      sequence: 104,
      slot: 4,
      hasMarker: false,
    });
  });

  it('after 200 ms without one begin anew: silence was filled in', () => {
    forward(0, 1);
    expect(stream.isFed(EPOCH + 199)).toBe(true);
    expect(stream.isFed(EPOCH + 200)).toBe(false);
    expect(frame(200)).toEqual({ sequence: 101, slot: 10, hasMarker: false });
    expect(forward(215, 2)).toEqual({ sequence: 102, slot: 11, hasMarker: true });
  });

  it('go on over the turn of their numbers and of their time', () => {
    const from = 0xffff - 2;
    for (let at = 0; at < 6; at++)
      expect(forward(at * 20, from + at, { timestamp: 0xffffffff - 320 + at * 160 })).toMatchObject({
        ...{ sequence: 100 + at, slot: at },
      });
  });
});

it('our own numbers turn, and the index of SRTP goes on', () => {
  stream.restart(0x7fff);
  for (let at = 0; at < 0x8003; at++) frame(at * 20);
  expect(stream.index).toBe(0x10001);
  expect(stream.nextSequence).toBe(2);
  stream.restart(5);
  expect(frame(0x8003 * 20)).toMatchObject({ sequence: 5, slot: 0x8003 });
  expect(stream.index).toBe(5);
});

it('the packets of a key press have its beginning in common', () => {
  frame(0);
  const header = new RtpHeader();
  const begin = stream.stampKey(header, EPOCH + 20, null, 160);
  expect(gone(header)).toEqual({ sequence: 101, slot: 1, hasMarker: true });
  expect(stream.stampKey(header, EPOCH + 40, begin, 320)).toBe(begin);
  expect(gone(header)).toEqual({ sequence: 102, slot: 1, hasMarker: false });
  expect(frame(45)).toBeNull();
  expect(frame(60)).toMatchObject({ sequence: 103, slot: 3 });
});

it('a report says what time it is on the stream', () => {
  const header = new RtpHeader();
  stream.stampFrame(header, EPOCH + 40);
  expect(stream.timestampAt(EPOCH + 40)).toBe(header.timestamp);
});
