import type { WebSocket } from 'ws';
import { openBrowserChannel } from '../../src/adapters/media/browser/open-browser-channel.ts';
import type { SecureChannel } from '../../src/adapters/media/secure-channel.ts';
import { PROTOCOL_VERSION } from '../../src/protocol/live.ts';
import { type VoiceMessage, voiceRequest } from '../../src/protocol/voice.ts';
import type { VoicePeer } from './server-state.ts';

/** As the server does. */
const QUALITY_MS = 2_000;
const PLACE = { host: '127.0.0.1', ssrc: 1, cname: 'fixture' };

/**
 * The other end of a caller's line: WebRTC as the server speaks it, with nobody behind it.
 *
 * @param taken How many offers this page has had taken, counted here.
 */
export function answerVoice(socket: WebSocket, peer: VoicePeer, taken: { count: number }): void {
  let channel: SecureChannel | null = null;
  let telling: NodeJS.Timeout | undefined;
  const send = (message: VoiceMessage) => socket.send(JSON.stringify(message));
  const connect = async (id: number, offer: string) => {
    channel?.close();
    const mine = await openBrowserChannel(offer, PLACE);
    channel = mine;
    send({ type: 'answer', id, sdp: mine.answer });
    await mine.keys;
    if (peer.is === 'lost' || (peer.is === 'back' && taken.count === 1)) mine.close();
    if (peer.is === 'taken') send({ type: 'taken' });
    tellQuality();
    telling ??= setInterval(tellQuality, QUALITY_MS);
  };
  const tellQuality = () =>
    send({
      ...{ type: 'quality', isHeard: true, lossHere: 0, lossThere: 0, jitterMs: 3, roundTripMs: 24 },
      ...peer.quality,
    });
  socket.on('close', () => {
    clearInterval(telling);
    channel?.close();
  });
  socket.on('message', (data) => {
    const request = voiceRequest.parse(JSON.parse(String(data)));
    if (request.type === 'hello') send({ type: 'welcome', protocol: PROTOCOL_VERSION });
    if (request.type !== 'offer' || peer.is === 'silent') return;
    if (peer.is === 'lost' && taken.count > 0) return;
    taken.count += 1;
    // Closed before it stood: the page went on to another state.
    connect(request.id, request.sdp).catch(() => undefined);
  });
}
