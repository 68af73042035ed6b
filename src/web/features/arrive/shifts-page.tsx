import { useId } from 'react';
import type { PlannedShiftView } from '../../../protocol/arrival-contract.ts';
import type { CampaignSummary } from '../../../protocol/views.ts';
import { useMe } from '../../api/queries.ts';
import { useTexts } from '../../app-context.ts';
import { AppBar } from '../../ui/app-bar.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { Loading } from '../../ui/loading.tsx';
import { sayError } from '../../ui/say-error.ts';
import { clockTime, longDay } from '../call/when.ts';
import './arrive.css';
import { calendarLink, useChangeShift, usePlannedShifts } from './planned-shifts.ts';

/** When callers are wanted, and for what one has put oneself down. */
export function ShiftsPage() {
  const texts = useTexts();
  const me = useMe();
  if (!me.data) return <Loading />;
  const running = me.data.campaigns.filter((it) => it.state !== 'closed');
  return (
    <div className="caller">
      <AppBar />
      <main className="arrive" id="main">
        <div className="stack">
          <h1>{texts.say('arrive.shifts.title')}</h1>
          <p>{texts.say('arrive.shifts.lead')}</p>
        </div>
        {running.length === 0 && <NoShifts />}
        {running.map((it) => (
          <ShiftsOf key={it.key} campaign={it} hasTitle={running.length > 1} />
        ))}
        <div className="row">
          <LinkButton to="/schicht">{texts.say('arrive.shifts.back')}</LinkButton>
        </div>
      </main>
    </div>
  );
}

function NoShifts() {
  const texts = useTexts();
  return (
    <EmptyState
      level={2}
      title={texts.say('arrive.shifts.none')}
      text={texts.say('arrive.shifts.none.text')}
    />
  );
}

function ShiftsOf({
  campaign,
  hasTitle,
}: {
  readonly campaign: CampaignSummary;
  readonly hasTitle: boolean;
}) {
  const texts = useTexts();
  const planned = usePlannedShifts(campaign.key);
  const change = useChangeShift(campaign.key);
  if (planned.isError)
    return (
      <ErrorState
        title={sayError(planned.error, texts)}
        text={texts.say('web.error.server-away.hint')}
        action={{ label: texts.say('web.error.try-now'), onPress: () => void planned.refetch() }}
      />
    );
  if (planned.data === undefined) return <Loading />;
  const { shifts } = planned.data;
  const mine = shifts.filter((it) => it.isMine);
  return (
    <section className="stack">
      {hasTitle && <h2>{campaign.title}</h2>}
      {change.isError && (
        <p className="field__error" role="alert">
          <Icon name="warning" />
          <span>{sayError(change.error, texts)}</span>
        </p>
      )}
      {shifts.length === 0 ? (
        <NoShifts />
      ) : (
        <ul className="shifts">
          {shifts.map((it) => (
            <ShiftRow
              key={it.id}
              campaign={campaign}
              shift={it}
              isBusy={change.isPending && change.variables.id === it.id}
              onChange={() => change.mutate(it)}
            />
          ))}
        </ul>
      )}
      {mine.length > 1 && (
        <p>
          <a href={calendarLink(campaign.key)} download>
            {texts.say('arrive.shifts.calendar-all')}
          </a>
        </p>
      )}
    </section>
  );
}

function ShiftRow(props: {
  readonly campaign: CampaignSummary;
  readonly shift: PlannedShiftView;
  readonly isBusy: boolean;
  readonly onChange: () => void;
}) {
  const texts = useTexts();
  const id = useId();
  const { campaign, shift } = props;
  const isFull = shift.places !== null && shift.taken >= shift.places;
  return (
    <li className="shifts__row" data-mine={shift.isMine ? '' : undefined}>
      <div id={id}>
        <b>{longDay(shift.fromAt, campaign, texts)}</b>
        <span className="num">{hoursOf(shift, campaign, texts)}</span>
        {shift.title !== null && <span>{shift.title}</span>}
        {!shift.hasCalls && <span className="soft">{texts.say('arrive.shifts.no-calls')}</span>}
        {shift.isMine ? (
          <span className="state">
            <Icon name="check" />
            {texts.say('arrive.shifts.mine')}
          </span>
        ) : (
          <span className="soft small">
            {isFull ? texts.say('arrive.shifts.full') : placesOf(shift, texts)}
          </span>
        )}
      </div>
      <div className="shifts__acts">
        {shift.isMine && (
          <a href={calendarLink(campaign.key, shift.id)} download aria-describedby={id}>
            {texts.say('arrive.shifts.calendar')}
          </a>
        )}
        {(shift.isMine || !isFull) && (
          <Button isBusy={props.isBusy} describedBy={id} onPress={props.onChange}>
            {texts.say(shift.isMine ? 'arrive.shifts.take-off' : 'arrive.shifts.put-down')}
          </Button>
        )}
      </div>
    </li>
  );
}

type Texts = ReturnType<typeof useTexts>;

function hoursOf(shift: PlannedShiftView, campaign: CampaignSummary, texts: Texts): string {
  const [from, until] = [clockTime(shift.fromAt, campaign, texts), clockTime(shift.untilAt, campaign, texts)];
  return texts.say('arrive.shifts.hours', { from, until });
}

function placesOf({ places, taken }: PlannedShiftView, texts: Texts): string {
  return places === null
    ? texts.say('arrive.shifts.taken', { taken })
    : texts.say('arrive.shifts.places', { taken, places });
}
