import { describe, expect, test } from 'vitest';
import type { AttemptId, E164 } from '../core/ids.ts';
import { HOUR } from '../core/instant.ts';
import { Network, type NetworkLogEntry } from './network.ts';
import { type NetworkFile, readNetworkFile } from './network-file.ts';
import { type TelephonyBench, testTelephony } from './telephony-scenarios.fixture.ts';
import { VirtualClock } from './virtual-clock.ts';

const NUMBER = '+493023125001';
const voicemail = { behaviour: 'voicemail' };

testTelephony('the network at the telephony port', async (file) => onVirtualClock(file), 0);

function onVirtualClock(file: NetworkFile): TelephonyBench {
  const clock = new VirtualClock(0);
  const log: NetworkLogEntry[] = [];
  const network = new Network({ file, memory: memoryOf(), clock, log: (entry) => log.push(entry) });
  return {
    telephony: network,
    clock,
    hear: (attemptId: AttemptId) => network.hear(attemptId),
    waitFor: async (over) => {
      await clock.run(clock.now() + HOUR);
      await over;
      // What is said is said to who is on the line.
      for (const { attemptId } of log) expect(network.hear(attemptId)).toBeNull();
    },
    endedBy: () => null,
    close: async () => {},
  };
}

function memoryOf() {
  const calls = new Map<E164, number>();
  const asked = new Set<E164>();
  return {
    countCall: async (number: E164) => {
      calls.set(number, (calls.get(number) ?? 0) + 1);
      return calls.get(number) ?? 1;
    },
    askOnce: async (number: E164) => {
      const isFirst = !asked.has(number);
      asked.add(number);
      return isFirst;
    },
  };
}

describe('the file of a network', () => {
  test('what is wrong is named by entry and field, never by number', () => {
    expect(() => readNetworkFile('{')).toThrow(expect.objectContaining({ code: 'error.network.not-json' }));
    const person = { behaviour: 'person', ringSeconds: 3, talkSeconds: 20, answers: {} };
    const broken = JSON.stringify({
      [NUMBER]: voicemail,
      '+493023125002': { ...person, attempt: 0 },
    });
    expect(() => readNetworkFile(broken)).toThrow(
      expect.objectContaining({ code: 'error.network.entry', values: { entry: 2, field: 'attempt' } }),
    );
    expect(() => readNetworkFile('[]')).toThrow(expect.objectContaining({ code: 'error.network.entry' }));
    expect(() => readNetworkFile('{"110":{"behaviour":"voicemail"}}')).toThrow();
  });
});
