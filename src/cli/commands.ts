import { AppError } from '../core/app-error.ts';
import type { CallRequest } from './call.ts';
import { type DemoRequest, demoPacings, type OutsideCarrier, type WireRequest } from './demo.ts';
import { missing, parse, wholeNumber } from './read-arguments.ts';
import { readAccount, readCall, readTrunk } from './read-call.ts';
import { readSimulate } from './read-simulate.ts';
import type { ServeRequest } from './serve.ts';
import type { SimulationRequest } from './simulate.ts';

/** What a command line asks for. */
export type Command =
  | { readonly kind: 'help' }
  | { readonly kind: 'version' }
  | { readonly kind: 'demo'; readonly request: DemoRequest }
  | {
      readonly kind: 'import';
      readonly path: string;
      readonly mapping: string | undefined;
      readonly campaign: string | undefined;
      readonly unit: string | undefined;
      readonly data: string | undefined;
      readonly isDryRun: boolean;
      readonly isComplete: boolean;
      readonly isJson: boolean;
      readonly showsProblems: boolean;
    }
  | { readonly kind: 'simulate'; readonly request: SimulationRequest }
  | { readonly kind: 'call'; readonly request: CallRequest }
  | { readonly kind: 'serve'; readonly request: ServeRequest }
  | { readonly kind: 'campaign-check'; readonly path: string }
  | { readonly kind: 'campaign-open'; readonly path: string; readonly data: string | undefined }
  | {
      readonly kind: 'invite';
      readonly campaign: string;
      readonly name: string;
      readonly data: string | undefined;
    }
  | {
      readonly kind: 'queue';
      readonly campaign: string;
      readonly member: string | undefined;
      readonly data: string | undefined;
    }
  | {
      readonly kind: 'report';
      readonly campaign: string;
      readonly format: 'text' | 'json' | 'csv';
      readonly data: string | undefined;
    };

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

/**
 * Reads a command line.
 *
 * @param examples The folder of the sample action, for what `draht demo` takes when nothing is named.
 * @throws AppError `error.cli.…` that says what is wrong with it.
 */
export function readCommand(args: readonly string[], examples: string): Command {
  const [name, ...rest] = args;
  switch (name) {
    case undefined:
    case 'help':
    case '--help':
    case '-h':
      return { kind: 'help' };
    case '--version':
      return { kind: 'version' };
    case 'demo':
      return readDemo(rest, examples);
    case 'simulate':
      return { kind: 'simulate', request: readSimulate(rest, examples) };
    case 'import':
      return readImport(rest);
    case 'campaign':
      return readCampaignCommand(rest);
    case 'serve':
      return readServe(rest);
    case 'invite':
      return readInvite(rest);
    case 'call':
      return { kind: 'call', request: readCall(rest) };
    case 'queue':
      return readQueue(rest);
    case 'report':
      return readReport(rest);
    default:
      throw new AppError('error.cli.unknown-command', { command: name });
  }
}

function readDemo(args: readonly string[], examples: string): Command {
  const options = {
    members: text,
    network: text,
    campaign: text,
    callers: text,
    report: text,
    data: text,
    seed: text,
    pacing: text,
    journal: text,
    speed: text,
    'shift-speed': text,
    port: text,
    trunk: text,
    user: text,
    password: text,
    ear: text,
    invitations: text,
    wire: flag,
    virtual: flag,
    exit: flag,
  };
  const { values, flags } = parse(args, options, 0);
  const wire = flags.has('virtual') ? null : readWire(values, flags);
  // Nobody but us hears what such a carrier says: no simulated caller could write it down.
  const isForPeople = wire?.outside?.callers === null;
  return {
    kind: 'demo',
    request: {
      members: values['members'] ?? `${examples}/mitglieder.csv`,
      network: values['network'] ?? `${examples}/netz.json`,
      campaign: values['campaign'] ?? `${examples}/kampagne.yaml`,
      callers: isForPeople ? 0 : wholeNumber(values['callers'] ?? '12', '--callers', 1, 500),
      seed: values['seed'] ?? '1',
      pacing: readPacing(values['pacing']),
      report: values['report'],
      data: values['data'],
      journal: values['journal'],
      wire,
    },
  };
}

function readPacing(written: string | undefined): DemoRequest['pacing'] {
  const found = demoPacings.find((it) => it === written) ?? null;
  if (written !== undefined && found === null)
    throw new AppError('error.cli.pacing', { pacing: written, known: demoPacings.join(', ') });
  return found;
}

function readWire(values: Partial<Record<string, string>>, flags: ReadonlySet<string>): WireRequest {
  const outside = readOutside(values);
  const isForPeople = outside?.callers === null;
  return {
    speed: isForPeople ? 1 : wholeNumber(values['speed'] ?? '200', '--speed', 1, 1000),
    shiftSpeed: wholeNumber(values['shift-speed'] ?? '1', '--shift-speed', 1, 1000),
    port: wholeNumber(values['port'] ?? '8044', '--port', 0, 65_535),
    endsWithReport: flags.has('exit'),
    outside,
  };
}

function readOutside(values: Partial<Record<string, string>>): OutsideCarrier | null {
  const { trunk, ear, invitations } = values;
  if (trunk === undefined) return null;
  const { host, transport } = readTrunk(trunk);
  // The demo keeps no real hours, and whose numbers it is given is not known: no call of it leaves this machine.
  if (!/^(127\.[\d.]+|localhost)$/.test(host) || transport !== 'udp')
    throw new AppError('error.cli.demo-trunk', { trunk });
  const callers = ear === undefined || invitations === undefined ? null : { ear, invitations };
  return { trunk, account: readAccount(values), callers };
}

function readImport(args: readonly string[]): Command {
  const options = {
    mapping: text,
    campaign: text,
    unit: text,
    data: text,
    'dry-run': flag,
    complete: flag,
    json: flag,
    problems: flag,
  };
  const { values, flags, positionals } = parse(args, options, 1);
  return {
    kind: 'import',
    path: positionals[0] ?? missing('FILE'),
    mapping: values['mapping'],
    campaign: values['campaign'],
    unit: values['unit'],
    data: values['data'],
    isDryRun: flags.has('dry-run'),
    isComplete: flags.has('complete'),
    isJson: flags.has('json'),
    showsProblems: flags.has('problems'),
  };
}

function readCampaignCommand(args: readonly string[]): Command {
  const [verb, ...rest] = args;
  switch (verb) {
    case 'check':
      return { kind: 'campaign-check', path: parse(rest, {}, 1).positionals[0] ?? missing('FILE') };
    case 'open': {
      const { values, positionals } = parse(rest, { data: text }, 1);
      return { kind: 'campaign-open', path: positionals[0] ?? missing('FILE'), data: values['data'] };
    }
    default:
      throw new AppError('error.cli.unknown-command', { command: `campaign ${verb ?? ''}`.trim() });
  }
}

function readServe(args: readonly string[]): Command {
  const { values, flags } = parse(args, { data: text, port: text, 'api-only': flag }, 0);
  const port = values['port'];
  return {
    kind: 'serve',
    request: {
      data: values['data'],
      port: port === undefined ? undefined : wholeNumber(port, '--port', 0, 65_535),
      isApiOnly: flags.has('api-only'),
    },
  };
}

function readInvite(args: readonly string[]): Command {
  const { values, positionals } = parse(args, { data: text }, 2);
  return {
    kind: 'invite',
    campaign: positionals[0] ?? missing('CAMPAIGN'),
    name: positionals[1] ?? missing('NAME'),
    data: values['data'],
  };
}

function readQueue(args: readonly string[]): Command {
  const { values, positionals } = parse(args, { member: text, data: text }, 1);
  return {
    kind: 'queue',
    campaign: positionals[0] ?? missing('CAMPAIGN'),
    member: values['member'],
    data: values['data'],
  };
}

function readReport(args: readonly string[]): Command {
  const { values, positionals } = parse(args, { format: text, data: text }, 1);
  const format = values['format'] ?? 'text';
  if (format !== 'text' && format !== 'json' && format !== 'csv')
    throw new AppError('error.cli.format', { format });
  return { kind: 'report', campaign: positionals[0] ?? missing('CAMPAIGN'), format, data: values['data'] };
}
