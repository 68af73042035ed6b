import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ServerError } from '../../protocol/client.ts';
import type { InstallationView, MeView } from '../../protocol/views.ts';
import { useApp } from '../app-context.ts';

/** Who is signed in; null when nobody is. */
export function useMe() {
  const { client } = useApp();
  return useQuery({
    queryKey: ['me'],
    queryFn: async (): Promise<MeView | null> => {
      // A browser writes every refusal to its console as an error: nobody is not asked who they are.
      if (!(await client.call('installation')).isSignedIn) return null;
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
  return useQuery({
    queryKey: ['installation'],
    queryFn: (): Promise<InstallationView> => client.call('installation'),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
