import './board.css';
import { useState } from 'react';
import type { BoardView } from '../../../protocol/views.ts';
import { useTexts } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { boardHead, isOver, stuckWords } from './board-words.ts';
import { FiguresBlock } from './figures-block.tsx';
import { HourBars } from './hour-bars.tsx';
import { InviteDialog } from './invite-dialog.tsx';
import { MessageList } from './message-list.tsx';
import { MissingList } from './missing-list.tsx';
import { NumberList } from './number-list.tsx';
import { PacingBlock } from './pacing-block.tsx';
import { PeopleBar } from './people-bar.tsx';
import { PromiseList } from './promise-list.tsx';
import { StuckNotice } from './stuck-notice.tsx';
import { TeamTable } from './team-table.tsx';

/** What happens, what hangs, who is missing: first the sentence, then the one thing to do, then figures and lists. */
export function BoardScreen({ view }: { readonly view: BoardView }) {
  const texts = useTexts();
  const [isInviting, setIsInviting] = useState(false);
  const over = isOver(view);
  const head = boardHead(view, texts);
  return (
    <main className="page" id="main">
      <div className="pagehead">
        <div>
          <h1>{head.title}</h1>
          <p className="lead">{head.lead}</p>
        </div>
        <div className="row">
          {over ? (
            <LinkButton to={`/bericht/${encodeURIComponent(view.campaign.key)}`} icon="note" isMain>
              {texts.say('board.report')}
            </LinkButton>
          ) : (
            // Where nobody is here the broken wire has that button.
            stuckWords(view, texts)?.action !== 'invite' && (
              <Button icon="plus" onPress={() => setIsInviting(true)}>
                {texts.say('board.invite.act')}
              </Button>
            )
          )}
        </div>
      </div>
      <StuckNotice view={view} onInvite={() => setIsInviting(true)} />
      <PeopleBar view={view} />
      <div className={over ? 'board board--over' : 'board'}>
        <div className="board__side">
          {(!over || view.callers.length > 0) && <TeamTable view={view} />}
          <MessageList view={view} />
          {(!over || view.promises.open > 0) && <PromiseList view={view} />}
        </div>
        <div className="board__side">
          {!over && <PacingBlock view={view} />}
          <MissingList view={view} />
          {(!over || view.hours.length > 0) && <HourBars hours={view.hours} />}
          <NumberList numbers={view.numbers} />
          <FiguresBlock campaign={view.campaign} />
        </div>
      </div>
      {isInviting && <InviteDialog campaign={view.campaign.key} onClose={() => setIsInviting(false)} />}
    </main>
  );
}
