import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'draht-simulate-test-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ownTemporary = () => mkdtempSync(join(folder, 'tmp-'));

/** A simulation as a person starts it; its temporary folder is one that can be looked into. */
function startSimulation(name: string, temporary: string, ...words: string[]) {
  const out = join(folder, name);
  const main = join(import.meta.dirname, '../src/main.ts');
  const child = spawn(process.execPath, [main, 'simulate', ...words, '--out', out], {
    cwd: folder,
    env: { ...process.env, DATABASE_URL: '', HOME: folder, TMPDIR: temporary, DRAHT_LANG: 'de' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
  const ended = once(child, 'exit').then(([code]) => code as number | null); // As the event is documented.
  return { child, out, ended, text: () => text, left: () => readdirSync(temporary) };
}

const SMALL = ['--people', '40', '--callers', '4', '--hours', '1'];

test('a small world is called, measured, forecast and drawn, and nothing else is left', {
  timeout: 120_000,
}, async () => {
  const { ended, text, out, left } = startSimulation('small', ownTemporary(), ...SMALL);
  expect(await ended, text()).toBe(0);
  const lines = text().trimEnd().split('\n');
  expect(lines.at(-1)).toBe(`Bilder: ${out}`);
  expect(text()).toMatch(/Gespräche je Person und Stunde +\d/);
  expect(text()).toContain('Alle 40 sind einmal angerufen');
  expect(text()).toContain('0 von');
  const files = [
    'abandoned.svg',
    'calls.svg',
    'reach.svg',
    'simulation.html',
    'utilisation.svg',
    'waits.svg',
  ];
  expect(readdirSync(out).sort()).toEqual(files);
  const page = readFileSync(join(out, 'simulation.html'), 'utf8');
  // Nothing is asked for from anywhere, and no number of anybody stands in it.
  expect(page).not.toMatch(/(src|href)=|url\((?!"data:)|@import/);
  const withoutFonts = page.replaceAll(/base64,[^"]+/g, '');
  expect(withoutFonts).not.toMatch(/\+49|\b0\d{2,4}[ /-]?\d{5,}/);
  expect(left()).toEqual([]);
  expect(existsSync(join(folder, '.local'))).toBe(false);
});

test('Ctrl-C leaves nothing behind', { timeout: 120_000 }, async () => {
  const running = startSimulation('stopped', ownTemporary(), '--people', '2000', '--callers', '20');
  const { ended, text, out, left } = running;
  await untilSaid(running, 'angerufen');
  running.child.kill('SIGINT');
  expect(await ended, text()).toBe(130);
  expect(text()).toContain('Von der Simulation ist nichts geblieben.');
  expect({ left: left(), isDrawn: existsSync(out) }).toEqual({ left: [], isDrawn: false });
});

test('what a killed simulation could not take away is gone with the next one', {
  timeout: 120_000,
}, async () => {
  const temporary = ownTemporary();
  const killed = startSimulation('killed', temporary, '--people', '2000', '--callers', '20');
  await untilSaid(killed, 'angerufen');
  killed.child.kill('SIGKILL');
  await killed.ended;
  expect(killed.left()).toHaveLength(1);
  const next = startSimulation('next', temporary, ...SMALL);
  expect(await next.ended, next.text()).toBe(0);
  expect(next.left()).toEqual([]);
});

test('a campaign file with a mistake is told with its place, before anything starts', async () => {
  const { ended, text, left } = startSimulation(
    'wrong',
    ownTemporary(),
    join(import.meta.dirname, '../package.json'),
  );
  expect(await ended).toBe(1);
  expect(text()).toContain('Die Kampagnendatei hat Fehler:');
  expect(left()).toEqual([]);
});

async function untilSaid(
  { child, text, ended }: ReturnType<typeof startSimulation>,
  words: string,
): Promise<void> {
  const isOver = ended.then(() => 'over' as const);
  while (!text().includes(words)) {
    const heard = await Promise.race([once(child.stdout, 'data'), isOver]);
    if (heard === 'over') throw new Error(`over before it:\n${text()}`);
  }
}
