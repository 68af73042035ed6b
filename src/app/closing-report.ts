import type { Actor } from '../core/access/may-do.ts';
import { AppError } from '../core/app-error.ts';
import type { Instant } from '../core/instant.ts';
import { type ClosingReport, closingReport } from '../core/report/closing-report.ts';
import { demand } from './demand.ts';
import type { CampaignRow, ReportStore, StoreDoors } from './ports.ts';

export interface MadeReport {
  readonly campaign: CampaignRow;
  readonly report: ClosingReport;
}

/**
 * Makes the exact closing report of the campaign of that key, at any time; what is still open is counted as it is.
 *
 * @param request.now Until when open shifts count; without it until the last thing that happened in the campaign, for
 *   the clock of a demo is not the wall's.
 * @throws AppError `report.error.no-campaign` when there is none of that key, and the refusals of `demand`.
 */
export async function makeClosingReport(
  doors: Pick<StoreDoors, 'campaigns'> & { readonly reports: ReportStore },
  { actor, key, now }: { readonly actor: Actor; readonly key: string; readonly now?: Instant },
): Promise<MadeReport> {
  const campaign = await doors.campaigns.byKey(key);
  if (campaign === null) throw new AppError('report.error.no-campaign', { key });
  demand(actor, 'read-report', { unitId: campaign.unitId, unitPath: campaign.unitPath });
  return { campaign, report: closingReport(await doors.reports.facts(campaign.id, now ?? null)) };
}
