import { type Client, createClient, ServerError } from '../../protocol/client.ts';
import type { Answer, RouteName } from '../../protocol/contract.ts';
import type { GuideView, InstallationView, MeView } from '../../protocol/views.ts';
import type { BrowserClock } from '../browser-clock.ts';
import type { KeptPage } from './entry.ts';
import { createKeeping, type Keeping } from './keeping.ts';
import { findKeptPage, openShelf, removeShelves, type ShelfParts } from './sealed-shelf.ts';
import { withTimeLimit } from './time-limit.ts';

/** The journals of this page, and a client that fills and empties them. */
export interface Journals {
  /** One for each account, as long as the page lives. */
  of(accountId: string): Keeping;
  readonly client: Client;
}

/** What the browser has to offer. */
export interface JournalsParts {
  readonly fetch: typeof fetch;
  readonly headers: (name: RouteName) => Record<string, string>;
  readonly clock: BrowserClock;
  readonly databases: IDBFactory;
  /** `subtle` and the locks are missing in a page without TLS. */
  readonly crypto: Crypto;
  readonly locks: LockManager | undefined;
}

/** The pages with which somebody can go on without a line. */
type Page = 'installation' | 'me' | 'guide' | 'shift';
const PATIENCE = 8_000;

export function createJournals(parts: JournalsParts): Journals {
  const { clock, crypto, databases } = parts;
  const server = createClient('', parts.fetch, parts.headers);
  const lastClient = createClient(
    '',
    (url, init) => parts.fetch(url, { ...init, keepalive: true }),
    parts.headers,
  );
  const shelf: ShelfParts | null =
    'subtle' in crypto && crypto.subtle !== undefined && databases !== undefined
      ? { databases, crypto, now: clock.now }
      : null;
  const known: { installation?: InstallationView; me?: MeView; guide?: GuideView } = {};
  const all = new Map<string, Keeping>();

  const forget = async () => {
    const keepings = [...all.values()];
    all.clear();
    // Whatever is still on the screen for a moment is not kept again.
    for (const it of ['installation', 'me', 'guide'] as const) delete known[it];
    for (const it of keepings) await it.forget();
    if (shelf !== null) await removeShelves(databases).catch(() => {}); // Nothing could be written there either.
  };

  const client: Client = {
    async call(name, ...args) {
      try {
        const asked = server.call(name, ...args);
        const answer = await (isPage(name) ? withTimeLimit(clock, PATIENCE, asked) : asked);
        await hear(name, answer);
        return answer;
      } catch (error) {
        if (!(error instanceof ServerError)) throw error;
        if (isOver(error)) await forget();
        if (error.status !== 0 || !isPage(name) || shelf === null) throw error;
        const page = await findKeptPage(shelf).catch(() => null);
        if (page === null) throw error;
        remember(page);
        return answerOf(name, page);
      }
    },
  };

  async function hear(name: RouteName, answer: unknown): Promise<void> {
    // By its name each answer is of that route.
    if (name === 'installation') {
      const { me, ...installation } = answer as InstallationView;
      known.installation = installation;
      if (me !== undefined) await hear('me', me);
    }
    if (name === 'guide') {
      known.guide = answer as GuideView;
      for (const it of all.values()) it.aboutChanged();
    }
    if (name === 'me') known.me = answer as MeView;
    if (name === 'me' && hasEnded(answer as MeView)) await forget();
    if (name === 'leave') for (const it of all.values()) it.leave();
    if (name === 'signOut') await forget();
  }

  function remember({ installation, me, guide }: KeptPage): void {
    known.installation ??= installation;
    known.me ??= me;
    known.guide ??= guide;
  }

  return {
    client,
    of(accountId) {
      const there = all.get(accountId);
      if (there !== undefined) return there;
      const name = `draht-${accountId}`;
      const made = createKeeping({
        ...{ client, lastClient, clock },
        openShelf: async () => shelf && openShelf(shelf, accountId),
        openTabs: { name, locks: parts.locks ?? null, channel: new BroadcastChannel(name) },
        about() {
          const { installation, me, guide } = known;
          return installation && me && guide ? { installation, me, guide } : null;
        },
      });
      all.set(accountId, made);
      return made;
    },
  };
}

function isPage(name: RouteName): name is Page {
  return name === 'installation' || name === 'me' || name === 'guide' || name === 'shift';
}

function answerOf<Name extends RouteName>(name: Name, page: KeptPage): Answer<Name> {
  const answers: { [It in Page]: Answer<It> } = {
    ...{ installation: page.installation, me: page.me, guide: page.guide },
    shift: { shift: page.view },
  };
  return answers[name as Page] as Answer<Name>; // Only names of pages come here.
}

/** An account that was invited for a campaign which is over has nothing to keep. */
function hasEnded({ account, campaigns, shiftIn }: MeView): boolean {
  return account.role === 'caller' && campaigns.length === 0 && shiftIn === null;
}

function isOver({ code }: ServerError): boolean {
  return code === 'error.campaign.closed' || code === 'error.invitation.expired';
}
