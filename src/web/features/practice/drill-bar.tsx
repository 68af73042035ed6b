import { useTexts } from '../../app-context.ts';
import './practice.css';

/** Hatched over the whole width of every page of practice: nobody takes it for real, or real for practice. */
export function DrillBar() {
  const texts = useTexts();
  return (
    <aside className="drill" aria-label={texts.say('practice-web.drill')}>
      <p>
        <b>{texts.say('practice-web.drill.word')}</b> {texts.say('practice-web.drill.text')}
      </p>
    </aside>
  );
}
