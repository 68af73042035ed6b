import type { ReactNode } from 'react';
import type { CampaignSummary } from '../../../protocol/views.ts';
import { useTexts } from '../../app-context.ts';
import { AppBar } from '../../ui/app-bar.tsx';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { DrillBar } from './drill-bar.tsx';

/** What every page of practice stands in. */
export function PracticeFrame(props: { readonly where?: string; readonly children: ReactNode }) {
  return (
    <div className="caller">
      <DrillBar />
      <AppBar {...(props.where === undefined ? {} : { where: props.where })} />
      {props.children}
    </div>
  );
}

export function PracticeFailing(props: { readonly campaign: CampaignSummary; readonly onRetry: () => void }) {
  const texts = useTexts();
  return (
    <PracticeFrame where={props.campaign.title}>
      <main className="wait" id="main">
        <ErrorState
          title={texts.say('web.error.server-away')}
          text={texts.say('web.error.server-away.hint')}
          action={{ label: texts.say('web.error.try-now'), onPress: props.onRetry }}
        />
      </main>
    </PracticeFrame>
  );
}

export function NoCampaign() {
  const texts = useTexts();
  return (
    <PracticeFrame>
      <main className="wait" id="main">
        <EmptyState
          level={1}
          title={texts.say('practice-web.start.none')}
          text={texts.say('practice-web.start.none.text')}
        />
      </main>
    </PracticeFrame>
  );
}

/** What could not be done, in one sentence at the top. */
export function Problem(props: { readonly text: string; readonly onUnderstood: () => void }) {
  const texts = useTexts();
  return (
    <p className="problem" role="status">
      <Icon name="warning" />
      <span>{props.text}</span>
      <Button kind="quiet" onPress={props.onUnderstood}>
        {texts.say('caller.problem.understood')}
      </Button>
    </p>
  );
}
