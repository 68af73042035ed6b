import { useTexts } from '../app-context.ts';
import { Icon } from './icon.tsx';

/** One ink banner at the top: the connection is gone, nothing else is. `at` is a time of the wall, written. */
export function OfflineBanner({ at }: { readonly at: string }) {
  const texts = useTexts();
  return (
    <p className="banner" role="status">
      <Icon name="info" />
      <span>{texts.say('web.offline', { at })}</span>
    </p>
  );
}
