import { expect, test } from 'vitest';
import { type Counted, countedIn, lineFigures } from './line-figures.ts';

const counted = (part: Partial<Counted>): Counted => ({
  ...{ received: 0, lost: 0, jitterMs: 0, roundTripMs: null },
  ...part,
});
const quality: Parameters<typeof lineFigures>[2] = {
  ...{ type: 'quality', isHeard: true, lossHere: 0.05, lossThere: 0.5, jitterMs: 12, roundTripMs: 90 },
};

test("a browser's own counts are read, and nothing of other kinds", () => {
  const stats = [
    { type: 'codec', payloadType: 8 },
    { type: 'inbound-rtp', kind: 'video', packetsReceived: 7, packetsLost: 7, jitter: 7 },
    { type: 'inbound-rtp', kind: 'audio', packetsReceived: 500, packetsLost: 4, jitter: 0.0125 },
    { type: 'candidate-pair', nominated: false, currentRoundTripTime: 9 },
    { type: 'candidate-pair', nominated: true, currentRoundTripTime: 0.04 },
  ];
  expect(countedIn(stats)).toEqual({ received: 500, lost: 4, jitterMs: 12.5, roundTripMs: 40 });
});

test('packets that came twice are no negative loss', () => {
  expect(countedIn([{ type: 'inbound-rtp', kind: 'audio', packetsLost: -3 }]).lost).toBe(0);
});

test.each([
  ['since the last count', counted({ received: 500, lost: 50 }), counted({ received: 590, lost: 60 }), 0.1],
  ['of the first count', null, counted({ received: 97, lost: 3 }), 0.03],
  ['of a new connection', counted({ received: 900, lost: 80 }), counted({ received: 50, lost: 0 }), 0],
  ['of nothing at all', null, counted({}), 0],
])('loss is that %s', (_, before, now, loss) => {
  expect(lineFigures(before, now, null).lossHere).toBeCloseTo(loss);
});

test('what the server lost is loss on the way there; its round trip stands where the browser knows none', () => {
  expect(lineFigures(null, counted({}), quality)).toMatchObject({ lossThere: 0.05, roundTripMs: 90 });
  expect(lineFigures(null, counted({ roundTripMs: 40 }), quality).roundTripMs).toBe(40);
  expect(lineFigures(null, counted({}), null)).toMatchObject({ lossThere: 0, roundTripMs: null });
});
