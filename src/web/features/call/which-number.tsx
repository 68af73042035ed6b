import './outcome.css';
import { useTexts } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import { useDesk } from './call-desk.ts';

/** Which of the person's numbers is the wrong one: one tap, and it is saved. The dialled one stands first. */
export function WhichNumber({ onSaid }: { readonly onSaid: (wrongNumbers: string[]) => void }) {
  const texts = useTexts();
  const { call } = useDesk();
  const numbers = call.card.numbers.toSorted((a, b) => Number(b.isDialled) - Number(a.isDialled));
  return (
    <fieldset className="stack wide fieldset">
      <legend className="label">{texts.say('outcome.which-number')}</legend>
      <div className="row">
        {numbers.map(({ id, digits, isDialled }) => (
          <Button key={id} icon={isDialled ? 'phone' : 'cross'} onPress={() => onSaid([id])}>
            <span className="num">{digits}</span>
            {isDialled && <span className="soft">{texts.say('outcome.which-number.dialled')}</span>}
          </Button>
        ))}
        <Button kind="quiet" onPress={() => onSaid(numbers.map((it) => it.id))}>
          {texts.say('outcome.which-number.all', { count: numbers.length })}
        </Button>
      </div>
    </fieldset>
  );
}
