import { AppError } from '../core/app-error.ts';
import { dialPolicy } from '../core/numbers/dial-policy.ts';
import type { CallRequest } from './call.ts';
import { missing, parse, wholeNumber } from './read-arguments.ts';

const text = { type: 'string' } as const;
const OPTIONS = {
  trunk: text,
  to: text,
  from: text,
  user: text,
  password: text,
  ring: text,
  json: { type: 'boolean' },
} as const;

/** Reads what stands behind `draht call`. @throws AppError `error.cli.…` that says what is wrong with it. */
export function readCall(args: readonly string[]): CallRequest {
  const { values, flags } = parse(args, OPTIONS, 0);
  return {
    trunk: { ...readTrunk(values['trunk'] ?? missing('--trunk')), ...readAccount(values) },
    to: readTo(values['to'] ?? missing('--to')),
    from: readNumber(values['from'] ?? missing('--from'), '--from'),
    ringSeconds: wholeNumber(values['ring'] ?? '35', '--ring', 1, 120),
    isJson: flags.has('json'),
  };
}

/** Reads `sip:HOST:PORT;transport=udp`. @throws AppError `error.cli.trunk`. */
export function readTrunk(value: string) {
  const match = /^sip:([\w.-]+|\[[0-9a-f:.]+\])(?::(\d{1,5}))?(?:;transport=(udp|tcp))?$/i.exec(value);
  const port = Number(match?.[2] ?? 5060);
  if (match === null || port < 1 || port > 65_535) throw new AppError('error.cli.trunk', { trunk: value });
  const transport = match[3]?.toLowerCase() === 'tcp' ? 'tcp' : 'udp';
  return { host: match[1] ?? '', port, transport } as const;
}

/** @throws AppError `error.cli.missing` where one is given without the other. */
export function readAccount({ user, password }: Partial<Record<string, string>>) {
  if (user === undefined && password === undefined) return {};
  return { user: user ?? missing('--user'), password: password ?? missing('--password') };
}

/** What the policy refuses for another reason than its form is not typed wrong: the guard of the trunk will say so. */
function readTo(value: string): string {
  const policy = dialPolicy(value, { allowedCountries: ['DE'] });
  return policy.allowed || policy.reason !== 'not-a-number' ? value : readNumber(value, '--to');
}

function readNumber(value: string, option: string): string {
  if (!/^\+[1-9]\d{6,14}$/.test(value)) throw new AppError('error.cli.phone-number', { option });
  return value;
}
