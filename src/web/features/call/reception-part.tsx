import { useTexts } from '../../app-context.ts';
import { Seg } from '../../ui/seg.tsx';
import { useDesk } from './call-desk.ts';

const receptions = ['pleased', 'neutral', 'disturbed'] as const;

/** How the call was received: one tap, and no praise in it. */
export function ReceptionPart({ isLegendShown = true }: { readonly isLegendShown?: boolean }) {
  const texts = useTexts();
  const { draft, change } = useDesk();
  return (
    <Seg
      legend={texts.say('caller.station.reception')}
      isLegendShown={isLegendShown}
      options={receptions.map((id) => ({ id, label: texts.say(`caller.reception.${id}`) }))}
      value={draft.reception}
      onChange={(reception) => change({ reception })}
    />
  );
}
