import type { BrowserClock } from '../browser-clock.ts';

/** One connection to the server; for a new network there is a new one. */
export interface PeerLink {
  readonly id: number;
  /** The offer with all its candidates (RFC 8829 without trickling). */
  offer(): Promise<string>;
  answer(sdp: string): Promise<void>;
  /** Another microphone, also in the middle of a sentence. */
  speakWith(track: MediaStreamTrack): Promise<void>;
  stats(): Promise<RTCStatsReport>;
  close(): void;
}

/** Candidates that come later than this are of no network we need. */
const GATHER_MS = 1_000;

export function openLink(parts: {
  readonly id: number;
  readonly connection: RTCPeerConnection;
  readonly track: MediaStreamTrack;
  readonly codecs: readonly RTCRtpCodec[];
  readonly clock: BrowserClock;
  readonly onState: (state: 'up' | 'shaky' | 'failed') => void;
  /** What is to be heard. */
  readonly onSound: (stream: MediaStream) => void;
}): PeerLink {
  const { connection, onState } = parts;
  const transceiver = connection.addTransceiver(parts.track, { direction: 'sendrecv' });
  preferALaw(transceiver, parts.codecs);
  connection.addEventListener('track', ({ track }) => parts.onSound(new MediaStream([track])));
  connection.addEventListener('connectionstatechange', () => {
    const state = connection.connectionState;
    if (state === 'connected') onState('up');
    if (state === 'disconnected') onState('shaky');
    if (state === 'failed') onState('failed');
  });
  return {
    id: parts.id,
    async offer() {
      await connection.setLocalDescription(await connection.createOffer());
      await gathered(connection, parts.clock);
      return connection.localDescription?.sdp ?? '';
    },
    answer: (sdp) => connection.setRemoteDescription({ type: 'answer', sdp }),
    speakWith: (track) => transceiver.sender.replaceTrack(track),
    stats: () => connection.getStats(),
    close: () => connection.close(),
  };
}

/** Telephones in Europe speak A-law (G.711): nothing has to be translated on the way. */
function preferALaw(transceiver: RTCRtpTransceiver, codecs: readonly RTCRtpCodec[]): void {
  const order = ['audio/pcma', 'audio/pcmu', 'audio/telephone-event'];
  const rank = ({ mimeType }: RTCRtpCodec) => {
    const place = order.indexOf(mimeType.toLowerCase());
    return place < 0 ? order.length : place;
  };
  if (codecs.length > 0) transceiver.setCodecPreferences([...codecs].sort((a, b) => rank(a) - rank(b)));
}

function gathered(connection: RTCPeerConnection, clock: BrowserClock): Promise<void> {
  if (connection.iceGatheringState === 'complete') return Promise.resolve();
  return new Promise((done) => {
    const cancel = clock.after(GATHER_MS, done);
    connection.addEventListener('icegatheringstatechange', () => {
      if (connection.iceGatheringState !== 'complete') return;
      cancel();
      done();
    });
  });
}
