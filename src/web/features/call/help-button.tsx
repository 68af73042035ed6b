import type { ShiftView } from '../../../protocol/views.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import type { ShiftConnection } from './use-shift.ts';

/** Rings the organisers' bell, or lets go of it. */
export function HelpButton({ view, shift }: { readonly view: ShiftView; readonly shift: ShiftConnection }) {
  const { client, texts } = useApp();
  const isWanted = view.asksForHelp;
  return (
    <Button
      kind="quiet"
      icon="help"
      isPressed={isWanted}
      onPress={() => void shift.act(() => client.call('askForHelp', { body: { isWanted: !isWanted } }))}
    >
      <span className="at-wide">{texts.say(isWanted ? 'caller.help.coming' : 'caller.help')}</span>
      <span className="at-narrow">
        {texts.say(isWanted ? 'caller.help.coming.short' : 'caller.help.short')}
      </span>
    </Button>
  );
}
