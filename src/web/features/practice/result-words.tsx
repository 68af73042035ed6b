import type { Evaluation } from '../../../core/practice/evaluation.ts';
import { useTexts } from '../../app-context.ts';

/** What a sheet comes to, in words; what must still be right by name. */
export function ResultWords({ result }: { readonly result: Evaluation }) {
  const texts = useTexts();
  const { points, isPassed, missing } = result;
  const what = missing.map((it) => texts.say(`practice.criterion.${it}`)).join(', ');
  return (
    <div className="stack">
      <p className="practise__result">
        {texts.say(isPassed ? 'practice-web.result.passed' : 'practice-web.result.not-yet', { points })}
      </p>
      {missing.length > 0 && <p>{texts.say('practice-web.result.missing', { what })}</p>}
    </div>
  );
}
