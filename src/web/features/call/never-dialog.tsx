import { useState } from 'react';
import { useTexts } from '../../app-context.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Seg } from '../../ui/seg.tsx';

/** Never to be called again: asked once, at once in force, and it can be taken back. */
export function NeverDialog(props: {
  readonly name: string;
  readonly givenName: string;
  /** What the line has proved; it can be changed. */
  readonly hasTalked: boolean;
  readonly onDo: (talkedWithMember: boolean) => void;
  readonly onClose: () => void;
}) {
  const texts = useTexts();
  const [hasTalked, setHasTalked] = useState(props.hasTalked);
  return (
    <Dialog
      title={texts.say('caller.never.title', { name: props.name })}
      action={{ label: texts.say('caller.never'), onPress: () => props.onDo(hasTalked) }}
      onClose={props.onClose}
    >
      <p>{texts.say('caller.never.hint')}</p>
      <Seg
        legend={texts.say('caller.missing.talked', { name: props.givenName })}
        isLegendShown
        options={[
          { id: 'yes', label: texts.say('caller.yes') },
          { id: 'no', label: texts.say('caller.no') },
        ]}
        value={hasTalked ? 'yes' : 'no'}
        onChange={(said) => setHasTalked(said === 'yes')}
      />
    </Dialog>
  );
}
