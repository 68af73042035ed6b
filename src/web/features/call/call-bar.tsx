import type { ReactNode, Ref } from 'react';
import { useTexts } from '../../app-context.ts';
import { Icon } from '../../ui/icon.tsx';
import { CallAudio } from './audio-menu.tsx';
import { useDesk } from './call-desk.ts';
import { LineNotice } from './line-notice.tsx';

/** Name, state and the end of the call in one bar that never moves, above the wire between the two. */
export function CallBar(props: {
  readonly state: 'preview' | 'ringing' | 'talking' | 'wrapup';
  readonly label: string;
  readonly name: string;
  readonly givenName: string;
  /** The state in words beside the name, and how long. */
  readonly words: ReactNode;
  readonly headingRef?: Ref<HTMLHeadingElement>;
  readonly children: ReactNode;
}) {
  const texts = useTexts();
  const { view, call, take } = useDesk();
  return (
    <section className="call" data-state={props.state} aria-label={props.label}>
      <div className="call__in">
        <div className="call__who">
          <h1 ref={props.headingRef} tabIndex={-1}>
            {props.name}
          </h1>
          <p className="call__state">
            {props.words}
            {call.hint !== null && (
              <span className="linehint">
                <Icon name="ear" />
                {texts.say(`audio.hint.${call.hint}`)}
              </span>
            )}
          </p>
        </div>
        {props.state !== 'wrapup' && <CallAudio view={view} onView={take} />}
        <div className="call__acts">{props.children}</div>
      </div>
      <div className="call__wire" aria-hidden="true">
        <div className="call__ends">
          <span className="wire-end">
            <i />
            {texts.say('caller.wire.you')}
          </span>
          <span className="wire-end">
            {props.givenName}
            <i />
          </span>
        </div>
      </div>
      {props.state !== 'wrapup' && <LineNotice view={view} isBand onView={take} />}
    </section>
  );
}
