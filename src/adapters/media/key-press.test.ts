import { describe, expect, it } from 'vitest';
import { KeyReader, KeyWriter, writeKey } from './key-press.ts';

/** Event, end bit, duration. */
function press(event: number, duration: number, isEnd = false): Buffer {
  const bytes = Buffer.alloc(4);
  writeKey({ event, duration, isFirst: false, isEnd }, bytes, 0);
  return bytes;
}

function read(packets: readonly (readonly [timestamp: number, Buffer])[]): string {
  const reader = new KeyReader();
  return packets.map(([timestamp, it]) => reader.take(timestamp, it, 0, it.length) ?? '').join('');
}

describe('a press counts once', () => {
  const whole = (timestamp: number, event: number) =>
    [
      [timestamp, press(event, 160)],
      [timestamp, press(event, 320)],
      [timestamp, press(event, 480, true)],
      [timestamp, press(event, 480, true)],
      [timestamp, press(event, 480, true)],
    ] as const;
  it.each([
    ['as it should be', whole(1000, 5), '5'],
    ['two of the same key', [...whole(1000, 5), ...whole(3000, 5)], '55'],
    [
      'all keys',
      Array.from({ length: 16 }, (_, event) => whole(event * 2000, event)).flat(),
      '0123456789*#ABCD',
    ],
    ['without its end', [...whole(1000, 5).slice(0, 2), ...whole(3000, 5).slice(0, 1)], '55'],
    ['with nothing left but its last packet', whole(1000, 5).slice(4), '5'],
    ['without its beginning', whole(1000, 5).slice(2), '5'],
    [
      'swapped with one after it',
      [...whole(1000, 1).slice(0, 2), ...whole(3000, 2), ...whole(1000, 1).slice(2)],
      '12',
    ],
    ['over the turn of the time', [...whole(0xffffff00, 1), ...whole(0x200, 2)], '12'],
    [
      'longer than its duration can say',
      [
        [1000, press(5, 0xff80)],
        [1000, press(5, 0xffff)],
        [1000 + 0xffff, press(5, 160)],
        [1000 + 0xffff, press(5, 320, true)],
      ] as const,
      '5',
    ],
    ['no key (a hook flash)', whole(1000, 16), ''],
    ['half a packet', [[1000, Buffer.from([5, 10])]] as const, ''],
  ])('%s', (_, packets, keys) => {
    expect(read(packets)).toBe(keys);
  });
});

describe('pressing', () => {
  it('is 100 ms, the end three times, and a pause', () => {
    const writer = new KeyWriter();
    writer.press('5x#');
    const frames = Array.from({ length: 24 }, () => writer.next(160));
    expect(
      frames.map((it) => (it === null ? '-' : `${it.event}${it.isFirst ? 'M' : ''}${it.isEnd ? 'E' : ''}`)),
    ).toEqual([
      ...['5M', '5', '5', '5', '5', '5E', '5E', '5E', '-', '-', '-'],
      ...['11M', '11', '11', '11', '11', '11E', '11E', '11E', '-', '-', '-', '-', '-'],
    ]);
    expect(frames.slice(0, 8).map((it) => it?.duration)).toEqual([160, 320, 480, 640, 800, 800, 800, 800]);
  });

  it('nothing else is heard while a key is down', () => {
    const writer = new KeyWriter();
    expect(writer.isPressing).toBe(false);
    writer.press('1');
    const pressing = Array.from({ length: 11 }, () => {
      const isPressing = writer.isPressing;
      writer.next(160);
      return isPressing;
    });
    expect(pressing).toEqual(pressing.map((_, at) => at < 8));
  });
});
