// Runs in a worker thread: reading and parsing 100,000 rows would hold up calls on the main thread (STACK.md, Traps).
import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { AppError } from '../../core/app-error.ts';
import { readRow } from '../../core/import/read-row.ts';
import type { RowProblem } from '../../core/import/row-problem.ts';
import type { ImportCounts, NumberedRow, WorkerInput, WorkerMessage } from './import-head.ts';
import { openExport } from './open-export.ts';
import { fileError } from './survey-file.ts';

const port = parentPort;
if (!port) throw new Error('read-members-worker runs only as a worker thread');

const post = (message: WorkerMessage) => port.postMessage(message);
const batchRows = 500;

// The main thread starts this file with nothing else than a `WorkerInput`.
await readAll(workerData as WorkerInput).then(
  (counts) => post({ kind: 'done', counts }),
  (error: unknown) => {
    const told = fileError(error);
    if (!(told instanceof AppError)) throw error;
    post({ kind: 'failed', code: told.code, values: told.values });
  },
);
port.close();

async function readAll({ path, mapping, options }: WorkerInput): Promise<ImportCounts> {
  const { head, problems: fileProblems, slashOrders, records } = await openExport(path, mapping);
  post({ kind: 'head', head });
  const rowOptions = { ...options, slashOrders, width: head.headings.length };
  let rows: NumberedRow[] = [];
  let problems: RowProblem[] = [...fileProblems];
  const counts = { dataRows: 0, readRows: 0, leftOutRows: 0 };
  const send = createSender();
  for await (const group of records()) {
    for (const { line, cells } of group) {
      const reading = readRow(cells, line, head.columns, rowOptions);
      counts.dataRows++;
      counts[reading.row ? 'readRows' : 'leftOutRows']++;
      if (reading.row) rows.push({ line, row: reading.row });
      problems.push(...reading.problems);
      if (rows.length + problems.length < batchRows) continue;
      await send({ kind: 'batch', rows, problems });
      rows = [];
      problems = [];
    }
  }
  if (rows.length + problems.length > 0) await send({ kind: 'batch', rows, problems });
  await send.settled();
  return counts;
}

/** Sends a batch once the one before it is stored: at most one waits, so a slow store slows the reading. */
function createSender() {
  let answered: Promise<unknown> = Promise.resolve();
  const send = async (message: WorkerMessage) => {
    await answered;
    answered = once(port as NonNullable<typeof port>, 'message'); // tested above; the closure does not see it
    post(message);
  };
  return Object.assign(send, { settled: () => answered });
}
