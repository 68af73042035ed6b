import { AppError } from './core/app-error.ts';
import { type Locale, localeOf } from './texts/texts.ts';

/** All that the environment says, read once. Nothing else in the program looks at it. */
export interface Config {
  readonly locale: Locale;
  readonly home: string;
  readonly xdgDataHome: string | undefined;
  /** Another PostgreSQL instead of the embedded one; holds a password and is never printed. */
  readonly databaseUrl: string | undefined;
  /** Colours and a moving progress line are for terminals that want them (https://no-color.org). */
  readonly isPlain: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the environment. All that is wrong is told at once.
 *
 * @throws AppError `error.config` with the sentences in `problems`.
 */
export function readConfig(environment: Environment = process.env): Config {
  const problems: string[] = [];
  const home = environment['HOME'] ?? '';
  if (home === '' && !environment['XDG_DATA_HOME']) problems.push('HOME');
  const databaseUrl = environment['DATABASE_URL'] || undefined;
  if (databaseUrl !== undefined && !/^postgres(ql)?:\/\//.test(databaseUrl)) problems.push('DATABASE_URL');
  if (problems.length > 0) throw new AppError('error.config', { variables: problems.join(', ') });
  return Object.freeze({
    locale: localeOf(
      environment['DRAHT_LANG'] || environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'],
    ),
    home,
    xdgDataHome: environment['XDG_DATA_HOME'] || undefined,
    databaseUrl,
    isPlain: Boolean(environment['NO_COLOR']) || environment['TERM'] === 'dumb',
  });
}
