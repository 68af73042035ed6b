import { useTexts } from '../../app-context.ts';
import { OfflineBanner } from '../../ui/banner.tsx';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import type { ShiftConnection } from './use-shift.ts';
import { clockTime } from './when.ts';

/** What is not well, above whatever screen stands. */
export function ShiftNotices({
  shift,
  isInCall,
}: {
  readonly shift: ShiftConnection;
  readonly isInCall: boolean;
}) {
  const texts = useTexts();
  return (
    <>
      <OfflineNotice shift={shift} />
      {!shift.isLasting && shift.view !== null && !isInCall && (
        <p className="problem" role="status">
          <Icon name="info" />
          <span>{texts.say('journal.not-lasting')}</span>
        </p>
      )}
      {shift.problem !== null && (
        <p className="problem" role="status">
          <Icon name="warning" />
          <span>{shift.problem}</span>
          {shift.tryAgain !== null && (
            <Button icon="undo" onPress={shift.tryAgain}>
              {texts.say('journal.again')}
            </Button>
          )}
          <Button kind="quiet" onPress={shift.forgetProblem}>
            {texts.say('caller.problem.understood')}
          </Button>
        </p>
      )}
    </>
  );
}

/** Since when there is no line; nothing while there is one. */
export function OfflineNotice({ shift }: { readonly shift: ShiftConnection }) {
  const texts = useTexts();
  if (shift.live.status.kind !== 'offline') return null;
  const { timeZone: timezone } = new Intl.DateTimeFormat().resolvedOptions();
  return <OfflineBanner at={clockTime(shift.live.status.since, { timezone }, texts)} />;
}
