import { describe, expect, test } from 'vitest';
import { CarrierEar } from './carrier-ear.ts';
import { packetOf } from './packet.fixture.ts';
import { FRAME_SAMPLES, silence, tone } from './tones.ts';

/** An ear that has heard that sound, a frame a packet. */
function earThatHeard(sound: Uint8Array): CarrierEar {
  const ear = new CarrierEar();
  for (let at = 0; at < sound.length; at += FRAME_SAMPLES)
    ear.hear(packetOf(sound.subarray(at, at + FRAME_SAMPLES)));
  return ear;
}

describe('what the carrier hears of the caller', () => {
  test.each([300, 440, 1004, 2100, 3400])('a tone of %d Hz, and how loud it is', (hz) => {
    const { received, levelDb, toneHz } = earThatHeard(tone(hz, 2000)).heard();
    expect(received).toBe(100);
    expect(levelDb).toBeCloseTo(-20, 0);
    expect(Math.abs((toneHz ?? 0) - hz)).toBeLessThanOrEqual(5);
  });

  test('silence has no tone, nor has what nobody has said', () => {
    const quiet = earThatHeard(silence(1000)).heard();
    expect(quiet).toMatchObject({ received: 50, toneHz: null });
    expect(quiet.levelDb).toBeLessThan(-60);
    expect(new CarrierEar().heard()).toEqual({ received: 0, levelDb: null, toneHz: null });
  });

  test('two tones at once are none', () => {
    const both = tone(697, 500).map((code, at) => (at % 2 === 0 ? code : (tone(1633, 500)[at] ?? 0)));
    expect(earThatHeard(both).heard().toneHz).toBeNull();
  });

  test('a key press is counted and is no sound; what is no RTP is nothing', () => {
    const ear = new CarrierEar();
    ear.hear(packetOf(Uint8Array.of(5, 10, 0, 160), 101));
    ear.hear(Uint8Array.of(1, 2, 3));
    ear.hear(new Uint8Array(172));
    expect(ear.heard()).toEqual({ received: 1, levelDb: null, toneHz: null });
  });

  test('the other law is understood, and padding and contributors are left out', () => {
    const ear = new CarrierEar();
    // Full scale of mu-law, ITU-T G.711 table 2a.
    ear.hear(packetOf(new Uint8Array(160).fill(0x80), 0));
    expect(ear.heard().levelDb).toBeCloseTo(6.1, 0);
    const padded = new CarrierEar();
    const packet = packetOf(Uint8Array.of(0, 0, 0, 1, 213, 213, 0, 2));
    packet[0] = 0x80 | 0x20 | 1;
    padded.hear(packet);
    expect(padded.take()).toEqual([Uint8Array.of(213, 213)]);
  });

  test('each frame is taken once', () => {
    const ear = earThatHeard(tone(1000, 40));
    expect(ear.take()).toHaveLength(2);
    expect(ear.take()).toHaveLength(0);
    for (let count = 0; count < 80; count += 1) ear.hear(packetOf(silence(20)));
    expect(ear.take()).toHaveLength(50);
  });
});
