import fc from 'fast-check';
import { tortureMessages } from './torture-messages.fixture.ts';

const good = fc.constantFrom(...tortureMessages.map(({ text }) => new TextEncoder().encode(text)));
/** Letters that mean something somewhere in a message. */
const sharp = fc.constantFrom(
  ...'\r\n\t "\\<>;,:=@?%/[]()*+-0\x00\x7f\u00e9'.split('').map((it) => it.charCodeAt(0)),
);

interface Change {
  readonly at: number;
  readonly cut: number;
  readonly put: readonly number[];
}
const change: fc.Arbitrary<Change> = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  cut: fc.nat(20),
  put: fc.array(fc.oneof(sharp, fc.nat(255)), { maxLength: 12 }),
});

/** Bytes as an attacker would send them: nonsense, and the messages of RFC 4475 with some letters changed. */
export const hostileBytes: fc.Arbitrary<Uint8Array> = fc.oneof(
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 300 }) },
  {
    weight: 9,
    arbitrary: fc
      .tuple(good, fc.array(change, { maxLength: 6 }))
      .map(([bytes, changes]) => changes.reduce(changed, bytes)),
  },
);

function changed(bytes: Uint8Array, { at, cut, put }: Change): Uint8Array {
  const start = Math.floor(at * bytes.length);
  return Uint8Array.from([...bytes.subarray(0, start), ...put, ...bytes.subarray(start + cut)]);
}
