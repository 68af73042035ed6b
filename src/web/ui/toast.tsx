import { type ReactNode, useEffect, useState } from 'react';
import { useApp } from '../app-context.ts';
import { Button } from './button.tsx';
import { useAltKeys } from './use-alt-keys.ts';

/**
 * What was saved, and the way back while there is one: a line that runs out, and the seconds in words.
 *
 * @param untilWall When the way back ends, in milliseconds of the browser's clock.
 */
export function UndoToast(props: {
  readonly children: ReactNode;
  readonly untilWall: number;
  readonly onUndo: () => void;
}) {
  const { clock, texts } = useApp();
  const [now, setNow] = useState(() => clock.now());
  useEffect(() => clock.every(250, () => setNow(clock.now())), [clock]);
  useAltKeys({ Z: props.onUndo });
  const seconds = Math.ceil((props.untilWall - now) / 1_000);
  if (seconds <= 0) return null;
  return (
    <div className="toast">
      <span role="status">{props.children}</span>
      <Button icon="undo" onPress={props.onUndo} altKey="Z">
        {texts.say('web.undo')} <span className="num">({texts.say('web.seconds', { seconds })})</span>
      </Button>
      <span className="toast__time" aria-hidden="true" style={{ animationDelay: `${seconds - 10}s` }} />
    </div>
  );
}
