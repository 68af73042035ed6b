import { useTexts } from '../../app-context.ts';
import { duration } from '../call/when.ts';
import type { CameView } from './use-practice.ts';
import { useWall } from './use-wall.ts';

/** How long two people still have; nothing is cut off then. */
export function TalkTime(props: { readonly came: CameView; readonly until: number | null }) {
  const texts = useTexts();
  const { came, until } = props;
  const wall = useWall();
  if (until === null) return null;
  const left = until - came.view.now - Math.max(0, wall - came.at);
  return (
    <p className="num" role="timer">
      {left > 0
        ? texts.say('practice-web.talk.left', { time: duration(left) })
        : texts.say('practice-web.talk.over')}
    </p>
  );
}
