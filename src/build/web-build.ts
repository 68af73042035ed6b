import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { AppError } from '../core/app-error.ts';

const root = join(import.meta.dirname, '../..');
/** Where Vite puts what browsers load. */
export const WEB_FOLDER = join(root, 'dist/web');
/** What it is made of. */
const SOURCES = ['src/web', 'src/core', 'src/protocol', 'src/texts', 'vite.config.ts', 'package-lock.json'];

/**
 * Builds the browser's program when it is missing or older than its sources; some seconds.
 *
 * @param onBuild Called before it builds. @throws AppError `error.serve.web-build`.
 */
export async function buildWeb(onBuild: () => void): Promise<string> {
  const builtAt = modifiedAt(join(WEB_FOLDER, 'index.html'));
  if (builtAt > Math.max(...SOURCES.map((path) => newest(join(root, path))))) return WEB_FOLDER;
  onBuild();
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  // Beside it, and then in its place: another program of ours may be building or reading at the same time.
  const fresh = `${WEB_FOLDER}-${process.pid}`;
  const words = ['build', '--logLevel', 'warn', '--outDir', fresh, '--emptyOutDir'];
  const child = spawn(process.execPath, [vite, ...words], {
    cwd: root,
    // A test that starts us says NODE_ENV=test, and React would be the slow one that developers need.
    env: { NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new AppError('error.serve.web-build');
  putInPlace(fresh);
  return WEB_FOLDER;
}

function putInPlace(fresh: string): void {
  const old = `${fresh}-old`;
  try {
    if (existsSync(WEB_FOLDER)) renameSync(WEB_FOLDER, old);
    renameSync(fresh, WEB_FOLDER);
  } catch (error) {
    // Another program was first, with the same pages.
    if (!existsSync(join(WEB_FOLDER, 'index.html'))) throw error;
  } finally {
    for (const folder of [fresh, old]) rmSync(folder, { recursive: true, force: true });
  }
}

/** 0 for a file that is not there. */
function modifiedAt(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

function newest(path: string): number {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) return modifiedAt(path);
  const inside = readdirSync(path, { withFileTypes: true, recursive: true });
  return Math.max(0, ...inside.map((it) => modifiedAt(join(it.parentPath, it.name))));
}
