import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { MembersReader } from '../../app/import-store.ts';
import { AppError } from '../../core/app-error.ts';
import { readMappingFile, readMembers } from './read-members.ts';
import { fileError } from './survey-file.ts';

/** Reads exports for the import, each in a worker thread of its own. */
export function membersReader(options: { readonly signal?: AbortSignal } = {}): MembersReader {
  return {
    async read({ path, mappingPath, onBatch }) {
      const mapping = mappingPath === null ? {} : { mapping: await readMappingFile(mappingPath) };
      const phones = { country: 'DE' as const, allowedCountries: ['DE'] };
      const read = await readMembers({ path, ...mapping, ...options, options: { phones }, onBatch });
      return {
        fileHash: await hashOf(mappingPath === null ? [path] : [path, mappingPath]),
        encoding: read.encoding,
        delimiter: read.delimiter,
        columns: Object.fromEntries(read.columns.map((it) => [it.heading, it.target])),
        ignoredColumns: read.ignoredColumns.map((it) => it.heading),
        dataRows: read.dataRows,
      };
    },
  };
}

async function hashOf(paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const path of paths) {
    await pipeline(createReadStream(path), async (chunks) => {
      for await (const chunk of chunks) hash.update(chunk);
    }).catch((cause: unknown) => {
      // It was there when it was read: somebody has taken it away since.
      const told = fileError(cause);
      throw told instanceof AppError ? new AppError(told.code, { file: path }, { cause }) : cause;
    });
  }
  return hash.digest('hex');
}
