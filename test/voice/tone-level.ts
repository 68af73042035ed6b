/** How loud a tone is in samples at 8000 Hz (Goertzel), in dB of full scale. */
export function toneLevel(samples: Int16Array, hertz: number): number {
  const factor = 2 * Math.cos((2 * Math.PI * hertz) / 8000);
  let [last, before] = [0, 0];
  for (const sample of samples) [last, before] = [sample / 32_768 + factor * last - before, last];
  const power = last * last + before * before - factor * last * before;
  return 10 * Math.log10((4 * power) / samples.length ** 2);
}
