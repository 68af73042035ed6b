import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Ref } from 'react';
import type { MeView } from '../../../protocol/views.ts';
import { useApp } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { sayError } from '../../ui/say-error.ts';
import { ArriveSteps } from './arrive-steps.tsx';
import { PledgeText } from './pledge-text.tsx';

/** Before a shift, when a year is over or the words are others: never in a call. */
export function PledgeScreen(props: {
  readonly me: MeView;
  readonly pledge: MeView['pledges'][number];
  readonly headingRef: Ref<HTMLHeadingElement>;
  readonly onGiven: () => void;
  readonly onBack: () => void;
}) {
  const { client, texts } = useApp();
  const queries = useQueryClient();
  const { campaign, version, text } = props.pledge;
  const give = useMutation({
    mutationFn: () => client.call('givePledge', { params: { campaign }, body: { version } }),
    onSuccess(me) {
      queries.setQueryData(['me'], me);
      props.onGiven();
    },
  });
  return (
    <main className="arrive" id="main">
      <ArriveSteps here="pledge" />
      <div className="stack">
        <h1 ref={props.headingRef} tabIndex={-1}>
          {texts.say('arrive.pledge.again', { name: props.me.account.name })}
        </h1>
        <p>{texts.say('arrive.pledge.again.lead')}</p>
      </div>
      <PledgeText text={text} />
      {give.isError && (
        <p className="field__error" role="alert">
          <Icon name="warning" />
          <span>{sayError(give.error, texts)}</span>
        </p>
      )}
      <div className="row">
        <Button kind="main" isBig isBusy={give.isPending} onPress={() => give.mutate()}>
          {texts.say('arrive.pledge.act')}
        </Button>
        <Button isBig onPress={props.onBack}>
          {texts.say('arrive.pledge.back')}
        </Button>
      </div>
    </main>
  );
}
