/// <reference lib="dom" />
// What is heard at both ends of the demo: speech in the caller's page, and the caller at the fictional network.
import { readdirSync, readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { type EarClient, earClient } from '../../src/simulator/ear-client.ts';
import type { VoicePage } from './voice-page.ts';

/**
 * The ear of a running demo's network: its simulated callers are told of it on their command line.
 *
 * @param pages Origin of the demo's pages. @throws Error when no such demo runs.
 */
export function demoEar(pages: string): EarClient {
  for (const pid of readdirSync('/proc').filter((it) => /^\d+$/.test(it))) {
    const words = commandOf(pid);
    const ear = /callers-process\.ts .*"ear":"(http:[^"]+)"/.exec(words)?.[1];
    if (ear !== undefined && words.includes(pages)) return earClient(ear);
  }
  throw new Error(`no demo has its pages at ${pages}`);
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return ''; // It has ended meanwhile.
  }
}

/** Edges of the bands, in Hz: all are above the ring tone's 425 Hz. */
const BANDS = [500, 800, 1200, 1600, 2000, 2500, 3000, 3400] as const;
/** A tone's noise of coding is 37 dB below it. */
const BESIDE_DB = 30;
const SILENCE_DB = -70;
const WIDE_BANDS = 4;
/** Of twelve in a second: where a tone begins or ends, one is wide. */
const LEAST_LOOKS = 4;

/** Sound over much of the telephone's band, and for longer than a tone's beginning: as of a voice. */
export async function hearsSpeech(tab: VoicePage): Promise<void> {
  const wideLooks = async () => (await bandLevels(tab)).filter(isWide).length;
  await expect.poll(wideLooks, { timeout: 60_000, interval: 50 }).toBeGreaterThanOrEqual(LEAST_LOOKS);
}

function isWide(levels: readonly number[]): boolean {
  const faintest = Math.max(SILENCE_DB, Math.max(...levels) - BESIDE_DB);
  return levels.filter((it) => it > faintest).length >= WIDE_BANDS;
}

/** Twelve looks within a second, of 21 ms each, at each band; in dB of full scale. */
async function bandLevels(tab: VoicePage): Promise<number[][]> {
  await tab.level(BANDS[0]); // Puts the ear to the line.
  return tab.page.evaluate(async (bands) => {
    const { analyser } = window.ear;
    if (analyser === null) return [];
    const { fftSize } = analyser;
    analyser.fftSize = 1024;
    const bins = new Float32Array(analyser.frequencyBinCount);
    const place = (hertz: number) => Math.round((hertz * analyser.fftSize) / 48_000);
    const looks: number[][] = [];
    while (looks.length < 12) {
      await new Promise((resolve) => setTimeout(resolve, 80));
      analyser.getFloatFrequencyData(bins);
      const edges = bands.map(place);
      looks.push(edges.slice(1).map((upTo, band) => Math.max(...bins.subarray(edges[band] ?? 0, upTo))));
    }
    analyser.fftSize = fftSize;
    return looks;
  }, BANDS);
}
