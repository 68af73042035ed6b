import { type ParseArgsConfig, parseArgs } from 'node:util';
import { AppError } from '../core/app-error.ts';

/** Options and words of a command. @throws AppError `error.cli.option`, `error.cli.extra`. */
export function parse(
  args: readonly string[],
  options: NonNullable<ParseArgsConfig['options']>,
  positionalCount: number,
) {
  const { values, positionals } = strictly(() =>
    parseArgs({ args: [...args], options, allowPositionals: true, strict: true }),
  );
  const extra = positionals[positionalCount];
  if (extra !== undefined) throw new AppError('error.cli.extra', { word: extra });
  const entries = Object.entries(values);
  return {
    positionals,
    values: Object.fromEntries(
      entries.filter((it): it is [string, string] => typeof it[1] === 'string'),
    ) as Partial<Record<string, string>>,
    flags: new Set(entries.filter(([, value]) => value === true).map(([key]) => key)),
  };
}

function strictly<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (cause) {
    // Node's message names the option and is English only; the option is what the person needs.
    const option = cause instanceof Error ? (/'(-[^' =]*)/.exec(cause.message)?.[1] ?? '') : '';
    throw new AppError('error.cli.option', { option }, { cause });
  }
}

export function wholeNumber(value: string, option: string, least: number, most: number): number {
  const number = Number(value);
  if (!Number.isInteger(number) || number < least || number > most)
    throw new AppError('error.cli.number', { option, least, most });
  return number;
}

export function missing(what: string): never {
  throw new AppError('error.cli.missing', { what });
}
