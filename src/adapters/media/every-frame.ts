import { FRAME_MS } from './rtp-packet.ts';

/**
 * Runs a task every 20 ms, tied to the wall: a late turn shifts none of those after it, and turns that were missed
 * are left out (a listener gets no burst).
 *
 * @param now The wall, milliseconds. @returns what ends it.
 */
export function everyFrame(now: () => number, task: () => void): () => void {
  const startedAt = now();
  let timer = setTimeout(run, FRAME_MS);
  function run(): void {
    task();
    const elapsed = now() - startedAt;
    const next = (Math.floor(elapsed / FRAME_MS) + 1) * FRAME_MS;
    // Rounded up: a turn that comes before its slot would find it heard already.
    timer = setTimeout(run, Math.ceil(next - elapsed));
  }
  return () => clearTimeout(timer);
}
