import { useMutation } from '@tanstack/react-query';
import type { BoardView } from '../../../protocol/views.ts';
import { useApp, useTexts } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { sayError } from '../../ui/say-error.ts';
import { type StuckAction, stuckWords } from './board-words.ts';

const labels = {
  'free-promises': 'board.stuck.promises-act',
  'resume-trunk': 'board.stuck.trunk-act',
  invite: 'board.invite.act',
} as const satisfies Record<StuckAction, string>;

/** The one thing that hangs: the wire is broken here, and one button mends it. */
export function StuckNotice({ view, onInvite }: { readonly view: BoardView; readonly onInvite: () => void }) {
  const { client } = useApp();
  const texts = useTexts();
  const params = { campaign: view.campaign.key };
  const mend = useMutation({
    mutationFn: async (action: Exclude<StuckAction, 'invite'>) => {
      if (action === 'resume-trunk') await client.call('resumeTrunk', { params });
      else await client.call('freePromises', { params });
    },
  });
  const stuck = stuckWords(view, texts);
  if (stuck === null) return null;
  const { action } = stuck;
  return (
    <section className="notice notice--signal" aria-label={texts.say('board.stuck.label')}>
      <Icon name="warning" />
      <p>
        <b>{stuck.what}</b> {stuck.why}
        {mend.isError && <span className="under">{sayError(mend.error, texts)}</span>}
      </p>
      {action !== null && (
        <Button
          kind="live"
          isBusy={mend.isPending}
          onPress={() => (action === 'invite' ? onInvite() : mend.mutate(action))}
        >
          {texts.say(labels[action])}
        </Button>
      )}
    </section>
  );
}
