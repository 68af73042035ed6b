import { AppError } from './core/app-error.ts';
import { type Locale, localeOf } from './texts/texts.ts';
import { addresses, genderStyles, type Wording } from './texts/wording.ts';

/** All that the environment says, read once. Nothing else in the program looks at it. */
export interface Config {
  readonly locale: Locale;
  /** How people are spoken to and of. */
  readonly wording: Wording;
  readonly home: string;
  readonly xdgDataHome: string | undefined;
  /** Another PostgreSQL instead of the embedded one; holds a password and is never printed. */
  readonly databaseUrl: string | undefined;
  /** Where the server listens: this machine alone unless told. */
  readonly host: string;
  readonly port: number;
  /** By which people reach the server, without a slash at the end, where a proxy or a name stands before it. */
  readonly publicUrl: string | null;
  /** The SIP account to call by; its password is never printed. */
  readonly trunk: {
    /** `sip:HOST:PORT;transport=udp`. */
    readonly address: string;
    readonly user: string | undefined;
    readonly password: string | undefined;
    /** Calls at once that it carries, and that may begin in a second; null: as trunks usually do (DOMAIN 4.3). */
    readonly channels: number | null;
    readonly callsPerSecond: number | null;
  } | null;
  /** Where callers' audio goes over; matters with a trunk alone. */
  readonly media: {
    /** The IP address that trunk and browsers are told; null: the one of this machine towards the trunk. */
    readonly host: string | null;
    /** UDP ports, both ends included; null: any. */
    readonly ports: { readonly from: number; readonly to: number } | null;
  };
  /** Colours and a moving progress line are for terminals that want them (https://no-color.org). */
  readonly isPlain: boolean;
}

/** Three for each caller with a person on the line, and pairs begin at even ones. */
const FEWEST_PORTS = 10;

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
  const port = environment['DRAHT_PORT'] || '8044';
  if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) problems.push('DRAHT_PORT');
  const publicUrl = environment['DRAHT_URL'] || null;
  if (publicUrl !== null && !/^https?:\/\/[^/?#]+\/?$/.test(publicUrl)) problems.push('DRAHT_URL');
  const trunk = readTrunk(environment, problems);
  const media = readMedia(environment, problems);
  const wording = readWording(environment, problems);
  if (problems.length > 0) throw new AppError('error.config', { variables: problems.join(', ') });
  return Object.freeze({
    locale: localeOf(
      environment['DRAHT_LANG'] || environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'],
    ),
    wording,
    home,
    xdgDataHome: environment['XDG_DATA_HOME'] || undefined,
    databaseUrl,
    host: environment['DRAHT_HOST'] || '127.0.0.1',
    port: Number(port),
    publicUrl: publicUrl?.replace(/\/$/, '') ?? null,
    trunk,
    media,
    isPlain: Boolean(environment['NO_COLOR']) || environment['TERM'] === 'dumb',
  });
}

function readWording(environment: Environment, problems: string[]): Wording {
  const address = addresses.find((it) => it === (environment['DRAHT_ADDRESS'] || 'du'));
  const genderStyle = genderStyles.find((it) => it === (environment['DRAHT_GENDER_STYLE'] || 'neutral'));
  if (address === undefined) problems.push('DRAHT_ADDRESS');
  if (genderStyle === undefined) problems.push('DRAHT_GENDER_STYLE');
  return { address: address ?? 'du', genderStyle: genderStyle ?? 'neutral' };
}

function readMedia(environment: Environment, problems: string[]): Config['media'] {
  const host = environment['DRAHT_MEDIA_HOST'] || null;
  if (host !== null && !isAddress(host)) problems.push('DRAHT_MEDIA_HOST');
  const range = environment['DRAHT_MEDIA_PORTS'] || null;
  const [, from, to] = (/^(\d{4,5})-(\d{4,5})$/.exec(range ?? '') ?? []).map(Number);
  if (range === null) return { host, ports: null };
  const isRange = from !== undefined && to !== undefined && from >= 1024 && to <= 65_535;
  if (!isRange || to - from < FEWEST_PORTS) problems.push('DRAHT_MEDIA_PORTS');
  return { host, ports: { from: from ?? 0, to: to ?? 0 } };
}

/** An IP address, as it is told in a session description: names are looked up by nobody there. */
function isAddress(text: string): boolean {
  if (!/^[\d.]+$/.test(text)) return text.includes(':') && URL.canParse(`http://[${text}]`);
  return URL.canParse(`http://${text}`) && new URL(`http://${text}`).hostname === text;
}

function readTrunk(environment: Environment, problems: string[]): Config['trunk'] {
  const address = environment['DRAHT_TRUNK'];
  const user = environment['DRAHT_TRUNK_USER'] || undefined;
  const password = environment['DRAHT_TRUNK_PASSWORD'] || undefined;
  if (!address) return null;
  if (!address.startsWith('sip:')) problems.push('DRAHT_TRUNK');
  if ((user === undefined) !== (password === undefined))
    problems.push(user === undefined ? 'DRAHT_TRUNK_USER' : 'DRAHT_TRUNK_PASSWORD');
  return {
    ...{ address, user, password },
    channels: readCount(environment, 'DRAHT_TRUNK_CHANNELS', problems),
    callsPerSecond: readCount(environment, 'DRAHT_TRUNK_CPS', problems),
  };
}

function readCount(environment: Environment, name: string, problems: string[]): number | null {
  const written = environment[name] || null;
  if (written === null) return null;
  if (!/^[1-9]\d{0,3}$/.test(written)) problems.push(name);
  return Number(written);
}
