import type { Clock, DialRequest, LegEvent } from '../../app/ports.ts';
import type { AttemptId, E164, ShiftId, TrunkId } from '../../core/ids.ts';
import { type HeaderField, responseTo } from '../../sip/message.ts';
import type { ServerTransaction } from '../../sip/transaction/server-transaction.ts';
import { TransactionLayer } from '../../sip/transaction/transaction-layer.ts';
import { openUdpTransport } from '../../sip/udp-transport.ts';
import { randomToken, wallClock } from '../system/wall-clock.ts';

/** The other end of a trunk, answered by the test itself. */
export async function openTrunkUnderTest() {
  const requests: ServerTransaction[] = [];
  const waiting: (() => void)[] = [];
  const receivers: { layer: TransactionLayer | null } = { layer: null };
  const transport = await openUdpTransport({
    host: '127.0.0.1',
    port: 0,
    onMessage: (bytes, from) => receivers.layer?.receive(bytes, from),
    onError: () => {},
  });
  const onRequest = (transaction: ServerTransaction) => {
    requests.push(transaction);
    for (const tell of waiting.splice(0)) tell();
  };
  const layer = new TransactionLayer({
    transport,
    clock: wallClock(),
    randomToken,
    user: {
      onRequest,
      onCancel: (invite) => onRequest({ ...invite, request: { ...invite.request, method: 'CANCEL' } }),
      onAck: () => {},
      onNoAck: () => {},
    },
  });
  receivers.layer = layer;
  const contact = { name: 'contact', value: `<sip:them@127.0.0.1:${transport.local.port}>` };
  return {
    port: transport.local.port,
    requests,
    /** The first request of that method, as soon as it has come. */
    async next(method: string): Promise<ServerTransaction> {
      for (;;) {
        const found = requests.find(({ request }) => request.method === method);
        if (found !== undefined) return found;
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
    },
    answer(transaction: ServerTransaction, status: number, body = '', headers: readonly HeaderField[] = []) {
      const type = body === '' ? [] : [{ name: 'content-type', value: 'application/sdp' }];
      const all = [contact, ...type, ...headers];
      transaction.respond(
        responseTo(transaction.request, status, {
          toTag: 'them',
          headers: all,
          body: new TextEncoder().encode(body),
        }),
      );
    },
    async close() {
      layer.close();
      await transport.close();
    },
  };
}

/** A campaign's clock that stands until the test moves it. */
export function standingClock(): Clock & { advance(ms: number): Promise<void> } {
  let now = 1_000_000;
  let tasks: { at: number; task: () => Promise<void> }[] = [];
  return {
    now: () => now,
    at(moment, task) {
      const entry = { at: moment, task };
      tasks.push(entry);
      return {
        cancel: () => {
          tasks = tasks.filter((it) => it !== entry);
        },
      };
    },
    async advance(ms) {
      now += ms;
      const due = tasks.filter((it) => it.at <= now);
      tasks = tasks.filter((it) => it.at > now);
      for (const { task } of due) await task();
    },
  };
}

export const dialRequest: DialRequest = {
  // Texts of the test, checked by nobody.
  attemptId: '00000000-0000-4000-8000-000000000001' as AttemptId,
  shiftId: '00000000-0000-4000-8000-000000000002' as ShiftId,
  side: 'contact',
  analyseSound: false,
  trunkId: 'test' as TrunkId,
  to: '+493023125001' as E164,
  from: '+493023125000' as E164,
  ringSeconds: 30,
};

/** A listener that keeps what it hears; `until` resolves when it has heard that. */
export function listening() {
  const events: LegEvent[] = [];
  const waiting: (() => void)[] = [];
  return {
    events,
    listener: async (event: LegEvent) => {
      events.push(event);
      for (const tell of waiting.splice(0)) tell();
    },
    async until<Kind extends LegEvent['kind']>(kind: Kind): Promise<Extract<LegEvent, { kind: Kind }>> {
      for (;;) {
        const found = events.find((it): it is Extract<LegEvent, { kind: Kind }> => it.kind === kind);
        if (found !== undefined) return found;
        await new Promise<void>((resolve) => waiting.push(resolve));
      }
    },
  };
}

export function sdpAt(port: number): string {
  return `v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\nm=audio ${port} RTP/AVP 8\r\n`;
}
