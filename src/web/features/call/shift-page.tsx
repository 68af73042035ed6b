import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect } from 'react';
import { useMe } from '../../api/queries.ts';
import { useApp } from '../../app-context.ts';
import { useLineOf } from '../../audio/use-voice.ts';
import { CallGuard } from '../../journal/call-guard.tsx';
import { useKeeping, useKeepingState } from '../../journal/use-keeping.ts';
import { AppBar } from '../../ui/app-bar.tsx';
import { Loading } from '../../ui/loading.tsx';
import { Announcer } from './announcer.tsx';
import { fetchCallParts } from './call-parts.ts';
import { HelpButton } from './help-button.tsx';
import { type Screen, screenOf } from './screen.ts';
import { ScreenOfShift } from './screen-of-shift.tsx';
import { OfflineNotice, ShiftNotices } from './shift-notices.tsx';
import { useDrafts } from './use-draft.ts';
import { useEnding } from './use-ending.ts';
import { useOwnCalls } from './use-own-calls.ts';
import { useShift } from './use-shift.ts';

// Once a shift: not part of what is loaded first.
const DebriefScreen = lazy(async () => ({ default: (await import('./debrief-screen.tsx')).DebriefScreen }));

/** The caller's page: everything it shows follows from the shift as the server tells it. */
export function ShiftPage() {
  const me = useMe();
  const keeping = useKeeping(me.data?.account.id ?? null);
  const { isReady } = useKeepingState(keeping);
  const shift = useShift(keeping);
  const drafts = useDrafts(keeping);
  const { view } = shift;
  const own = useOwnCalls(view, drafts);
  const ending = useEnding(shift);
  const isThere = view !== undefined;
  useEffect(() => {
    if (isThere) fetchCallParts();
  }, [isThere]);
  useLineOf(view === null ? null : view?.voice.way);
  const guide = useGuide(view?.campaign.key);
  if (view === undefined || !isReady || !me.data || (view?.call && guide === null))
    return (
      <>
        <AppBar />
        <OfflineNotice shift={shift} />
        <Loading />
      </>
    );
  const screen = screenOf(view, { savedHere: shift.savedHere, sending: shift.sending?.attemptId ?? null });
  return (
    <div className="caller">
      <AppBar
        {...(view === null ? {} : { where: view.campaign.title, saved: shift.saved })}
        end={view !== null && <HelpButton view={view} shift={shift} />}
      />
      <ShiftNotices shift={shift} isInCall={'call' in screen} />
      {ending.isOn && view ? (
        <Suspense fallback={<Loading />}>
          <DebriefScreen view={view} onEnd={shift.leave} onBack={ending.stop} />
        </Suspense>
      ) : (
        <ScreenOfShift
          key={placeOf(screen)}
          {...{ screen, guide }}
          parts={{ shift, me: me.data, drafts, own, leave: ending.begin }}
        />
      )}
      <CallGuard
        isInCall={'call' in screen && !(screen.kind === 'wrap-up' && screen.isSaved)}
        isOwnPhone={view?.voice.way === 'own'}
        onBack={shift.tell}
      />
      <Announcer screen={screen.kind} />
    </div>
  );
}

/** Null until it is here. */
function useGuide(campaign: string | undefined) {
  const { client } = useApp();
  const guide = useQuery({
    queryKey: ['guide', campaign],
    queryFn: () => client.call('guide', { params: { campaign: campaign ?? '' } }),
    enabled: campaign !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return guide.data ?? null;
}

/** One place for the keyboard and one life for what is on the screen: another call is another place. */
function placeOf(screen: Screen): string {
  return 'call' in screen ? `${screen.kind}-${screen.call.attemptId}` : screen.kind;
}
