import { AppError } from '../../core/app-error.ts';

/**
 * A file system error told as what it means for the person: full disk, no permission, not our folder.
 *
 * Anything else, and an `AppError`, is returned unchanged.
 */
export function asFolderError(error: unknown, folder: string): unknown {
  const code = errorCode(error);
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new AppError('error.store.disk-full', { folder }, { cause: error });
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
    return new AppError('error.store.folder-not-writable', { folder }, { cause: error });
  }
  if (code === 'ENOTDIR' || code === 'EEXIST') {
    return new AppError('error.store.foreign-folder', { folder }, { cause: error });
  }
  return error;
}

/** The code of a system or PostgreSQL error (`ENOENT`, `57P03`), or undefined. */
export function errorCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
