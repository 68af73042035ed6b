import type { CampaignSummary, MeView } from '../../../protocol/views.ts';
import { useInstallation, useMe } from '../../api/queries.ts';
import { homeOf } from '../../api/who-may.ts';
import { useTexts } from '../../app-context.ts';
import { Link, Navigate } from '../../navigation.tsx';
import { AppBar } from '../../ui/app-bar.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Loading } from '../../ui/loading.tsx';
import './account.css';

/** The door: goes where one belongs; who runs several campaigns at once chooses. */
export function HomePage() {
  const texts = useTexts();
  const me = useMe();
  const installation = useInstallation();
  if (me.data) return <HomeOf me={me.data} />;
  if (me.isError || installation.isError)
    return (
      <>
        <AppBar />
        <main className="wait" id="main">
          <ErrorState
            title={texts.say('web.error.server-away')}
            text={texts.say('web.error.server-away.hint')}
            action={{
              label: texts.say('web.error.try-now'),
              onPress: () => void Promise.all([me.refetch(), installation.refetch()]),
            }}
          />
        </main>
      </>
    );
  if (me.isPending || installation.isPending) return <Loading />;
  if (installation.data.isDemo)
    return (
      <>
        <AppBar />
        <main className="wait" id="main">
          <EmptyState
            level={1}
            title={texts.say('account.demo-link.title')}
            text={texts.say('account.demo-link.text')}
          />
        </main>
      </>
    );
  return <Navigate to={installation.data.needsSetup ? '/einrichten' : '/anmelden'} replace />;
}

function HomeOf({ me }: { readonly me: MeView }) {
  const running = me.campaigns.filter((it) => it.state === 'running');
  const isCaller = me.account.role === 'caller' || me.shiftIn !== null;
  const isClear = me.campaigns.length === 1 || running.length === 1;
  if (isCaller || isClear) return <Navigate to={homeOf(me)} replace />;
  return <CampaignList me={me} />;
}

function CampaignList({ me }: { readonly me: MeView }) {
  const texts = useTexts();
  return (
    <>
      <AppBar />
      <main className="arrive" id="main">
        {me.campaigns.length === 0 ? (
          <EmptyState
            level={1}
            title={texts.say('account.campaigns.none')}
            text={texts.say('account.campaigns.none-hint')}
          />
        ) : (
          <>
            <div className="stack arrive__head">
              <h1>{texts.say('account.campaigns.title')}</h1>
              <p>{texts.say('account.campaigns.lead', { name: me.account.name })}</p>
            </div>
            <ul className="campaigns">
              {me.campaigns.map((it) => (
                <li key={it.key}>
                  <Link to={`/einsatz/${encodeURIComponent(it.key)}`}>{it.title}</Link>
                  <span className="under">
                    {it.unit},{' '}
                    {when(it, texts.locale, (state, day) => texts.say(`account.campaign.${state}`, { day }))}
                  </span>
                </li>
              ))}
            </ul>
          </>
        )}
      </main>
    </>
  );
}

function when(
  { state, period }: CampaignSummary,
  locale: string,
  say: (state: CampaignSummary['state'], day: string) => string,
): string {
  const style = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  const day = state === 'prepared' ? period.from : period.until;
  return say(state, new Intl.DateTimeFormat(locale, style).format(Date.parse(`${day}T00:00:00Z`)));
}
