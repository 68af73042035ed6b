import type { AttemptId } from '../../core/ids.ts';
import type { Address } from '../../sip/address.ts';
import type { AudioDescription } from '../../sip/sdp.ts';
import { openUdpTransport } from '../../sip/udp-transport.ts';

/** The contact leg's end of the audio. */
export interface CallMedia {
  /** Where its RTP comes in. */
  readonly address: Address;
  /** Packets that came so far. */
  readonly packets: number;
  /** What the other side has said of its audio; again when it changes. */
  connect(audio: AudioDescription): void;
  close(): Promise<void>;
}
export type OpenCallMedia = (attemptId: AttemptId) => Promise<CallMedia>;

/** A socket for each call that takes its RTP and counts it: so that the carrier's audio has somewhere to go. */
export function rtpSink(host: string): OpenCallMedia {
  return async () => {
    let packets = 0;
    const socket = await openUdpTransport({
      host,
      port: 0,
      onMessage: () => {
        packets++;
      },
      onError: () => {}, // Nothing is sent by it, so nothing fails.
    });
    return {
      address: socket.local,
      get packets() {
        return packets;
      },
      connect: () => {},
      close: () => socket.close(),
    };
  };
}
