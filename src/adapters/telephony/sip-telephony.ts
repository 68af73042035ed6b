import { lookup } from 'node:dns/promises';
import type { Clock, DialRequest, Leg, LegEvent, Telephony } from '../../app/ports.ts';
import { AppError } from '../../core/app-error.ts';
import { dialPolicy } from '../../core/numbers/dial-policy.ts';
import type { SipClock } from '../../sip/clock.ts';
import { openTcpTransport } from '../../sip/tcp-transport.ts';
import type { TransportEvents } from '../../sip/transport.ts';
import { localHostTowards, openUdpTransport } from '../../sip/udp-transport.ts';
import { UserAgent } from '../../sip/user-agent.ts';
import { randomToken, wallClock } from '../system/wall-clock.ts';
import { type OpenCallMedia, rtpSink } from './call-media.ts';
import { ContactLeg } from './contact-leg.ts';

/** A SIP account as the configuration gives it. */
export interface SipTrunk {
  /** A name or an IP address. */
  readonly host: string;
  readonly port: number;
  readonly transport: 'udp' | 'tcp';
  readonly user?: string;
  readonly password?: string;
}

export interface SipTelephony extends Telephony {
  /** Asks the trunk whether it is there. @returns its SIP status; null when nothing came within 32 s. */
  ping(): Promise<number | null>;
  /** Ends all calls, waits until the trunk knows and every listener has heard it, and closes the sockets. */
  close(): Promise<void>;
}

/**
 * Telephony by a SIP trunk.
 *
 * @param parts `clock`: the campaign's; ring limits and the evidence's times lie on it, SIP's own timers on `wall`.
 *   `guard`: whether a number may be dialled, else why not: the third layer of the number policy, below import and
 *   queue. `mediaFor`: opens a call's end of the audio; by default a socket that only counts packets.
 *   `onError` hears what a listener throws.
 * @throws AppError `error.cli.trunk-host` when the trunk's name is not known.
 */
export async function createSipTelephony(parts: {
  readonly trunk: SipTrunk;
  readonly clock: Clock;
  readonly onError: (error: unknown) => void;
  readonly guard?: (number: string) => true | string;
  readonly mediaFor?: OpenCallMedia;
  readonly wall?: SipClock;
}): Promise<SipTelephony> {
  const { trunk, clock, onError } = parts;
  const address = { host: await addressOf(trunk.host), port: trunk.port };
  const host = await ownHostTowards(trunk);
  const agent = await UserAgent.open({
    trunk: { address, domain: domainOf(trunk), credentials: credentialsOf(trunk) },
    clock: parts.wall ?? wallClock(),
    randomToken,
    mayDial: parts.guard ?? dialGuard(['DE']),
    openTransport: (events) => open(trunk, host, events),
    product: 'Heisser-Draht',
  });
  const openMedia = parts.mediaFor ?? rtpSink(host);
  const legs = new Set<ContactLeg>();
  return {
    dial(request: DialRequest, listener: (event: LegEvent) => Promise<void>): Leg {
      const leg = new ContactLeg({ request, agent, clock, openMedia, listener, onError });
      legs.add(leg);
      void leg.done.then(() => legs.delete(leg));
      void leg.start();
      return leg;
    },
    ping: () => agent.ping(),
    async close() {
      for (const leg of legs) leg.hangUp();
      await agent.close();
      await Promise.all([...legs].map((leg) => leg.done));
    },
  };
}

/** The address of this machine by which the trunk is reached. @throws AppError `error.cli.trunk-host`. */
export async function ownHostTowards({ host, port }: Pick<SipTrunk, 'host' | 'port'>): Promise<string> {
  return localHostTowards({ host: await addressOf(host), port });
}

/** The number policy as the guard that a trunk is handed. @param allowedCountries ISO 3166 codes. */
export function dialGuard(allowedCountries: readonly string[]): (number: string) => true | string {
  return (number) => {
    const verdict = dialPolicy(number, { allowedCountries });
    return verdict.allowed ? true : verdict.reason;
  };
}

function open(trunk: SipTrunk, host: string, events: TransportEvents) {
  const local = { host, port: 0, ...events };
  return trunk.transport === 'udp' ? openUdpTransport(local) : openTcpTransport(local);
}

async function addressOf(host: string): Promise<string> {
  try {
    return (await lookup(host.replace(/^\[|\]$/g, ''))).address;
  } catch (cause) {
    throw new AppError('error.cli.trunk-host', { host }, { cause });
  }
}

/** RFC 3261 section 19.1.2: 5060 goes without saying, and some providers insist. */
function domainOf({ host, port }: SipTrunk): string {
  return port === 5060 ? host : `${host}:${port}`;
}

function credentialsOf({ user, password }: SipTrunk) {
  return user === undefined || password === undefined ? null : { user, password };
}
