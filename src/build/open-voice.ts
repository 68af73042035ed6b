import { networkInterfaces } from 'node:os';
import { readRelaySounds } from '../adapters/files/read-speech.ts';
import { createRelay } from '../adapters/media/relay.ts';
import { rtpSink } from '../adapters/telephony/call-media.ts';
import {
  createSipTelephony,
  ownHostTowards,
  type SipTelephony,
  type SipTrunk,
} from '../adapters/telephony/sip-telephony.ts';
import type { Chance, Clock, Store } from '../app/ports.ts';
import { createVoiceDesk, type VoiceDesk } from '../app/voice-desk.ts';
import type { Config } from '../config.ts';
import type { ShiftId, TrunkId } from '../core/ids.ts';
import type { SpeakWay } from '../core/speak-way.ts';
import type { PhoneBank } from './phone-bank.ts';

export interface VoiceParts {
  readonly trunk: SipTrunk;
  readonly trunkId: TrunkId;
  /** The recommended one first. */
  readonly ways: readonly SpeakWay[];
  readonly media: Config['media'];
  readonly store: Pick<Store, 'shifts' | 'campaigns'>;
  /** The campaign's. */
  readonly clock: Clock;
  readonly wallClock: Clock;
  readonly chance: Pick<Chance, 'uuid'>;
  readonly onError: (error: unknown) => void;
}

export interface SpeakingTrunk {
  readonly telephony: SipTelephony;
  readonly desk: VoiceDesk;
  /** Who is told when a caller's line comes or goes. */
  serve(bank: Pick<PhoneBank, 'lineChanged' | 'keyed'>): void;
  /** Hangs up all calls, then takes the audio away. */
  close(): Promise<void>;
}

/** A trunk with sound: our relay, the desk that joins its legs, and the telephony whose calls are those legs. */
export async function openVoice(parts: VoiceParts): Promise<SpeakingTrunk> {
  const { trunk, trunkId, ways, clock, wallClock, chance, onError } = parts;
  const place = placeOf(parts.media, await ownHostTowards(trunk));
  const relay = await createRelay({ sounds: readRelaySounds(), ...place, onError });
  let bank: Pick<PhoneBank, 'lineChanged' | 'keyed'> | null = null;
  let telephony: SipTelephony | null = null;
  const desk = createVoiceDesk({
    ...{ media: relay, trunkId, ways, clock: wallClock, chance, onError },
    telephony() {
      if (telephony === null) throw new Error('nobody is rung before the trunk is open');
      return telephony;
    },
    callerIdOf: (shiftId) => callerIdOf(parts.store, shiftId),
    withoutSound: rtpSink(place.host),
    onChanged: (shiftId) => bank?.lineChanged(shiftId),
    onKeypad: (shiftId, command) => bank?.keyed(shiftId, command),
  });
  try {
    telephony = await createSipTelephony({
      ...{ trunk, clock, onError },
      mediaFor: (request, onLost) => desk.open(request, onLost),
    });
  } catch (error) {
    await relay.close();
    throw error;
  }
  return {
    telephony,
    desk,
    serve(it) {
      bank = it;
    },
    async close() {
      // Nobody is told any more of lines that end because all ends.
      desk.close();
      await telephony?.close();
      await relay.close();
    },
  };
}

/** Audio goes over the address that is told, where this machine has it; else that one stands before us. */
function placeOf({ host, ports }: Config['media'], ownHost: string) {
  const isOurs = Object.values(networkInterfaces()).some((all) => all?.some((it) => it.address === host));
  return {
    host: host !== null && isOurs ? host : ownHost,
    ...(host !== null && !isOurs ? { publicHost: host } : {}),
    ...(ports === null ? {} : { ports }),
  };
}

async function callerIdOf({ shifts, campaigns }: VoiceParts['store'], shiftId: ShiftId) {
  const { campaignId } = await shifts.shift(shiftId);
  const row = await campaigns.byId(campaignId);
  if (row === null) throw new Error(`no campaign ${campaignId}`);
  return row.campaign.callerId;
}
