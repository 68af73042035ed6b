// A thread that has nothing but timers. (Its globals are typed as a page's: what it uses is the same in both.)

/** `ms` null: the timer of this id is not wanted any more. */
export interface SteadyRequest {
  readonly id: number;
  readonly ms: number | null;
  readonly isRepeated: boolean;
}

const timers = new Map<number, ReturnType<typeof setTimeout>>();

self.addEventListener('message', ({ data }: MessageEvent<SteadyRequest>) => {
  const { id, ms, isRepeated } = data;
  clearTimeout(timers.get(id)); // Takes intervals, too (HTML standard, 8.6).
  timers.delete(id);
  if (ms === null) return;
  const ring = () => {
    if (!isRepeated) timers.delete(id);
    self.postMessage(id);
  };
  timers.set(id, isRepeated ? setInterval(ring, ms) : setTimeout(ring, ms));
});
