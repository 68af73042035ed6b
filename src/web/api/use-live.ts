import { useEffect, useMemo, useRef, useState } from 'react';
import type { LiveEvent } from '../../protocol/live.ts';
import { useApp } from '../app-context.ts';
import { steadyClock } from '../steady-clock.ts';
import { type ClockReading, campaignTime } from './campaign-clock.ts';
import { type LiveStatus, openLive, type Socket, type SocketEvents, type Topic } from './live.ts';

export interface LiveConnection {
  readonly status: LiveStatus;
  /** Null until the server has told the time. */
  readonly clock: ClockReading | null;
}

/** Listens to a topic as long as the component is there; each event goes to `onEvent`, the newest one given. */
export function useLive(topic: Topic, onEvent: (event: LiveEvent) => void): LiveConnection {
  const [status, setStatus] = useState<LiveStatus>({ kind: 'connecting' });
  const [reading, setReading] = useState<ClockReading | null>(null);
  const listener = useRef(onEvent);
  useEffect(() => {
    listener.current = onEvent;
  });
  const key = JSON.stringify(topic);
  useEffect(() => {
    const live = openLive({
      connect: openSocket,
      topic: JSON.parse(key) as Topic, // The same object, read back: its text is what may change.
      clock: steadyClock,
      listener: {
        event: (event) => listener.current(event),
        status: setStatus,
        clock: setReading,
        outdated: () => location.reload(),
      },
    });
    const retry = () => live.retry();
    const look = () => {
      if (document.visibilityState === 'visible') live.retry();
    };
    const drop = () => live.drop();
    window.addEventListener('online', retry);
    window.addEventListener('offline', drop);
    document.addEventListener('visibilitychange', look);
    return () => {
      window.removeEventListener('online', retry);
      window.removeEventListener('offline', drop);
      document.removeEventListener('visibilitychange', look);
      live.close();
    };
  }, [key]);
  return useMemo(() => ({ status, clock: reading }), [status, reading]);
}

/** The campaign's time, drawn anew each second of the wall; `fallback` until the server has told it. */
export function useCampaignNow(reading: ClockReading | null, fallback: number): number {
  const { clock } = useApp();
  const [wall, setWall] = useState(() => clock.now());
  useEffect(() => clock.every(1_000, () => setWall(clock.now())), [clock]);
  // A reading newer than the last tick must not run backwards.
  return reading === null ? fallback : campaignTime(reading, Math.max(wall, reading.wallAt));
}

let early: WebSocket | null = null;

/** Opens the line of a page whose code is still being read; the first one who listens takes it. */
export function openLineEarly(): void {
  early ??= webSocket();
}

function webSocket(): WebSocket {
  const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
  return new WebSocket(`${scheme}//${location.host}/api/live`);
}

function openSocket(events: SocketEvents): Socket {
  const socket = early !== null && early.readyState <= WebSocket.OPEN ? early : webSocket();
  early = null;
  // Who asked for it has it in hand when it hears so.
  if (socket.readyState === WebSocket.OPEN) queueMicrotask(() => events.opened());
  else socket.addEventListener('open', () => events.opened());
  socket.addEventListener('message', ({ data }) => events.received(String(data)));
  socket.addEventListener('close', ({ code }) => events.closed(code));
  return socket;
}
