import { readFile } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import { AppError } from '../../core/app-error.ts';
import type { ColumnMapping } from '../../core/import/map-columns.ts';
import { readMappingText } from '../../core/import/mapping-file.ts';
import type { RowProblem } from '../../core/import/row-problem.ts';
import type { ImportCounts, ImportHead, NumberedRow, WorkerInput, WorkerMessage } from './import-head.ts';
import { fileError } from './survey-file.ts';

export interface ReadMembersRequest {
  readonly path: string;
  readonly mapping?: ColumnMapping;
  readonly options: WorkerInput['options'];
  /** Told before the first batch. */
  readonly onHead?: (head: ImportHead) => void;
  /** Reading goes on when the promise is kept, so that memory stays bounded; a rejection ends the reading. */
  readonly onBatch: (rows: NumberedRow[], problems: RowProblem[]) => Promise<void>;
  readonly signal?: AbortSignal;
}

/**
 * Reads a membership export in a worker thread, in batches of up to 500 rows and problems.
 *
 * @returns what the file turned out to be, and how many rows it has.
 * @throws AppError `import.error.*` with `file` and, where there is one, `line`; the signal's reason when aborted.
 * Duplicate rows come as they stand: `rowKey` and `mergeRows` make one person of them.
 */
export async function readMembers(request: ReadMembersRequest): Promise<ImportHead & ImportCounts> {
  request.signal?.throwIfAborted();
  const input: WorkerInput = {
    path: request.path,
    mapping: request.mapping ?? new Map(),
    options: request.options,
  };
  const worker = new Worker(new URL('./read-members-worker.ts', import.meta.url), {
    workerData: input,
    resourceLimits: workerMemory,
  });
  try {
    return await follow(worker, request);
  } finally {
    await worker.terminate();
  }
}

/**
 * What is alive at any moment fits into a few MiB; without a bound the engine lets garbage pile up with the size
 * of the file (100,000 rows: 160 MiB more than 10,000).
 */
const workerMemory = { maxOldGenerationSizeMb: 96, maxYoungGenerationSizeMb: 8 };

/** Reads a mapping file. @throws AppError `import.error.mapping-*` or as the file system gives cause, with `file`. */
export async function readMappingFile(path: string): Promise<ColumnMapping> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw withFile(fileError(error), path);
  });
  return readMappingText(text, path);
}

function follow(worker: Worker, request: ReadMembersRequest): Promise<ImportHead & ImportCounts> {
  const { path, signal, onHead, onBatch } = request;
  const { promise, resolve, reject } = Promise.withResolvers<ImportHead & ImportCounts>();
  let head: ImportHead | undefined;
  const onMessage = async (message: WorkerMessage) => {
    switch (message.kind) {
      case 'head':
        head = message.head;
        return onHead?.(message.head);
      case 'batch':
        await onBatch(message.rows, message.problems);
        return worker.postMessage('next');
      case 'done':
        return head
          ? resolve({ ...head, ...message.counts })
          : reject(new Error('import worker sent no head'));
      case 'failed':
        return reject(new AppError(message.code, { file: path, ...message.values }));
      default:
        message satisfies never;
    }
  };
  const onAbort = () => reject(signal?.reason);
  signal?.addEventListener('abort', onAbort, { once: true });
  worker.on('message', (message: WorkerMessage) => void onMessage(message).catch(reject));
  worker.on('error', reject);
  worker.on('exit', () => reject(new Error('import worker ended too early')));
  return promise.finally(() => signal?.removeEventListener('abort', onAbort));
}

function withFile(error: unknown, file: string): unknown {
  return error instanceof AppError
    ? new AppError(error.code, { file, ...error.values }, { cause: error })
    : error;
}
