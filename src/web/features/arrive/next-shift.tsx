import type { CampaignSummary } from '../../../protocol/views.ts';
import { useTexts } from '../../app-context.ts';
import { Link } from '../../navigation.tsx';
import { clockTime, longDay } from '../call/when.ts';
import './arrive.css';
import { calendarLink, usePlannedShifts } from './planned-shifts.ts';
import { PRACTICE, practicePath } from './practice-path.ts';

/** The next shift that one is down for, in one line; and the way to all of them. */
export function NextShift({ campaign }: { readonly campaign: CampaignSummary }) {
  const texts = useTexts();
  const shifts = usePlannedShifts(campaign.key).data?.shifts ?? [];
  const next = shifts.find((it) => it.isMine);
  return (
    <div className="next-shift">
      {next !== undefined && (
        <p>
          {texts.say('arrive.begin.next', {
            day: longDay(next.fromAt, campaign, texts),
            from: clockTime(next.fromAt, campaign, texts),
            until: clockTime(next.untilAt, campaign, texts),
          })}
        </p>
      )}
      <p className="row">
        {next !== undefined && (
          <a href={calendarLink(campaign.key, next.id)} download>
            {texts.say('arrive.shifts.calendar')}
          </a>
        )}
        {shifts.length > 0 && <Link to="/schichten">{texts.say('arrive.begin.shifts')}</Link>}
        {PRACTICE && <Link to={practicePath(campaign.key)}>{texts.say('arrive.begin.practice')}</Link>}
      </p>
    </div>
  );
}
