import { useQuery } from '@tanstack/react-query';
import type { ClosingReport } from '../../../core/report/closing-report.ts';
import { useApp, useTexts } from '../../app-context.ts';
import type { PageProps } from '../../routes.ts';
import { AppBar } from '../../ui/app-bar.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Loading } from '../../ui/loading.tsx';
import { sayError } from '../../ui/say-error.ts';
import { CampaignNav } from '../campaigns/campaign-nav.tsx';
import { ExactBranches } from './exact-branches.tsx';
import { ReportBar } from './report-bar.tsx';
import { ReportSheet } from './report-sheet.tsx';

/** What the campaign came to: a sheet to print and to hand on, and below it what only organisers may see. */
export function ReportPage({ params }: PageProps) {
  const { client } = useApp();
  const texts = useTexts();
  const campaign = params['campaign'] ?? '';
  const answer = useQuery({
    queryKey: ['report', campaign],
    queryFn: async () => {
      const { report, campaign: its } = await client.call('closingReport', { params: { campaign } });
      // The contract names it a record; the server fills it with core's type.
      return { report: report as unknown as ClosingReport, campaign: its };
    },
  });
  const title = answer.data?.campaign.title ?? campaign;
  return (
    <div data-density="dense">
      <AppBar nav={<CampaignNav campaign={campaign} title={title} here="report" />} />
      {answer.isPending && <Loading />}
      {answer.isError && (
        <main className="wait" id="main">
          <ErrorState
            title={texts.say('report-page.failed')}
            text={sayError(answer.error, texts)}
            action={{ label: texts.say('report-page.again'), onPress: () => void answer.refetch() }}
          />
        </main>
      )}
      {answer.data?.report.called === 0 && (
        <main className="wait" id="main">
          <EmptyState
            level={1}
            title={texts.say('report-page.empty')}
            text={texts.say('report-page.empty-hint')}
          />
        </main>
      )}
      {answer.data !== undefined && answer.data.report.called > 0 && (
        <main id="main">
          <ReportBar isRunning={answer.data.campaign.state !== 'closed'} />
          <ReportSheet report={answer.data.report} />
          <ExactBranches report={answer.data.report} />
        </main>
      )}
    </div>
  );
}
