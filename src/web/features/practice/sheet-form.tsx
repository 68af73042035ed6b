import { useId } from 'react';
import { type Criterion, criteria, mustCriteria } from '../../../core/practice/criteria.ts';
import type { Score, Scores } from '../../../core/practice/evaluation.ts';
import type { PracticeSheet } from '../../../protocol/practice-contract.ts';
import { useTexts } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { RichText } from '../../ui/rich-text.tsx';
import { progressOf, scoresFor } from './sheet-draft.ts';

/** The sixteen criteria, one strength, one thing to practise next and one sentence to try. */
export function SheetForm(props: {
  readonly sheet: PracticeSheet;
  readonly onChange: (sheet: PracticeSheet) => void;
  /** Ticked by the run alone; null: by nobody. */
  readonly proposed?: Scores;
  /** Whom the sheet is about; null: oneself. */
  readonly about: string | null;
  readonly isBusy: boolean;
  readonly giveLabel: string;
  /** Null: it cannot be given yet. */
  readonly onGive: (() => void) | null;
}) {
  const texts = useTexts();
  const { sheet, onChange, about } = props;
  const side = about === null ? 'trainee' : 'player';
  const name = about ?? '';
  const { done, points } = progressOf(sheet.scores);
  return (
    <>
      <ol className="crits">
        {criteria.map((it) => (
          <CriterionRow
            key={it}
            criterion={it}
            score={sheet.scores[it] ?? null}
            isProposed={sheet.scores[it] !== undefined && props.proposed?.[it] === sheet.scores[it]}
            onScore={(score) => onChange({ ...sheet, scores: { ...sheet.scores, [it]: score } })}
          />
        ))}
      </ol>
      <div className="progress">
        <p>
          <Progress done={done} points={points} />
        </p>
        <progress value={done} max={criteria.length} aria-label={texts.say('practice-web.sheet.ticked')} />
      </div>
      <div className="stack wide sheet__words">
        <Field
          label={texts.say(`practice-web.sheet.strength.${side}`, { name })}
          value={sheet.strength}
          maxLength={300}
          onChange={(strength) => onChange({ ...sheet, strength })}
        />
        <Field
          label={texts.say(`practice-web.sheet.next.${side}`, { name })}
          value={sheet.next}
          maxLength={300}
          onChange={(next) => onChange({ ...sheet, next })}
        />
        <Field
          label={texts.say('practice-web.sheet.sentence')}
          hint={texts.say('practice-web.sheet.sentence.hint')}
          value={sheet.sentence}
          maxLength={300}
          onChange={(sentence) => onChange({ ...sheet, sentence })}
        />
      </div>
      {props.onGive !== null && (
        <div className="row">
          <Button kind="main" isBig iconAfter="arrow-right" isBusy={props.isBusy} onPress={props.onGive}>
            {props.giveLabel}
          </Button>
        </div>
      )}
    </>
  );
}

/** The message has its own `<b>`: a bold figure at the beginning. */
function Progress(props: { readonly done: number; readonly points: number }) {
  const texts = useTexts();
  return (
    <RichText
      texts={texts}
      id="practice-web.sheet.progress"
      values={{ done: <b>{props.done}</b>, points: props.points }}
    />
  );
}

function CriterionRow(props: {
  readonly criterion: Criterion;
  readonly score: Score | null;
  readonly isProposed: boolean;
  readonly onScore: (score: Score) => void;
}) {
  const texts = useTexts();
  const id = useId();
  const { criterion, score } = props;
  const must: readonly Criterion[] = mustCriteria;
  return (
    <li className="crit">
      <p className="crit__text" id={id}>
        <b>{texts.say(`practice.criterion.${criterion}`)}</b>{' '}
        {must.includes(criterion) && <span className="tag">{texts.say('practice-web.sheet.must')}</span>}{' '}
        {props.isProposed && <span className="tag">{texts.say('practice-web.sheet.proposed')}</span>}
        <span className="soft">{texts.say(`practice.criterion.${criterion}.anchor`)}</span>
      </p>
      <div
        className={criterion === 'objection' ? 'seg seg--four' : 'seg'}
        role="radiogroup"
        aria-labelledby={id}
      >
        {scoresFor(criterion).map((it) => (
          <label key={it}>
            <input
              className="vh"
              type="radio"
              name={id}
              value={it}
              checked={score === it}
              onChange={() => props.onScore(it)}
            />
            {texts.say(`practice-web.sheet.score.${it}`)}
          </label>
        ))}
      </div>
    </li>
  );
}
