import type { CampaignSummary, ShiftView } from '../../../protocol/views.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import type { PracticeConnection } from './use-practice.ts';

/** Whoever is ready pauses before a practice: no member is to ring into it. */
export function PauseFirst(props: {
  readonly campaign: CampaignSummary;
  readonly practice: PracticeConnection;
  readonly onShift: (shift: ShiftView) => void;
}) {
  const { client, texts } = useApp();
  const { practice, campaign, onShift } = props;
  const pause = () =>
    void practice.act(async () => {
      onShift(await client.call('pause'));
      return client.call('practice', { params: { campaign: campaign.key } });
    });
  return (
    <>
      <p>{texts.say('practice-web.start.on-shift')}</p>
      <Button kind="main" isBig icon="pause" isBusy={practice.isBusy} onPress={pause}>
        {texts.say('practice-web.start.pause')}
      </Button>
    </>
  );
}
