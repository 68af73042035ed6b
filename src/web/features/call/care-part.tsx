import { useEffect, useRef, useState } from 'react';
import type { OutcomeReportBody } from '../../../protocol/views.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';

/** After a hard call, in the pause that came with it: nobody has to go on, and nobody has to carry it alone. */
export function CarePart(props: {
  /** What was saved; the note goes with it. */
  readonly report: OutcomeReportBody;
  /** False when it was refused; the page says why. */
  readonly onSend: (report: OutcomeReportBody) => Promise<boolean>;
}) {
  const { texts, newKey } = useApp();
  const [text, setText] = useState('');
  const [isSent, setSent] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const send = () =>
    void props
      .onSend({ ...props.report, key: newKey(), message: { kind: 'care', text: text.trim() } })
      .then((isDone) => setSent(isDone));
  return (
    <section className="missing stack wide" aria-labelledby="h-care">
      <h2 id="h-care" ref={heading} tabIndex={-1}>
        {texts.say('outcome.care.title')}
      </h2>
      <p>{texts.say('outcome.care.hint')}</p>
      {isSent ? (
        <p className="state state--text" role="status">
          <Icon name="check" />
          {texts.say('outcome.care.sent')}
        </p>
      ) : (
        <>
          <TextField
            label={texts.say('outcome.care.text')}
            hint={texts.say('outcome.care.text.hint')}
            value={text}
            maxLength={500}
            onChange={setText}
          />
          <Button icon="heart" onPress={send}>
            {texts.say('outcome.care.send')}
          </Button>
        </>
      )}
    </section>
  );
}
