import { useTexts } from '../../app-context.ts';
import { Seg } from '../../ui/seg.tsx';
import { useDesk } from './call-desk.ts';

/** Du or Sie, for this call, in one tap: the guide speaks otherwise at once. */
export function AddressSwitch() {
  const texts = useTexts();
  const { guide, change } = useDesk();
  return (
    <Seg
      legend={texts.say('talk.address')}
      options={[
        { id: 'du', label: texts.say('talk.address.du') },
        { id: 'sie', label: texts.say('talk.address.sie') },
      ]}
      value={guide.address}
      onChange={(address) => change({ address })}
    />
  );
}
