import { useEffect, useRef, useState } from 'react';
import { useTexts } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import { SelectField } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Seg } from '../../ui/seg.tsx';
import { useDesk } from './call-desk.ts';
import { callbackDays, callbackProblem, endsFor, suggestedWindow } from './callback-window.ts';
import type { Draft } from './draft.ts';
import { NotBeforePart } from './not-before-part.tsx';
import { clockTime, shortDay, windowWords } from './when.ts';

/** When to ring again: a promise, and the hour before which nobody shall ring at all. */
export function CallbackBlock(props: Promising) {
  return (
    <>
      <PromiseFields {...props} />
      <NotBeforePart />
    </>
  );
}

interface Promising {
  /** Where the promise was all that was missing, its button does the rest, too. */
  readonly onEntered?: (callback: NonNullable<Draft['callback']>) => void;
}

/** A promise: day, from, until. It is entered by its own button, so that nothing is promised by the way. */
function PromiseFields(props: Promising) {
  const texts = useTexts();
  const { view, draft, change, here } = useDesk();
  const { openings } = view.campaign;
  const days = callbackDays(openings, here.now);
  const [wish, setWish] = useState(draft.callback);
  const day = days.find(
    (it) => wish !== null && it.opening.fromAt <= wish.fromAt && wish.fromAt < it.opening.untilAt,
  );
  // The button that was pressed is gone: the keyboard goes on at what came in its place.
  const isEntered = draft.callback !== null;
  const wasEntered = useRef(isEntered);
  const dayBox = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (wasEntered.current && !isEntered) dayBox.current?.querySelector('input')?.focus();
    wasEntered.current = isEntered;
  }, [isEntered]);
  if (draft.callback !== null)
    return (
      <>
        <p className="state state--text">
          <Icon name="check" />
          {windowWords(draft.callback, here, texts)}
        </p>
        <Button
          icon="pen"
          kind="link"
          autoFocus={!wasEntered.current}
          onPress={() => change({ callback: null })}
        >
          {texts.say('caller.callback.change')}
        </Button>
      </>
    );
  if (days.length === 0) return <p className="soft">{texts.say('caller.callback.no-day')}</p>;
  const problem = wish === null ? null : callbackProblem(wish, openings, here.now);
  const times = (moments: readonly number[]) =>
    moments.map((at) => ({ id: String(at), label: clockTime(at, here, texts) }));
  return (
    <>
      <div ref={dayBox}>
        <Seg
          legend={texts.say('caller.callback.day')}
          options={days.map((it) => ({
            id: String(it.opening.fromAt),
            label: shortDay(it.opening.fromAt, here, texts),
          }))}
          value={day === undefined ? null : String(day.opening.fromAt)}
          onChange={(id) => {
            const chosen = days.find((it) => String(it.opening.fromAt) === id);
            if (chosen !== undefined) setWish(suggestedWindow(chosen));
          }}
        />
      </div>
      {day !== undefined && wish !== null && (
        <div className="pair">
          <SelectField
            label={texts.say('caller.callback.from')}
            options={times(day.from.includes(wish.fromAt) ? day.from : [wish.fromAt, ...day.from])}
            value={String(wish.fromAt)}
            onChange={(at) =>
              setWish({
                fromAt: Number(at),
                untilAt: Math.max(wish.untilAt, endsFor(day, Number(at))[0] ?? 0),
              })
            }
          />
          <SelectField
            label={texts.say('caller.callback.until')}
            options={times(endsFor(day, wish.fromAt))}
            value={String(wish.untilAt)}
            onChange={(at) => setWish({ ...wish, untilAt: Number(at) })}
          />
        </div>
      )}
      {problem !== null && (
        <p className="field__error">
          <Icon name="warning" />
          <span>{texts.say(`caller.callback.problem.${problem}`)}</span>
        </p>
      )}
      <Button
        icon="clock"
        isDisabled={wish === null || problem !== null}
        onPress={() => {
          if (wish === null) return;
          change({ callback: wish, disposition: draft.disposition ?? 'callback-agreed' });
          props.onEntered?.(wish);
        }}
      >
        {texts.say('caller.callback.enter')}
      </Button>
      {wish === null && <p className="soft small">{texts.say('caller.callback.choose-day')}</p>}
    </>
  );
}
