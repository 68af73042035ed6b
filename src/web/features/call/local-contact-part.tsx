import { useTexts } from '../../app-context.ts';
import { Seg } from '../../ui/seg.tsx';
import { useDesk } from './call-desk.ts';

/** Who is there on the spot, and whether that person may have the number. */
export function LocalContactPart() {
  const texts = useTexts();
  const { call, draft, change } = useDesk();
  const contact = call.card.localContact;
  if (contact === null) return null;
  return (
    <div className="stack wide">
      <p>
        <b>{contact.name}</b>
        <span className="soft">, {[contact.role, contact.branch].filter(Boolean).join(', ')}</span>
      </p>
      <Seg
        legend={texts.say('caller.contact.legend', { name: contact.name })}
        isLegendShown
        options={[
          { id: 'yes', label: texts.say('caller.contact.yes') },
          { id: 'no', label: texts.say('caller.no') },
        ]}
        value={draft.localContact === null ? null : draft.localContact ? 'yes' : 'no'}
        onChange={(said) => change({ localContact: said === 'yes' })}
      />
      <p className="aside">{texts.say('caller.contact.then', { name: contact.name })}</p>
    </div>
  );
}
