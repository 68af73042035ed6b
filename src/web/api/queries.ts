import { type QueryClient, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { type Client, ServerError } from '../../protocol/client.ts';
import type { InstallationView, MeView } from '../../protocol/views.ts';
import { useApp } from '../app-context.ts';

/** While a page builds up, each of its parts may want to know; only once it is asked. */
const ME_FRESH_MS = 10_000;

/** What could not be had is asked for again by a touch: the page that says so has parts that want to know it, too. */
const asksOnce = { retryOnMount: false };

/** Who is signed in; null when nobody is. */
export function useMe() {
  const { client } = useApp();
  return useQuery(meOf(client));
}

/** Asks while the page's own code is still on its way. */
export async function askEarly(queries: QueryClient, client: Client): Promise<MeView | null> {
  await queries.prefetchQuery(meOf(client));
  return queries.getQueryData(meOf(client).queryKey) ?? null;
}

function meOf(client: Client) {
  return queryOptions({
    queryKey: ['me'],
    staleTime: ME_FRESH_MS,
    ...asksOnce,
    queryFn: async ({ client: queries }): Promise<MeView | null> => {
      const isFirst = queries.getQueryData(installationOf(client).queryKey) === undefined;
      // A browser writes every refusal to its console as an error: nobody is not asked who they are.
      const { isSignedIn, me } = await queries.ensureQueryData({ ...installationOf(client), retry: false });
      if (!isSignedIn) return null;
      if (isFirst && me !== undefined) return me;
      try {
        return await client.call('me');
      } catch (error) {
        if (error instanceof ServerError && error.status === 401) return null;
        throw error;
      }
    },
  });
}

/** To be called with the answer of signing in, joining or setting up, and with null after signing out. */
export function useSetMe(): (me: MeView | null) => void {
  const queries = useQueryClient();
  return (me) => {
    queries.clear();
    queries.setQueryData(['me'], me);
  };
}

export function useInstallation() {
  const { client } = useApp();
  return useQuery(installationOf(client));
}

function installationOf(client: Client) {
  return queryOptions({
    queryKey: ['installation'],
    queryFn: (): Promise<InstallationView> => client.call('installation'),
    staleTime: Number.POSITIVE_INFINITY,
    ...asksOnce,
  });
}
