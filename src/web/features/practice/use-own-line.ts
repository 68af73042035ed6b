import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ShiftView } from '../../../protocol/views.ts';
import { useApp } from '../../app-context.ts';
import { useLineOf } from '../../audio/use-voice.ts';

/** The shift one comes from, if there is one, whose line goes on being up here. */
export function useOwnLine(): {
  readonly shift: ShiftView | null | undefined;
  readonly take: (shift: ShiftView) => void;
} {
  const { client } = useApp();
  const queries = useQueryClient();
  const shift = useQuery({
    queryKey: ['practice-shift'],
    queryFn: async () => (await client.call('shift')).shift,
    refetchOnMount: 'always',
    retry: false,
  }).data;
  useLineOf(shift === undefined ? undefined : (shift?.voice.way ?? null));
  return { shift, take: (came) => queries.setQueryData(['practice-shift'], came) };
}
