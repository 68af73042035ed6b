import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hostileBytes } from './hostile-bytes.fixture.ts';
import { parseMessage } from './parse-message.ts';
import { serializeMessage } from './serialize-message.ts';
import { streamFramer } from './stream-framer.ts';

test('a million hostile requests give messages or problems, never an exception', () => {
  let messages = 0;
  fc.assert(
    fc.property(hostileBytes, (bytes) => {
      streamFramer().push(bytes);
      const result = parseMessage(bytes);
      if (result.kind !== 'message') return;
      messages++;
      const again = parseMessage(serializeMessage(result.message));
      // Comparing deeply is slow: what names the call is enough here.
      expect(again.kind === 'message' && again.message.envelope.callId).toBe(result.message.envelope.callId);
    }),
    { numRuns: 1_000_000 },
  );
  // The changes are small enough that many a message stays one.
  expect(messages).toBeGreaterThan(50_000);
});
