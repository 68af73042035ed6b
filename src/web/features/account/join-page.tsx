import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Client, ServerError } from '../../../protocol/client.ts';
import type { InvitationView, MeView } from '../../../protocol/views.ts';
import { useSetMe } from '../../api/queries.ts';
import { homeOf } from '../../api/who-may.ts';
import { useApp, useTexts } from '../../app-context.ts';
import { navigate } from '../../navigation.tsx';
import { ErrorState } from '../../ui/error-state.tsx';
import { Field } from '../../ui/field.tsx';
import { Loading } from '../../ui/loading.tsx';
import { sayError } from '../../ui/say-error.ts';
import { ArriveSteps } from '../arrive/arrive-steps.tsx';
import { PledgeText } from '../arrive/pledge-text.tsx';
import { ArriveForm } from './arrive-form.tsx';
import { ArrivePage } from './arrive-page.tsx';

/** By a personal link: who invites to what, and how one wants to be called. */
export function JoinPage() {
  const { client } = useApp();
  const [token] = useState(() => decodeURIComponent(location.hash.slice(1)));
  const invitation = useQuery({
    queryKey: ['invitation', token],
    queryFn: (): Promise<InvitationView> => client.call('invitation', { body: { token } }),
    enabled: token !== '',
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (token === '') return <DeadLink message={null} />;
  if (invitation.data !== undefined) return <Welcome token={token} invitation={invitation.data} />;
  if (!invitation.isError) return <Loading />;
  const { error } = invitation;
  const isRefused = error instanceof ServerError && error.status >= 400 && error.status < 500;
  return isRefused ? (
    <DeadLink message={error.message} />
  ) : (
    <ServerAway retry={() => void invitation.refetch()} />
  );
}

function Welcome({ token, invitation }: { readonly token: string; readonly invitation: InvitationView }) {
  const { client, texts } = useApp();
  const { campaign, unit, pledge } = invitation;
  const setMe = useSetMe();
  const [name, setName] = useState(invitation.name);
  const [problems, setProblems] = useState<{ readonly name?: string }>({});
  const join = useMutation({
    mutationFn: () =>
      client.call('join', {
        body: { token, name: name.trim(), ...(pledge === null ? {} : { pledge: pledge.version }) },
      }),
    onSuccess: async (me) => {
      await openFirstShift(client, me, invitation.campaignKey);
      setMe(me);
      // In the demo an organiser comes by such a link, too.
      navigate({ to: homeOf(me), replace: true });
    },
  });
  const submit = () => {
    const isMissing = name.trim() === '';
    setProblems(isMissing ? { name: texts.say('account.missing.name') } : {});
    if (!isMissing) join.mutate();
  };
  return (
    <ArrivePage>
      <ArriveSteps here={name.trim() === '' || pledge === null ? 'name' : 'pledge'} />
      <ArriveForm
        title={texts.say('account.join.title', { name: invitation.name })}
        lead={texts.say('account.join.lead', { campaign, unit })}
        action={texts.say(pledge === null ? 'arrive.join.act' : 'arrive.pledge.act')}
        isBusy={join.isPending}
        refusal={join.isError ? sayError(join.error, texts) : null}
        problems={problems}
        onSubmit={submit}
      >
        <Field
          label={texts.say('account.join.name')}
          isProposal
          hint={texts.say('account.join.name-hint')}
          autoComplete="given-name"
          maxLength={80}
          value={name}
          onChange={setName}
          error={problems.name}
        />
        {pledge !== null && <PledgeText text={pledge.text} />}
      </ArriveForm>
      <p className="soft small">{texts.say('account.join.promise')}</p>
    </ArrivePage>
  );
}

/** While calls are made, the next page is the way to speak; at all other times the one that says when it goes on. */
async function openFirstShift(client: Client, me: MeView, campaign: string): Promise<void> {
  const isNow = me.campaigns.some(
    (it) =>
      it.key === campaign &&
      it.state === 'running' &&
      it.openings.some(({ fromAt, untilAt }) => fromAt <= me.now && me.now < untilAt),
  );
  if (me.account.role !== 'caller' || me.shiftIn !== null || !isNow) return;
  // If it cannot be, the page behind offers it again and says why.
  await client.call('openShift', { params: { campaign } }).catch(() => undefined);
}

function DeadLink({ message }: { readonly message: string | null }) {
  const texts = useTexts();
  return (
    <ArrivePage>
      <ErrorState
        title={texts.say('account.join.dead-title')}
        text={message === null || message === '' ? texts.say('account.join.dead') : message}
      />
    </ArrivePage>
  );
}

function ServerAway({ retry }: { readonly retry: () => void }) {
  const texts = useTexts();
  return (
    <ArrivePage>
      <ErrorState
        title={texts.say('web.error.server-away')}
        text={texts.say('web.error.server-away.hint')}
        action={{ label: texts.say('web.error.try-now'), onPress: retry }}
      />
    </ArrivePage>
  );
}
