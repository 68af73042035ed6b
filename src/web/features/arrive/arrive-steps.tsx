import './arrive.css';
import { useTexts } from '../../app-context.ts';
import { Icon } from '../../ui/icon.tsx';

const steps = ['name', 'pledge', 'phone', 'practice'] as const;

/** The line with stops from the invitation to the first call: what is done, where one is, what is to come. */
export function ArriveSteps({ here }: { readonly here: (typeof steps)[number] }) {
  const texts = useTexts();
  const place = steps.indexOf(here);
  return (
    <ol className="steps arrive__steps" aria-label={texts.say('arrive.steps')}>
      {steps.map((it, index) => (
        <li
          key={it}
          {...(index < place ? { 'data-state': 'done' } : {})}
          {...(index === place ? { 'data-state': 'here', 'aria-current': 'step' } : {})}
        >
          <span className="stop">{index < place && <Icon name="check" />}</span>
          <b>{texts.say(`arrive.step.${it}`)}</b>
        </li>
      ))}
    </ol>
  );
}
