import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { PlannedShiftView } from '../../../protocol/arrival-contract.ts';
import { useApp } from '../../app-context.ts';

interface Planned {
  readonly shifts: readonly PlannedShiftView[];
}

/** The shifts of a campaign that are not over. */
export function usePlannedShifts(campaign: string) {
  const { client } = useApp();
  return useQuery({
    queryKey: ['planned-shifts', campaign],
    queryFn: (): Promise<Planned> => client.call('plannedShifts', { params: { campaign } }),
    retry: false,
  });
}

/** Puts oneself down for a shift, or takes oneself off; what the server answers is what the page shows. */
export function useChangeShift(campaign: string) {
  const { client } = useApp();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ id, isMine }: PlannedShiftView): Promise<Planned> =>
      client.call(isMine ? 'takeOff' : 'putDown', { params: { campaign }, body: { shift: id } }),
    onSuccess: (answer) => queries.setQueryData(['planned-shifts', campaign], answer),
    // Somebody else may have taken the last place: then the page shows that.
    onError: () => queries.invalidateQueries({ queryKey: ['planned-shifts', campaign] }),
  });
}

/** The calendar file, for a plain link: a phone opens it with its calendar. */
export function calendarLink(campaign: string, shift?: string): string {
  const query = shift === undefined ? '' : `?shift=${encodeURIComponent(shift)}`;
  return `/api/campaigns/${encodeURIComponent(campaign)}/schichten.ics${query}`;
}
