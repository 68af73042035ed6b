import { useEffect, useRef } from 'react';
import type { MeView } from '../../../protocol/views.ts';
import { useMe } from '../../api/queries.ts';
import { useApp, useTexts } from '../../app-context.ts';
import { OfflineBanner } from '../../ui/banner.tsx';
import { Loading } from '../../ui/loading.tsx';
import { useKeptFocus } from '../../ui/use-kept-focus.ts';
import { clockTime } from '../call/when.ts';
import { BothScreen } from './both-screen.tsx';
import { PlayerScreen } from './player-screen.tsx';
import { usePracticeCampaign } from './practice-campaign.ts';
import { NoCampaign, PracticeFailing, PracticeFrame, Problem } from './practice-frame.tsx';
import { SheetScreen } from './sheet-screen.tsx';
import { StartScreen } from './start-screen.tsx';
import { TraineeScreen } from './trainee-screen.tsx';
import { useOwnLine } from './use-own-line.ts';
import { type CameView, type PracticeConnection, usePractice } from './use-practice.ts';
import { WaitingForPartner } from './waiting-for-partner.tsx';

/** Practice: three ways to begin with, and the whole of a practice with a partner. */
export function PracticePage() {
  const me = useMe().data;
  const [campaign, choose] = usePracticeCampaign(me ?? null);
  if (!me) return <PracticeFailingOrLoading />;
  if (campaign === null) return <NoCampaign />;
  return <PracticeOf key={campaign.key} me={me} campaign={campaign} onCampaign={choose} />;
}

function PracticeFailingOrLoading() {
  return (
    <PracticeFrame>
      <Loading />
    </PracticeFrame>
  );
}

export interface ScreenProps {
  readonly me: MeView;
  readonly campaign: MeView['campaigns'][number];
  readonly came: CameView;
  readonly practice: PracticeConnection;
  readonly headingRef: React.RefObject<HTMLHeadingElement | null>;
}

function PracticeOf(props: {
  readonly me: MeView;
  readonly campaign: MeView['campaigns'][number];
  readonly onCampaign: (key: string) => void;
}) {
  const { me, campaign } = props;
  const practice = usePractice(campaign.key);
  const own = useOwnLine();
  const { came } = practice;
  if (practice.isFailing) return <PracticeFailing campaign={campaign} onRetry={practice.retry} />;
  if (came === undefined)
    return (
      <PracticeFrame where={campaign.title}>
        <Loading />
      </PracticeFrame>
    );
  return (
    <PracticeFrame where={campaign.title}>
      <Offline practice={practice} />
      {practice.problem !== null && <Problem text={practice.problem} onUnderstood={practice.forgetProblem} />}
      <Screen key={placeOf(came)} {...{ me, campaign, came, practice, own }} onCampaign={props.onCampaign} />
      <Announcer came={came} />
    </PracticeFrame>
  );
}

function Screen(
  props: Omit<ScreenProps, 'headingRef'> & {
    readonly own: ReturnType<typeof useOwnLine>;
    readonly onCampaign: (key: string) => void;
  },
) {
  const { came, own } = props;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // The page went on by itself or by a button that is gone: the keyboard goes on at its heading.
    if (document.activeElement === document.body) heading.current?.focus({ preventScroll: true });
  }, []);
  useKeptFocus(heading);
  const all = { ...props, headingRef: heading };
  const { session, state } = came.view;
  if (state === 'idle') return <StartScreen {...all} own={own} />;
  if (state === 'waiting') return <WaitingForPartner {...all} />;
  // Between two views of a server that restarts there may be none.
  if (session === null) return <Loading />;
  if (state === 'done') return <BothScreen {...all} session={session} shift={own.shift ?? null} />;
  if (session.role === 'trainee')
    return <TraineeScreen {...all} session={session} shift={own.shift ?? null} />;
  if (state === 'sheet') return <SheetScreen {...all} session={session} />;
  return <PlayerScreen {...all} session={session} />;
}

/** One life for what is on the screen: the trainee's real screen lasts from the ringing to the sheet. */
function placeOf({ view }: CameView): string {
  const { session, state } = view;
  if (session === null) return state;
  if (session.role === 'trainee' && state !== 'done') return `trainee-${session.id}`;
  return `${state}-${session.id}`;
}

function Offline({ practice }: { readonly practice: PracticeConnection }) {
  const texts = useTexts();
  const { status } = practice.live;
  if (status.kind !== 'offline') return null;
  const { timeZone: timezone } = new Intl.DateTimeFormat().resolvedOptions();
  return <OfflineBanner at={clockTime(status.since, { timezone }, texts)} />;
}

/** For those who do not see the page; silent while two people talk. */
function Announcer({ came }: { readonly came: CameView }) {
  const { texts } = useApp();
  const { state } = came.view;
  const isSaid = state === 'waiting' || state === 'ringing' || state === 'sheet' || state === 'done';
  return (
    <p className="vh" role="status">
      {isSaid ? texts.say(`practice-web.announce.${state}`) : ''}
    </p>
  );
}
