import type { Socket, SocketEvents } from '../api/live.ts';

/** What the line needs of the browser, handed in so that a test can stand in its place. */
export interface AudioPorts {
  /** Microphones are given to pages by https (or of this very computer) alone. */
  readonly isSecure: boolean;
  readonly userAgent: string;
  /** What is chosen stays in this browser: devices and volume. */
  readonly kept: Pick<Storage, 'getItem' | 'setItem'>;
  /** @param deviceId Null: the browser's default. @throws DOMException as getUserMedia does. */
  microphone(deviceId: string | null): Promise<MediaStream>;
  devices(): Promise<readonly MediaDeviceInfo[]>;
  /** Called when a device came or went, or when the microphone was allowed in the browser's settings. */
  onDevices(then: () => void): void;
  /** Called when the network came back or the page is looked at again. */
  onWake(then: () => void): void;
  /** Called at a touch or a key, at which a browser lets sound begin. */
  onGesture(then: () => void): void;
  connection(): RTCPeerConnection;
  /** The codecs a browser speaks; empty where it does not say. */
  codecs(): readonly RTCRtpCodec[];
  socket(events: SocketEvents): Socket;
  loudspeaker(): HTMLAudioElement;
  context(): AudioContext;
}

/** Louder and cleaner for the member, and no echo of the own voice. */
const VOICE = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };

export const browserAudio: AudioPorts = {
  isSecure: window.isSecureContext,
  userAgent: navigator.userAgent,
  kept: localStorage,
  microphone: (deviceId) =>
    navigator.mediaDevices.getUserMedia({
      audio: deviceId === null ? VOICE : { ...VOICE, deviceId: { exact: deviceId } },
    }),
  devices: async () => (window.isSecureContext ? navigator.mediaDevices.enumerateDevices() : []),
  onDevices(then) {
    if (!window.isSecureContext) return;
    navigator.mediaDevices.addEventListener('devicechange', then);
    // Not every browser knows this permission by name.
    navigator.permissions
      ?.query({ name: 'microphone' as PermissionName }) // Missing in TypeScript's list of names.
      .then((it) => it.addEventListener('change', then))
      .catch(() => undefined);
  },
  onWake(then) {
    window.addEventListener('online', then);
    window.addEventListener('pageshow', then);
    document.addEventListener('resume', then);
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') then();
    });
  },
  onGesture(then) {
    for (const it of ['pointerup', 'keydown']) document.addEventListener(it, then);
  },
  // No helper on the way: the server has an address of its own.
  connection: () => new RTCPeerConnection({ bundlePolicy: 'max-bundle' }),
  codecs: () => RTCRtpReceiver.getCapabilities?.('audio')?.codecs ?? [],
  socket: openSocket,
  loudspeaker: () => new Audio(),
  context: () => new AudioContext(),
};

function openSocket(events: SocketEvents): Socket {
  const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
  const socket = new WebSocket(`${scheme}//${location.host}/api/voice`);
  socket.addEventListener('open', () => events.opened());
  socket.addEventListener('message', ({ data }) => events.received(String(data)));
  socket.addEventListener('close', ({ code }) => events.closed(code));
  return socket;
}
