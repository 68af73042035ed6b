import { type Parameters, parseParameters, splitOutside } from './syntax.ts';
import { parseHostPort } from './uri.ts';

/** One value of a Via header (RFC 3261 section 20.42). */
export interface Via {
  /** In capitals: `UDP`, `TCP`, `TLS`. */
  readonly transport: string;
  readonly host: string;
  readonly port: number | null;
  readonly parameters: Parameters;
}

/** RFC 3261 section 8.1.1.7: with this cookie a branch is unique and tells the transaction by itself. */
export const BRANCH_COOKIE = 'z9hG4bK';

/** Reads one value of a Via header; null when it is none. */
export function parseVia(text: string): Via | null {
  const [sent = '', ...pieces] = splitOutside(text, ';');
  const match = /^SIP\s*\/\s*2\.0\s*\/\s*([\w.!%*+`'~-]+)\s+(\S+(?:\s*:\s*\d+)?)$/i.exec(sent.trim());
  const where = parseHostPort((match?.[2] ?? '').replace(/\s/g, ''));
  const parameters = parseParameters(pieces);
  if (match === null || where === null || parameters === null) return null;
  return { transport: (match[1] ?? '').toUpperCase(), ...where, parameters };
}

export function formatVia(via: Via): string {
  const port = via.port === null ? '' : `:${via.port}`;
  const parameters = [...via.parameters].map(([name, value]) =>
    value === '' ? `;${name}` : `;${name}=${value}`,
  );
  return `SIP/2.0/${via.transport} ${via.host}${port}${parameters.join('')}`;
}
