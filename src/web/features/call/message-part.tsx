import { useState } from 'react';
import { messageKinds } from '../../../core/outcome/report-parts.ts';
import { useTexts } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField, TextField } from '../../ui/field.tsx';
import { useDesk } from './call-desk.ts';

/** A few words to the organisers, sent with the outcome. A difficult moment has chosen the kind already. */
export function MessagePart() {
  const texts = useTexts();
  const { draft, change } = useDesk();
  const [isOpen, setOpen] = useState(false);
  const { message } = draft;
  if (message === null)
    return (
      <Button
        kind="quiet"
        icon="mail"
        onPress={() => {
          setOpen(true);
          change({ message: { kind: 'question', text: '' } });
        }}
      >
        {texts.say('outcome.message.write')}
      </Button>
    );
  return (
    <section className="stack wide" aria-labelledby="h-message">
      <h3 id="h-message">{texts.say('outcome.message.title')}</h3>
      <SelectField
        label={texts.say('outcome.message.kind')}
        options={messageKinds.map((id) => ({ id, label: texts.say(`outcome.message.${id}`) }))}
        value={message.kind}
        // The options are the kinds.
        onChange={(kind) => change({ message: { ...message, kind: kind as typeof message.kind } })}
      />
      <TextField
        label={texts.say('outcome.message.text')}
        value={message.text}
        maxLength={500}
        autoFocus={isOpen}
        hint={texts.say('outcome.message.hint')}
        onChange={(text) => change({ message: { ...message, text } })}
      />
      <Button kind="link" icon="cross" onPress={() => change({ message: null })}>
        {texts.say('outcome.message.drop')}
      </Button>
    </section>
  );
}
