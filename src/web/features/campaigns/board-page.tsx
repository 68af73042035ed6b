import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { BoardView } from '../../../protocol/views.ts';
import type { LiveStatus } from '../../api/live.ts';
import { useCampaignNow, useLive } from '../../api/use-live.ts';
import { useApp, useTexts } from '../../app-context.ts';
import { Navigate } from '../../navigation.tsx';
import type { PageProps } from '../../routes.ts';
import { AppBar } from '../../ui/app-bar.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Loading } from '../../ui/loading.tsx';
import { sayError } from '../../ui/say-error.ts';
import { BoardScreen } from './board-screen.tsx';
import { CampaignNav } from './campaign-nav.tsx';

/** The live board: fetched once, then pushed; the last state stays when the server is away. */
export function BoardPage({ params }: PageProps) {
  const { client } = useApp();
  const texts = useTexts();
  const queries = useQueryClient();
  const campaign = params['campaign'] ?? '';
  const queryKey = ['board', campaign];
  const board = useQuery({
    queryKey,
    queryFn: (): Promise<BoardView> => client.call('board', { params: { campaign } }),
  });
  const live = useLive({ kind: 'board', campaign }, (event) => {
    if (event.kind === 'board') queries.setQueryData(queryKey, event.view);
  });
  const now = useCampaignNow(live.clock, board.data?.now ?? 0);
  if (live.status.kind === 'refused' && live.status.why === 'signed-out') return <Navigate to="/anmelden" />;
  return (
    <div data-density="dense">
      <ConnectionBanner status={live.status} hasBoard={board.data !== undefined} />
      <AppBar
        nav={<CampaignNav campaign={campaign} title={board.data?.campaign.title ?? campaign} here="board" />}
      />
      {board.data !== undefined ? (
        <BoardScreen view={{ ...board.data, now: Math.max(now, board.data.now) }} />
      ) : board.isError ? (
        <main className="wait" id="main">
          <ErrorState
            title={texts.say('board.failed')}
            text={sayError(board.error, texts)}
            action={{ label: texts.say('board.again'), onPress: () => void board.refetch() }}
          />
        </main>
      ) : (
        <Loading />
      )}
    </div>
  );
}

function ConnectionBanner({ status, hasBoard }: { readonly status: LiveStatus; readonly hasBoard: boolean }) {
  const texts = useTexts();
  if (status.kind !== 'offline' || !hasBoard) return null;
  const style = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const at = new Intl.DateTimeFormat(texts.locale, style).format(status.since);
  return (
    <p className="banner" role="status">
      <Icon name="info" />
      <span>{texts.say('board.offline', { at })}</span>
    </p>
  );
}
