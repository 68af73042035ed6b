import { useEffect } from 'react';
import { useTexts } from '../../app-context.ts';
import { useSigns } from '../profile/use-signs.ts';
import type { Screen } from './screen.ts';

/** For those who do not see the page: at most four words, and none while one talks. The tab's name says it, too. */
export function Announcer({ screen }: { readonly screen: Screen['kind'] }) {
  const texts = useTexts();
  useSigns(screen);
  const words = screen === 'talking' ? '' : texts.say(`caller.announce.${screen}`);
  useEffect(() => {
    document.title = `${words === '' ? texts.say('caller.state.talking') : words} – ${texts.say('web.brand')}`;
  }, [words, texts]);
  return (
    <p className="vh" role="status">
      {words}
    </p>
  );
}
