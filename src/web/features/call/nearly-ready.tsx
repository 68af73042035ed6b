import { useEffect, useState } from 'react';
import { useApp, useTexts } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import { useAltKeys } from '../../ui/use-alt-keys.ts';

/**
 * What lets the next call go out in time, where the campaign calls ahead: a button, and the last step of the form. A
 * hint to the server: who does not tell is served all the same.
 *
 * @param isLast The form's last field is reached, or the outcome saved.
 */
export function useNearlyReady(isAhead: boolean, isLast: boolean) {
  const { client } = useApp();
  const [isTold, setIsTold] = useState(false);
  const tell = () => {
    setIsTold(true);
    // Nothing hangs on it, so nothing is said when it is lost.
    client.call('nearlyReady').catch(() => {});
  };
  const isDue = isAhead && isLast && !isTold;
  useEffect(() => {
    if (!isDue) return;
    setIsTold(true);
    client.call('nearlyReady').catch(() => {});
  }, [isDue, client]);
  return { isTold, tell };
}

export function NearlyReadyButton({ isTold, tell }: ReturnType<typeof useNearlyReady>) {
  const texts = useTexts();
  useAltKeys({ R: tell });
  return (
    <Button icon={isTold ? 'check' : 'clock'} altKey="R" isPressed={isTold} onPress={tell}>
      {texts.say('caller.nearly-ready')}
    </Button>
  );
}
