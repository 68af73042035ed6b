import type { Address } from './address.ts';
import type { CallEvent } from './call-events.ts';
import type { SipClock } from './clock.ts';
import {
  type HeaderField,
  header,
  headerFields,
  type ReceivedMessage,
  type ReceivedRequest,
  responseTo,
  type SipRequest,
} from './message.ts';
import { parseMessage } from './parse-message.ts';
import { serializeMessage } from './serialize-message.ts';
import type { TransportEvents } from './transport.ts';
import { UserAgent, type UserAgentParts } from './user-agent.ts';

export const TRUNK: Address = { host: '192.0.2.1', port: 5070 };
const LOCAL: Address = { host: '192.0.2.2', port: 5060 };

/** A clock that stands until it is moved. */
export function handClock(): SipClock & { advance(ms: number): void } {
  let now = 0;
  let tasks: { at: number; task: () => void }[] = [];
  return {
    now: () => now,
    after(ms, task) {
      const entry = { at: now + ms, task };
      tasks.push(entry);
      return {
        cancel: () => {
          tasks = tasks.filter((it) => it !== entry);
        },
      };
    },
    advance(ms) {
      const until = now + ms;
      for (;;) {
        const next = tasks.filter((it) => it.at <= until).toSorted((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        tasks = tasks.filter((it) => it !== next);
        now = next.at;
        next.task();
      }
      now = until;
    },
  };
}

/** A user agent without a network: what it sends is looked at here, and what it shall receive is written here. */
export async function openOtherSide(changes: Partial<UserAgentParts> = {}) {
  const clock = handClock();
  const sent: { message: ReceivedMessage; to: Address }[] = [];
  let events: TransportEvents | null = null;
  let tokens = 0;
  const agent = await UserAgent.open({
    trunk: { address: TRUNK, domain: 'trunk.example', credentials: null },
    clock,
    randomToken: () => `token${++tokens}`,
    mayDial: () => true,
    product: 'test',
    openTransport: async (given) => {
      events = given;
      return {
        name: 'UDP',
        local: LOCAL,
        send(bytes, to) {
          const result = parseMessage(bytes);
          if (result.kind === 'malformed') throw new Error(`we sent what is no message: ${result.problem}`);
          sent.push({ message: result.message, to });
        },
        close: async () => {},
      };
    },
    ...changes,
  });
  const heard: CallEvent[] = [];
  const call = agent.call(
    {
      to: '+493023125001',
      from: '+493023125000',
      callId: 'call-1',
      media: { host: '192.0.2.2', port: 4000 },
    },
    (event) => heard.push(event),
  );

  return {
    agent,
    clock,
    call,
    heard,
    /** Methods and statuses of all that was sent, in order. */
    get log(): string[] {
      return sent.map(({ message }) =>
        message.kind === 'request' ? message.method : String(message.status),
      );
    },
    sent,
    receiveText(text: string) {
      events?.onMessage(new TextEncoder().encode(text), TRUNK);
    },
    fail(error: Error) {
      events?.onError(error, TRUNK);
    },
    request(method: string, index = -1): ReceivedRequest {
      return lastRequest(
        sent.map(({ message }) => message),
        method,
        index,
      );
    },
    /** Answers the last request of that method. */
    answer(
      method: string,
      status: number,
      options: { tag?: string; headers?: HeaderField[]; body?: string } = {},
    ) {
      const { tag = 'them', headers = [], body = '' } = options;
      const response = responseTo(this.request(method), status, {
        toTag: tag,
        headers: [{ name: 'contact', value: `<sip:${tag}@192.0.2.7:5088>` }, ...headers],
        body: new TextEncoder().encode(body),
      });
      events?.onMessage(serializeMessage(response), TRUNK);
    },
    /** A request of the other side in the dialog of that tag. */
    ask(method: string, options: { tag?: string; cseq?: number; headers?: HeaderField[] } = {}) {
      const { tag = 'them', cseq = 1, headers = [] } = options;
      const invite = this.request('INVITE');
      const request: SipRequest = {
        kind: 'request',
        method,
        uri: 'sip:us@192.0.2.2:5060',
        headers: [
          { name: 'via', value: `SIP/2.0/UDP 192.0.2.1:5070;branch=z9hG4bK${method}${cseq}` },
          { name: 'from', value: `${header(invite, 'to')};tag=${tag}` },
          { name: 'to', value: header(invite, 'from') ?? '' },
          { name: 'call-id', value: 'call-1' },
          { name: 'cseq', value: `${cseq} ${method}` },
          ...headers,
        ],
        body: new Uint8Array(),
      };
      events?.onMessage(serializeMessage(request), TRUNK);
    },
    headersOf: (message: ReceivedMessage, name: string) => headerFields(message, name),
  };
}

function lastRequest(messages: readonly ReceivedMessage[], method: string, index: number): ReceivedRequest {
  const found = messages.filter((it) => it.kind === 'request' && it.method === method).at(index);
  if (found === undefined || found.kind === 'response') throw new Error(`no ${method} was sent`);
  return found;
}

export const SDP =
  'v=0\r\no=- 1 1 IN IP4 192.0.2.7\r\ns=-\r\nc=IN IP4 192.0.2.7\r\nt=0 0\r\nm=audio 6000 RTP/AVP 8\r\n';
