import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { standaloneSvg } from '../cli/charts/write-svg.ts';
import type { Simulation } from '../cli/simulate.ts';
import { simulationPage, WIDE } from '../cli/simulation-page.ts';
import { simulationPictures } from '../cli/simulation-pictures.ts';
import { AppError } from '../core/app-error.ts';
import type { Texts } from '../texts/texts.ts';

const TOKENS = new URL('../web/ui/styles/tokens.css', import.meta.url);

/**
 * Writes the pictures of a simulation: one page that holds all, and each picture as an SVG file.
 *
 * @returns the folder, absolute.
 * @throws AppError `error.simulate.unwritable`.
 */
export async function writeSimulation(simulation: Simulation, folder: string, texts: Texts): Promise<string> {
  const pictures = simulationPictures(simulation, texts);
  const files = [
    ['simulation.html', simulationPage(simulation, pictures, await tokensWithFonts(), texts)],
    ...pictures.map(({ key, title, says, draw }) => [`${key}.svg`, standaloneSvg(draw(WIDE), title, says)]),
  ] as const;
  try {
    await mkdir(folder, { recursive: true });
    for (const [name = '', content = ''] of files) await writeFile(join(folder, name), content);
  } catch (cause) {
    throw new AppError('error.simulate.unwritable', { folder: resolve(folder) }, { cause });
  }
  return resolve(folder);
}

/** The design's tokens, each font as data: a page that one hands on asks nobody for anything. */
async function tokensWithFonts(): Promise<string> {
  let tokens = await readFile(TOKENS, 'utf8');
  for (const [whole, path = ''] of tokens.matchAll(/url\("([^"]+\.woff2)"\)/g)) {
    const font = await readFile(new URL(path, TOKENS));
    tokens = tokens.replace(whole, `url("data:font/woff2;base64,${font.toString('base64')}")`);
  }
  return tokens.replaceAll(/\/\*[\s\S]*?\*\//g, '');
}
