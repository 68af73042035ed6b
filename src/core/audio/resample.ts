/** Zero crossings of the kernel on either side: what lies above the new band is 60 dB down a tenth of the band further. */
const CROSSINGS = 12;
/** Of the new band, that stays as it is. */
const KEPT = 0.92;

/**
 * The same sound with fewer samples a second, by a windowed sinc (Hann): what the new rate cannot hold is taken out first,
 * or it would come back as another tone.
 *
 * @param to At most `from`.
 */
export function resample(
  samples: Float32Array,
  { from, to }: { readonly from: number; readonly to: number },
): Float32Array {
  if (from === to) return samples;
  const cutoff = (to / from) * KEPT;
  const reach = CROSSINGS / cutoff;
  return Float32Array.from({ length: Math.floor((samples.length * to) / from) }, (_, place) => {
    const centre = (place * from) / to;
    let sum = 0;
    const last = Math.min(samples.length - 1, Math.floor(centre + reach));
    for (let at = Math.max(0, Math.ceil(centre - reach)); at <= last; at += 1)
      sum += (samples[at] ?? 0) * cutoff * sinc(cutoff * (at - centre)) * hann((at - centre) / reach);
    return sum;
  });
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

/** @param x -1 to 1. */
function hann(x: number): number {
  return 0.5 + 0.5 * Math.cos(Math.PI * x);
}
