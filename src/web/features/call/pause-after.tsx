import { useState } from 'react';
import { useTexts } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import { useAltKeys } from '../../ui/use-alt-keys.ts';
import { useDesk } from './call-desk.ts';

/**
 * A pause after this call, said while it is on: nobody is called ahead for this caller, and the outcome leads to the
 * pause. Kept by the server; nothing where no call follows anyway (a practice, a call that is corrected).
 */
export function PauseAfterButton() {
  const texts = useTexts();
  const { view, also } = useDesk();
  const [wanted, setWanted] = useState<boolean | null>(null);
  const { wantsPause } = view;
  const toggle = () => {
    setWanted(!wantsPause);
    also?.wantPause(!wantsPause);
  };
  useAltKeys(also === undefined ? {} : { P: toggle });
  if (also === undefined) return null;
  return (
    <>
      <Button icon={wantsPause ? 'check' : 'pause'} altKey="P" isPressed={wantsPause} onPress={toggle}>
        {texts.say('caller.pause-after')}
      </Button>
      {/* Told in few words to whoever did it, also in a talk: the key may be pressed from anywhere. */}
      <span className="vh" role="status">
        {wanted === wantsPause && texts.say(wantsPause ? 'caller.pause-after' : 'caller.pause-after.off')}
      </span>
    </>
  );
}
