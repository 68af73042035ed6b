import type { Address } from './address.ts';
import type { ReceivedRequest } from './message.ts';
import { splitOutside } from './syntax.ts';
import { formatVia, type Via } from './via.ts';

/** The request with `received` and `rport` in its topmost Via, as a server's transport adds them (RFC 3261 section 18.2.1, RFC 3581 section 4). */
export function withReceived(request: ReceivedRequest, source: Address): ReceivedRequest {
  const { via } = request.envelope;
  const parameters = new Map(via.parameters);
  // What the sender wrote there itself is not to be believed: it would send our answers to a stranger.
  parameters.delete('received');
  if (via.host !== source.host || via.parameters.has('rport')) parameters.set('received', source.host);
  if (via.parameters.has('rport')) parameters.set('rport', String(source.port));
  const seen: Via = { ...via, parameters };
  const index = request.headers.findIndex(({ name }) => name === 'via');
  const [, ...others] = splitOutside(request.headers[index]?.value ?? '', ',');
  const value = [formatVia(seen), ...others.map((it) => it.trim())].join(', ');
  const headers = request.headers.map((field, at) => (at === index ? { name: 'via', value } : field));
  return { ...request, headers, envelope: { ...request.envelope, via: seen } };
}

/** Where the answer to a UDP request goes (RFC 3261 section 18.2.2, RFC 3581 section 4). */
export function responseAddress(via: Via): Address {
  const rport = via.parameters.get('rport') ?? '';
  return {
    host: via.parameters.get('received') ?? via.host,
    port: rport === '' ? (via.port ?? 5060) : Number(rport),
  };
}
