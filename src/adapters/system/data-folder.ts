import { chmodSync, mkdirSync, readdirSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { AppError } from '../../core/app-error.ts';
import { asFolderError } from './folder-error.ts';

/** Where an installation keeps what is its own. All paths are absolute, without symbolic links. */
export interface DataFolder {
  readonly path: string;
  /** The embedded server: cluster, socket, log. Belongs to the account that runs the server. */
  readonly postgres: string;
  readonly keys: string;
  /** Locks and notes of running processes; nothing in it is worth a backup. */
  readonly run: string;
}

/** The data folder when nobody names one: `$XDG_DATA_HOME/heisser-draht`, else `~/.local/share/heisser-draht`. */
export function defaultDataFolder(places: { xdgDataHome?: string | undefined; home: string }): string {
  // XDG Base Directory Specification: a relative path in XDG_DATA_HOME is invalid and must be ignored.
  const base = places.xdgDataHome?.startsWith('/')
    ? places.xdgDataHome
    : join(places.home, '.local', 'share');
  return join(base, 'heisser-draht');
}

/**
 * Makes the data folder and its parts where they are missing, closed to all other users (0700).
 *
 * @throws AppError `error.store.foreign-folder` for a folder that holds other things and was not made by us,
 *   `error.store.folder-not-writable`, `error.store.disk-full`.
 */
export function openDataFolder(path: string): DataFolder {
  const asked = resolve(path);
  try {
    const isNew = mkdirSync(asked, { recursive: true, mode: 0o700 }) !== undefined;
    const entries = readdirSync(asked);
    if (!isNew && !isOurs(entries)) throw new AppError('error.store.foreign-folder', { folder: asked });
    // An empty folder that someone made for us may be open to others; ours with a 0711 for the server's account stays.
    if (entries.length === 0) chmodSync(asked, 0o700);
    return makeParts(realpathSync(asked));
  } catch (error) {
    throw asFolderError(error, asked);
  }
}

function isOurs(entries: readonly string[]): boolean {
  return entries.length === 0 || entries.some((name) => PARTS.some((part) => part === name));
}

const PARTS = ['postgres', 'keys', 'run'] as const;

function makeParts(path: string): DataFolder {
  for (const part of PARTS) mkdirSync(join(path, part), { recursive: true, mode: 0o700 });
  return { path, postgres: join(path, 'postgres'), keys: join(path, 'keys'), run: join(path, 'run') };
}
