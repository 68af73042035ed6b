import { useEffect, useRef, useState } from 'react';
import { ServerError } from '../../../protocol/client.ts';
import type { PhoneReportBody, PhoneView } from '../../../protocol/views.ts';
import { useLive } from '../../api/use-live.ts';
import { useApp, useTexts } from '../../app-context.ts';
import { OfflineBanner } from '../../ui/banner.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Loading } from '../../ui/loading.tsx';
import { clockTime } from '../call/when.ts';
import { PhoneFrame } from './phone-page.tsx';
import { PhoneScreen } from './phone-screen.tsx';

type Gone = 'over' | 'unpaired' | 'never-paired';

/** The phone as long as it belongs to a shift; and then why not, and what to do. */
export function PairedPhone() {
  const [gone, setGone] = useState<Gone | null>(null);
  const [timesForgotten, setTimesForgotten] = useState(0);
  return (
    <PhoneFrame>
      {gone === null ? (
        <FollowingPhone
          // Begun anew it knows nothing, and asks the server for the whole state.
          key={timesForgotten}
          wasPaired={timesForgotten > 0}
          onGone={setGone}
          onForget={() => setTimesForgotten((times) => times + 1)}
        />
      ) : (
        <GonePhone why={gone} />
      )}
    </PhoneFrame>
  );
}

const TOPIC = { kind: 'phone' } as const;
/** So long a call may still be dialled without the line to the server; then it may be over, and nobody could say so. */
const KNOWN_OFFLINE_MS = 120_000;

/** What is shown is held in this one state and nowhere else: the next event is the end of the number. */
function FollowingPhone({
  wasPaired,
  onGone,
  onForget,
}: {
  readonly wasPaired: boolean;
  readonly onGone: (why: Gone) => void;
  readonly onForget: () => void;
}) {
  const { client, texts } = useApp();
  const [view, setView] = useState<PhoneView | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const live = useLive(TOPIC, (event) => {
    if (event.kind !== 'phone') return;
    setProblem(null);
    if (event.view.state === 'over' || event.view.state === 'unpaired') onGone(event.view.state);
    else setView(event.view);
  });
  const isRefused = live.status.kind === 'refused';
  useEffect(() => {
    if (isRefused) onGone(view === null && !wasPaired ? 'never-paired' : 'unpaired');
  }, [isRefused, view, wasPaired, onGone]);
  useForgetsWhenLeft();
  useForgetsOffline(view !== null && live.status.kind === 'offline' ? live.status.since : null, onForget);

  const act = async (work: () => Promise<PhoneView>) => {
    setBusy(true);
    setProblem(null);
    try {
      const came = await work();
      // What the live line has told meanwhile is newer.
      setView((known) => (known !== null && isSameCall(known, came) ? came : known));
    } catch (error) {
      if (error instanceof ServerError && error.status === 401) onGone('unpaired');
      else setProblem(texts.say('phone.not-done'));
    } finally {
      setBusy(false);
    }
  };
  const body = { attemptId: view?.attemptId ?? '' };
  return (
    <>
      {live.status.kind === 'offline' && <Offline since={live.status.since} />}
      {view === null ? (
        <Loading />
      ) : (
        <PhoneScreen
          key={`${view.state} ${view.attemptId}`}
          view={view}
          isBusy={isBusy}
          problem={problem}
          onTalking={() => void act(() => client.call('phoneTalking', { body }))}
          onHangUp={() => void act(() => client.call('phoneHangUp', { body }))}
          onOutcome={(report: PhoneReportBody) =>
            void act(() => client.call('phoneOutcome', { body: report }))
          }
          onLetGo={() =>
            void client.call('leavePhone').then(
              () => onGone('unpaired'),
              () => setProblem(texts.say('phone.not-done')),
            )
          }
        />
      )}
    </>
  );
}

/** Whether an answer still speaks of what is shown, and the call shown is on. */
function isSameCall(known: PhoneView, came: PhoneView): boolean {
  return known.attemptId === came.attemptId && (known.state === 'calling' || known.state === 'talking');
}

/** A page that the browser puts aside whole would come back with its number: it begins anew. */
function useForgetsWhenLeft(): void {
  useEffect(() => {
    const comeBack = (event: PageTransitionEvent) => {
      if (event.persisted) location.reload();
    };
    window.addEventListener('pageshow', comeBack);
    return () => window.removeEventListener('pageshow', comeBack);
  }, []);
}

/** @param since When the line went, while something is shown that is to be forgotten; else null. */
function useForgetsOffline(since: number | null, onForget: () => void): void {
  const { clock } = useApp();
  const forget = useRef(onForget);
  useEffect(() => {
    forget.current = onForget;
  });
  useEffect(() => {
    if (since === null) return;
    return clock.after(Math.max(0, since + KNOWN_OFFLINE_MS - clock.now()), () => forget.current());
  }, [since, clock]);
}

function GonePhone({ why }: { readonly why: Gone }) {
  const texts = useTexts();
  return (
    <main className="phone" id="main">
      {why === 'over' ? (
        <EmptyState level={1} title={texts.say('phone.over.title')} text={texts.say('phone.over.text')} />
      ) : (
        <ErrorState
          title={texts.say(why === 'unpaired' ? 'phone.unpaired.title' : 'phone.never-paired.title')}
          text={texts.say(why === 'unpaired' ? 'phone.unpaired.text' : 'phone.dead.no-code')}
        />
      )}
    </main>
  );
}

function Offline({ since }: { readonly since: number }) {
  const texts = useTexts();
  const { timeZone: timezone } = new Intl.DateTimeFormat().resolvedOptions();
  return <OfflineBanner at={clockTime(since, { timezone }, texts)} />;
}
