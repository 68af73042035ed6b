import type { DialRequest } from '../../app/ports.ts';
import type { CallEnd } from '../../app/voice.ts';
import { openUdpTransport } from '../../sip/udp-transport.ts';

/** Opens a call's end of the audio. `onLost` hears that it is gone: the call is hung up then. */
export type OpenCallMedia = (request: DialRequest, onLost: () => void) => Promise<CallEnd>;

export interface RtpSink extends CallEnd {
  /** Packets that came so far. */
  readonly packets: number;
}

/**
 * A socket for each call that takes its RTP and counts it: so that the carrier's audio has somewhere to go where nobody
 * listens.
 */
export function rtpSink(host: string): () => Promise<RtpSink> {
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
      connect() {},
      alerting() {},
      answered() {},
      close: () => void socket.close(),
    };
  };
}
