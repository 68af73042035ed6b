/**
 * What a person did wrong, or what the machine lacks: told in the person's language, never a stack trace.
 *
 * `code` is the id of a message in the catalogue (`error.campaign-closed`) and stays stable; `values` fill
 * its places and never hold personal data (names, numbers, mail addresses).
 */
export class AppError extends Error {
  readonly code: string;
  readonly values: Readonly<Record<string, string | number>>;

  constructor(code: string, values: Record<string, string | number> = {}, options?: { cause?: unknown }) {
    super(code, options);
    this.name = 'AppError';
    this.code = code;
    this.values = values;
  }
}
