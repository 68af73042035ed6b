import type { ReactNode, Ref } from 'react';
import { useTexts } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import { useAltKeys } from '../../ui/use-alt-keys.ts';
import { CallBar } from './call-bar.tsx';
import { useDesk } from './call-desk.ts';
import { fullName } from './wording.ts';

/** Bar and keys of a call that nobody has answered yet, whoever dials it. */
export function RingingBar(props: {
  readonly headingRef: Ref<HTMLHeadingElement>;
  readonly words: ReactNode;
  /** Keys that only one of the two ways has. */
  readonly keys?: Readonly<Record<string, () => void>>;
  /** What stands before `Wir sprechen`. */
  readonly children?: ReactNode;
}) {
  const texts = useTexts();
  const { call, talking, save } = useDesk();
  useAltKeys({
    W: talking,
    M: () => save('voicemail'),
    A: () => save('third-person'),
    '6': () => save('third-person'),
    ...props.keys,
  });
  return (
    <CallBar
      state="ringing"
      label={texts.say('caller.bar.current')}
      name={fullName(call.card)}
      givenName={call.card.givenName}
      headingRef={props.headingRef}
      words={props.words}
    >
      {props.children}
      <Button kind="main" isBig icon="phone" altKey="W" onPress={talking}>
        {texts.say('caller.talking')}
      </Button>
    </CallBar>
  );
}
