const ACTION = 'test/generated-actions.test.ts';
const CAMPAIGN_FILE = 'src/core/campaign/read-campaign.test.ts';
const PHONE_CELL = 'src/core/numbers/read-phone-cell.test.ts';
const CLASSIFIER = 'src/core/outcome/classify.test.ts';
const ROW = 'src/core/import/read-row.test.ts';

/**
 * Files of core and app whose rules are tested through the public door of another file: the parts of one reader, the
 * tables of one classifier, the use cases of one action. A new file gets a test beside it.
 */
export const testedWith: Readonly<Record<string, string>> = {
  'src/app/caller-desk.ts': 'test/dialler.test.ts',
  'src/app/caller-workplace.ts': 'test/workplace-caller.test.ts',
  'src/app/campaign-book.ts': 'test/workplace-caller.test.ts',
  'src/app/campaign-summary.ts': 'test/workplace-caller.test.ts',
  'src/app/create-workplace.ts': 'test/workplace-caller.test.ts',
  'src/app/demand.ts': ACTION,
  'src/app/dialler.ts': 'test/dialler.test.ts',
  'src/app/explain-queue.ts': 'test/explain-queue.test.ts',
  'src/app/import-members.ts': 'test/import.test.ts',
  'src/app/invitations.ts': 'test/sign-in.test.ts',
  'src/app/judge-numbers.ts': 'test/dialler.test.ts',
  'src/app/open-campaign.ts': ACTION,
  'src/app/settle-attempt.ts': 'test/dialler.test.ts',
  'src/app/shift-view.ts': 'test/workplace-caller.test.ts',
  'src/app/sign-in-throttle.ts': 'test/sign-in.test.ts',
  'src/app/sign-in.ts': 'test/sign-in.test.ts',
  'src/app/waiting-view.ts': 'test/workplace-caller.test.ts',
  'src/core/app-error.ts': 'src/adapters/system/data-folder.test.ts',
  'src/core/campaign/campaign-problem.ts': CAMPAIGN_FILE,
  'src/core/campaign/check-questions.ts': CAMPAIGN_FILE,
  'src/core/campaign/read-guide.ts': CAMPAIGN_FILE,
  'src/core/campaign/read-limits.ts': CAMPAIGN_FILE,
  'src/core/campaign/read-offers.ts': CAMPAIGN_FILE,
  'src/core/campaign/read-selection.ts': CAMPAIGN_FILE,
  'src/core/campaign/read-wording.ts': CAMPAIGN_FILE,
  'src/core/campaign/yaml-reader.ts': CAMPAIGN_FILE,
  'src/core/import/clean-cell.ts': ROW,
  'src/core/import/column-synonyms.ts': 'src/core/import/map-columns.test.ts',
  'src/core/import/list-row.ts': ROW,
  'src/core/import/mapping-file.ts': 'src/adapters/files/read-members.test.ts',
  'src/core/import/read-cell.ts': ROW,
  'src/core/import/row-problem.ts': ROW,
  'src/core/instant.ts': 'src/core/calendar/local-time.test.ts',
  'src/core/numbers/dialled-digits.ts': PHONE_CELL,
  'src/core/numbers/german-ranges.ts': 'src/core/numbers/dial-policy.test.ts',
  'src/core/numbers/inspect-number.ts': PHONE_CELL,
  'src/core/numbers/phone-finding.ts': PHONE_CELL,
  'src/core/numbers/split-phone-cell.ts': PHONE_CELL,
  'src/core/outcome/call-class.ts': CLASSIFIER,
  'src/core/outcome/number-sign.ts': 'src/core/outcome/number-health.test.ts',
  'src/core/outcome/q850-causes.ts': CLASSIFIER,
  'src/core/outcome/sip-finals.ts': CLASSIFIER,
  'src/core/outcome/verdict.ts': CLASSIFIER,
  'src/core/queue/lane.ts': ACTION,
  'src/core/queue/next-try.ts': ACTION,
  'src/core/queue/wait-after-try.ts': ACTION,
  'src/core/report/branch-counts.ts': 'src/core/report/closing-report.test.ts',
  'src/core/report/count-people.ts': 'src/core/report/closing-report.test.ts',
  'src/core/report/report-sentences.ts': 'src/cli/report-text.test.ts',
  'src/core/report/report-words.ts': 'src/cli/report-text.test.ts',
  'src/core/selection/conditions.ts': 'src/core/selection/select.test.ts',
  'src/core/selection/exclusion-reasons.ts': 'src/core/selection/select.test.ts',
};
