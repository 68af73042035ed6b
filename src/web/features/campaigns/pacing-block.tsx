import { useState } from 'react';
import type { BoardView } from '../../../protocol/views.ts';
import { useMe } from '../../api/queries.ts';
import { useTexts } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PacingDialog } from './pacing-dialog.tsx';
import { pacingWords } from './pacing-words.ts';

/** How it calls now, why, and whether somebody answered and heard nobody: that is an alarm from the first one on (L10). */
export function PacingBlock({ view }: { readonly view: BoardView }) {
  const texts = useTexts();
  const role = useMe().data?.account.role;
  const [isOpen, setIsOpen] = useState(false);
  const { pacing } = view;
  if (pacing === null) return null;
  const words = pacingWords(pacing, texts);
  const hasAlarm = pacing.today.abandoned > 0;
  return (
    <section className="block board__pacing" aria-labelledby="pacing">
      <div className="blockhead">
        <h2 id="pacing">{texts.say('pacing.title')}</h2>
        {(role === 'organiser' || role === 'owner') && (
          <Button kind="link" icon="pen" onPress={() => setIsOpen(true)}>
            {texts.say('pacing.change')}
          </Button>
        )}
      </div>
      <p>
        <b>{words.mode}.</b> {words.why}
      </p>
      {hasAlarm ? (
        <div className="notice notice--signal" role="alert">
          <Icon name="warning" />
          <p>
            <b>{words.abandoned}</b>
          </p>
        </div>
      ) : (
        <p className="soft">{words.abandoned}</p>
      )}
      {isOpen && (
        <PacingDialog
          campaign={view.campaign.key}
          pacing={pacing}
          isOwner={role === 'owner'}
          onClose={() => setIsOpen(false)}
        />
      )}
    </section>
  );
}
