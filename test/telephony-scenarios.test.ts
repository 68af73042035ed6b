import { randomToken, wallClock } from '../src/adapters/system/wall-clock.ts';
import { createSipTelephony } from '../src/adapters/telephony/sip-telephony.ts';
import { Carrier } from '../src/simulator/carrier.ts';
import type { CarrierLogEntry } from '../src/simulator/carrier-log.ts';
import type { NetworkFile } from '../src/simulator/network-file.ts';
import { PacedClock } from '../src/simulator/paced-clock.ts';
import { type TelephonyBench, testTelephony } from '../src/simulator/telephony-scenarios.fixture.ts';

/** A campaign second is forty milliseconds of the wall: a pause of the machine does not turn the order of things round. */
const SPEED = 25;
/** 2.4 s of the wall over all that happens in a call: order and outcome are what is checked, not a machine's haste. */
const LATE_SECONDS = 60;

testTelephony('the SIP trunk, on the wire', onTheWire, LATE_SECONDS);

async function onTheWire(file: NetworkFile): Promise<TelephonyBench> {
  const log: CarrierLogEntry[] = [];
  const clock = pacedClock();
  const carrierClock = pacedClock();
  const carrier = await Carrier.open({
    network: file,
    clock: carrierClock,
    ...{ wall: wallClock(), epoch: Date.now, randomToken, log: (entry: CarrierLogEntry) => log.push(entry) },
  });
  const trunk = { ...carrier.address, transport: 'udp' as const };
  const telephony = await createSipTelephony({ trunk, clock, onError });
  return {
    telephony,
    clock,
    hear: (attemptId) => carrier.hear(attemptId),
    waitFor: (over) => over,
    endedBy(attemptId) {
      const by = log.find((it) => it.callId === attemptId && it.event === 'ended')?.by;
      return by === undefined ? null : by === 'caller' ? 'us' : 'them';
    },
    async close() {
      await telephony.close();
      await carrier.close();
      carrierClock.close();
      clock.close();
    },
  };
}

function pacedClock(): PacedClock {
  return new PacedClock({
    ...{ now: 0, speed: SPEED, wall: () => performance.now(), onError },
    setTimer: (task, ms) => {
      const timer = setTimeout(task, ms);
      return () => clearTimeout(timer);
    },
  });
}

function onError(error: unknown): never {
  throw error;
}
