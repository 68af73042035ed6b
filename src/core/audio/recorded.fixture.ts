export interface Recorded {
  readonly rate?: number;
  readonly channels?: number;
  readonly seconds?: number;
  /** For each channel. */
  readonly hertz?: readonly number[];
  /** 0 to 1, for each channel. */
  readonly levels?: readonly number[];
  readonly bits?: number;
  readonly isExtensible?: boolean;
}

/** What a recorder writes: a tone in plain samples. */
export function recorded(it: Recorded = {}): Uint8Array {
  const { rate = 44_100, channels = 1, seconds = 3, hertz = [440, 440], levels = [0.5, 0.5] } = it;
  const { bits = 16, isExtensible = false } = it;
  const count = Math.round(rate * seconds);
  const formatBytes = isExtensible ? 40 : 16;
  const view = new DataView(new ArrayBuffer(28 + formatBytes + count * channels * 2));
  const name = (at: number, letters: string) =>
    [...letters].forEach((letter, place) => {
      view.setUint8(at + place, letter.charCodeAt(0));
    });
  name(0, 'RIFF');
  view.setUint32(4, view.byteLength - 8, true);
  name(8, 'WAVEfmt ');
  view.setUint32(16, formatBytes, true);
  view.setUint16(20, isExtensible ? 0xfffe : 1, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * channels * 2, true);
  view.setUint16(32, channels * 2, true);
  view.setUint16(34, bits, true);
  if (isExtensible) view.setUint16(44, 1, true);
  name(20 + formatBytes, 'data');
  view.setUint32(24 + formatBytes, count * channels * 2, true);
  for (let at = 0; at < count; at += 1)
    for (let channel = 0; channel < channels; channel += 1) {
      const sample =
        Math.sin((2 * Math.PI * (hertz[channel] ?? 0) * at) / rate) * (levels[channel] ?? 0) * 32_767;
      view.setInt16(28 + formatBytes + 2 * (at * channels + channel), Math.round(sample), true);
    }
  return new Uint8Array(view.buffer);
}
