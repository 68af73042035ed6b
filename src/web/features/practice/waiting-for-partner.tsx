import { useApp } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import { WireState } from '../../ui/wire.tsx';
import { duration } from '../call/when.ts';
import type { ScreenProps } from './practice-page.tsx';
import { Waiting } from './start-screen.tsx';
import { useWall } from './use-wall.ts';

/** Nobody fits yet: how long it may last, who else waits, and the way out. */
export function WaitingForPartner(props: ScreenProps) {
  const { client, texts } = useApp();
  const { practice, campaign, came } = props;
  const wall = useWall();
  const { view } = came;
  const params = { campaign: campaign.key };
  const waited = view.now - view.since + Math.max(0, wall - came.at);
  return (
    <main className="wait" id="main">
      <WireState shape="ready">{texts.say('practice-web.wait.state')}</WireState>
      <h1 ref={props.headingRef} tabIndex={-1}>
        {texts.say('practice-web.wait.title')}
      </h1>
      <p className="wait__why">{texts.say('practice-web.wait.text')}</p>
      <p className="soft num">{texts.say('practice-web.wait.since', { time: duration(waited) })}</p>
      <div className="row">
        <Button
          isBig
          icon="leave"
          isBusy={practice.isBusy}
          onPress={() => void practice.act(() => client.call('leavePractice', { params }))}
        >
          {texts.say('practice-web.wait.leave')}
        </Button>
      </div>
      {view.waiting.length > 0 && (
        <section className="wait__mean">
          <p>{texts.say('practice-web.wait.others.text')}</p>
          <Waiting {...props} wish="either" level={2} />
        </section>
      )}
    </main>
  );
}
