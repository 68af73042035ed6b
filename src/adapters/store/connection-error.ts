import { AppError } from '../../core/app-error.ts';
import { errorCode } from '../system/folder-error.ts';

/**
 * Throws an error of a statement again; one that says that the server is gone as what it means for the person.
 *
 * @throws AppError `error.store.connection-lost`: a statement under way may have been done or not, so nobody tries it
 *   again by itself. Whoever goes on begins from what the store holds then.
 */
export function asConnectionError(error: unknown): never {
  const reason = reasonOfLoss(error);
  if (reason === null) throw error;
  throw new AppError('error.store.connection-lost', { reason }, { cause: error });
}

// SQLSTATE class 08: connection exception; 57P01 to 57P03: the server stops, has crashed, or cannot be reached yet.
const GONE = /^(08...|57P0[123]|ECONNRESET|ECONNREFUSED|EPIPE|ENOENT)$/;
// What pg says without a code when the socket closes under a statement, and of each further statement there.
const BROKEN = /^(Connection terminated|Client has encountered a connection error)/;

function reasonOfLoss(error: unknown): string | null {
  const code = errorCode(error);
  if (code !== undefined) return GONE.test(code) ? code : null;
  return error instanceof Error && BROKEN.test(error.message) ? 'closed' : null;
}
