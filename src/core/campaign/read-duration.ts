import { problem, type Range, type Spot, text } from './yaml-reader.ts';

const SECONDS_BY_UNIT: Readonly<Record<string, number>> = {
  ...{ s: 1, sek: 1, sec: 1, min: 60, m: 60, h: 3600, std: 3600, d: 86_400, t: 86_400, w: 604_800 },
};

/** Seconds of a duration as people write it: `35s`, `25min`, `2h`, `1d`, `1h 30min`; undefined when it is none. */
export function parseDuration(written: string): number | undefined {
  if (!/^(\d{1,6}\s*[a-z]+\s*)+$/i.test(written)) return undefined;
  let seconds = 0;
  for (const [, count = '', unit = ''] of written.toLowerCase().matchAll(/(\d+)\s*([a-z]+)/g)) {
    const length = SECONDS_BY_UNIT[unit];
    if (length === undefined) return undefined;
    seconds += Number(count) * length;
  }
  return seconds;
}

/** A duration in minutes, or in seconds, within bounds given in the same unit. */
export function durationIn(unit: 'seconds' | 'minutes' | 'days', spot: Spot, range: Range): number {
  const value = text(spot);
  const seconds = parseDuration(value);
  if (value === '') return range.least;
  if (seconds === undefined) {
    problem(spot, 'not-a-duration');
    return range.least;
  }
  const length = seconds / { seconds: 1, minutes: 60, days: 86_400 }[unit];
  if (Number.isInteger(length) && length >= range.least && length <= range.most) return length;
  const short = { seconds: 's', minutes: 'min', days: 'd' }[unit];
  problem(spot, range.code ?? 'duration-range', {
    least: `${range.least}${short}`,
    most: `${range.most}${short}`,
  });
  return range.least;
}
