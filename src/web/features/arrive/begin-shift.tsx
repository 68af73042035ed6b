import { type Ref, useState } from 'react';
import type { MeView } from '../../../protocol/views.ts';
import { BeginScreen } from '../call/begin-screen.tsx';
import { PledgeScreen } from './pledge-screen.tsx';

/** Not on shift: the beginning, and before it what has to be promised anew. */
export function BeginShift(props: {
  readonly me: MeView;
  readonly headingRef: Ref<HTMLHeadingElement>;
  readonly isBusy: boolean;
  readonly onBegin: (campaignKey: string) => void;
}) {
  const [asked, setAsked] = useState<MeView['pledges'][number] | null>(null);
  const begin = (campaignKey: string) => {
    const due = props.me.pledges.find((it) => it.campaign === campaignKey && it.isDue);
    if (due === undefined) props.onBegin(campaignKey);
    else setAsked(due);
  };
  if (asked === null) return <BeginScreen {...props} onBegin={begin} />;
  return (
    <PledgeScreen
      me={props.me}
      pledge={asked}
      headingRef={props.headingRef}
      onGiven={() => {
        setAsked(null);
        props.onBegin(asked.campaign);
      }}
      onBack={() => setAsked(null)}
    />
  );
}
