import { useState } from 'react';
import type { CampaignSummary, MeView } from '../../../protocol/views.ts';

/** The campaign that is practised for: the shift's, else the first that runs; another one can be chosen. */
export function usePracticeCampaign(
  me: MeView | null,
): readonly [CampaignSummary | null, (key: string) => void] {
  const [chosen, choose] = useState<string | null>(null);
  const wished = chosen ?? me?.shiftIn ?? null;
  const all = me === null ? [] : practicable(me);
  return [all.find((it) => it.key === wished) ?? all[0] ?? null, choose];
}

/** Those that are over are practised for no more; running ones first. */
export function practicable(me: MeView): readonly CampaignSummary[] {
  const open = me.campaigns.filter((it) => it.state !== 'closed');
  return [...open.filter((it) => it.state === 'running'), ...open.filter((it) => it.state !== 'running')];
}
