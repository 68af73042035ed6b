import { useId } from 'react';
import { useTexts } from '../../app-context.ts';

/** What is promised, whole and on the page itself. `text` null: our own words; else the campaign file's, line by line. */
export function PledgeText({ text }: { readonly text: string | null }) {
  const texts = useTexts();
  const heading = useId();
  const lines = (text ?? texts.say('arrive.pledge.own')).split('\n').filter((it) => it.trim() !== '');
  return (
    <section className="pledge" aria-labelledby={heading}>
      <h2 id={heading}>{texts.say('arrive.pledge.title')}</h2>
      <p>{texts.say('arrive.pledge.lead')}</p>
      <ul>
        {lines.map((it) => (
          <li key={it}>{it.replace(/^[-–•]\s*/, '')}</li>
        ))}
      </ul>
      <p className="soft small">{texts.say('arrive.pledge.kept')}</p>
    </section>
  );
}
