import { writtenName } from './header-names.ts';
import type { SipMessage } from './message.ts';

/** A message as bytes; Content-Length is always written by what the body is. */
export function serializeMessage(message: SipMessage): Uint8Array {
  const start =
    message.kind === 'request'
      ? `${message.method} ${message.uri} SIP/2.0`
      : `SIP/2.0 ${message.status} ${message.reason}`;
  const lines = [start];
  for (const { name, value } of message.headers)
    if (name !== 'content-length') lines.push(`${writtenName(name)}: ${value}`);
  lines.push(`Content-Length: ${message.body.length}`);
  // A line end inside a value would be a header of somebody else's making.
  const head = new TextEncoder().encode(
    `${lines.map((line) => line.replace(/[\r\n]+/g, ' ')).join('\r\n')}\r\n\r\n`,
  );
  if (message.body.length === 0) return head;
  const bytes = new Uint8Array(head.length + message.body.length);
  bytes.set(head);
  bytes.set(message.body, head.length);
  return bytes;
}
