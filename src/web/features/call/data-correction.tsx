import { useState } from 'react';
import { type Correction, correctionFields } from '../../../core/outcome/report-parts.ts';
import { useTexts } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import { Field, SelectField } from '../../ui/field.tsx';
import { SheetDialog } from '../../ui/sheet-dialog.tsx';
import { useDesk } from './call-desk.ts';
import { readBack } from './read-back.ts';
import { SoftHintLine } from './soft-hint-line.tsx';
import { WordsToSay } from './words-to-say.tsx';

const MOST_CORRECTIONS = 10;

/** What of the person's data is wrong: written down at once, read back in groups, and ticked when the member said yes. */
export function DataCorrection() {
  const texts = useTexts();
  const { draft } = useDesk();
  const [isOpen, setOpen] = useState(false);
  const count = draft.corrections.length;
  return (
    <div className="corrections">
      <Button kind="link" icon="pen" onPress={() => setOpen(true)}>
        {texts.say(count === 0 ? 'talk.correct' : 'talk.correct.count', { count })}
      </Button>
      {isOpen && (
        <SheetDialog title={texts.say('talk.correct')} onClose={() => setOpen(false)}>
          <Corrections onClose={() => setOpen(false)} />
        </SheetDialog>
      )}
    </div>
  );
}

const nothing: Correction = { field: 'phone', value: '', readBack: false };

function Corrections({ onClose }: { readonly onClose: () => void }) {
  const texts = useTexts();
  const { draft, change } = useDesk();
  const [now, setNow] = useState<Correction>(nothing);
  const known = draft.corrections;
  const put = (corrections: readonly Correction[]) => change({ corrections });
  const add = () => {
    put([...known, { ...now, value: now.value.trim() }]);
    setNow({ ...nothing, field: now.field });
  };
  return (
    <form
      className="stack wide"
      onSubmit={(event) => {
        event.preventDefault();
        if (now.value.trim() !== '') add();
        onClose();
      }}
    >
      <Known known={known} onChange={put} />
      {known.length < MOST_CORRECTIONS && <One now={now} onChange={setNow} />}
      <p className="soft">{texts.say('talk.correct.then')}</p>
      <div className="dialog__acts">
        <Button kind="main" type="submit">
          {texts.say(now.value.trim() === '' ? 'talk.correct.done' : 'talk.correct.save')}
        </Button>
        <Button isDisabled={now.value.trim() === ''} onPress={add}>
          {texts.say('talk.correct.another')}
        </Button>
      </div>
    </form>
  );
}

function One({ now, onChange }: { readonly now: Correction; readonly onChange: (it: Correction) => void }) {
  const texts = useTexts();
  const words = readBack(now);
  return (
    <>
      <SelectField
        label={texts.say('talk.correct.what')}
        options={correctionFields.map((id) => ({ id, label: texts.say(`talk.correct.field.${id}`) }))}
        value={now.field}
        onChange={(id) => {
          const field = correctionFields.find((it) => it === id);
          if (field !== undefined) onChange({ ...now, field, readBack: false });
        }}
      />
      <Field
        label={texts.say('talk.correct.value')}
        hint={texts.say('talk.correct.value.hint')}
        value={now.value}
        // What was read back was something else.
        onChange={(value) => onChange({ ...now, value, readBack: false })}
        maxLength={200}
        type={now.field === 'phone' ? 'tel' : 'text'}
        autoFocus
      />
      <SoftHintLine text={now.value} />
      {words !== '' && (
        <>
          <WordsToSay
            lines={[
              {
                kind: 'say',
                runs: [{ text: texts.say('talk.correct.read-back', { words }), isFilled: false }],
              },
            ]}
          />
          <label className="check">
            <input
              type="checkbox"
              checked={now.readBack}
              onChange={(event) => onChange({ ...now, readBack: event.target.checked })}
            />
            {texts.say('talk.correct.confirmed')}
          </label>
        </>
      )}
    </>
  );
}

function Known(props: {
  readonly known: readonly Correction[];
  readonly onChange: (corrections: readonly Correction[]) => void;
}) {
  const texts = useTexts();
  const { known, onChange } = props;
  if (known.length === 0) return null;
  return (
    <ul className="kept" aria-label={texts.say('talk.correct.known')}>
      {known.map((it, place) => (
        // Two alike may stand there: the place tells them apart.
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <li key={place}>
          <span>
            {texts.say(`talk.correct.field.${it.field}`)}: <b className="num">{it.value}</b>
            <span className="soft">
              {' '}
              {texts.say(it.readBack ? 'talk.correct.is-confirmed' : 'talk.correct.not-confirmed')}
            </span>
          </span>
          <Button kind="link" icon="cross" onPress={() => onChange(known.filter((_, at) => at !== place))}>
            {texts.say('talk.correct.remove')}
          </Button>
        </li>
      ))}
    </ul>
  );
}
