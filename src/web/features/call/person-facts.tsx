import type { ReactNode } from 'react';
import type { CallView } from '../../../protocol/views.ts';
import { useTexts } from '../../app-context.ts';
import { useDesk } from './call-desk.ts';
import { NumberShown } from './number-shown.tsx';
import { capitalised, clockTime, dayAndTime, monthWords, windowWords } from './when.ts';

/**
 * Who, why now, what was before, where the number comes from, what the person sees: what members ask first, and nothing
 * else. `PersonCard` folds all but the first on a phone.
 */
export function PersonFacts({ isRinging = false }: { readonly isRinging?: boolean }) {
  const texts = useTexts();
  const { call } = useDesk();
  const { card } = call;
  return (
    <dl className="facts" id="person-facts">
      {isRinging && <Line call={call} />}
      <Fact name={texts.say('caller.facts.why')} className="facts__why">
        <WhyNow call={call} />
      </Fact>
      <Promised call={call} />
      <Before call={call} />
      <Fact name={texts.say('caller.facts.with-us')}>
        {[
          card.joinedOn && texts.say('caller.facts.since', { month: monthWords(card.joinedOn, texts) }),
          card.branch,
        ]
          .filter(Boolean)
          .join(', ') || texts.say('caller.facts.unknown')}
      </Fact>
      <LocalTime call={call} />
      <Numbers call={call} />
      <Sees call={call} />
    </dl>
  );
}

function Fact(props: { readonly name: string; readonly className?: string; readonly children: ReactNode }) {
  return (
    <div {...(props.className === undefined ? {} : { className: props.className })}>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}

function Line({ call }: { readonly call: CallView }) {
  const texts = useTexts();
  const { line, ringSeconds } = call;
  return (
    <Fact name={texts.say('caller.facts.line')}>
      {texts.say(`caller.line.${line === 'announcement' || line === 'ringing' ? line : 'dialling'}`)}
      <br />
      <span className="soft">{texts.say('caller.line.then', { seconds: ringSeconds })}</span>
    </Fact>
  );
}

/** Why it is this person's turn; what moved the try to now is of interest to organisers only. */
function WhyNow({ call }: { readonly call: CallView }) {
  const texts = useTexts();
  const [reason = 'retry'] = call.card.reasons;
  const id = `caller.why-now.${reason}`;
  const own = texts.sayAny(id, { name: call.card.givenName });
  return <strong>{own === id ? texts.sayAny(`queue.reason.${reason}`) : own}</strong>;
}

function Promised({ call }: { readonly call: CallView }) {
  const texts = useTexts();
  const { here } = useDesk();
  const { promise } = call.card;
  if (promise === null) return null;
  return (
    <Fact name={texts.say('caller.facts.promise')}>
      {windowWords(promise, here, texts)}
      {promise.givenBy && (
        <span className="soft"> {texts.say('caller.facts.promise-by', { name: promise.givenBy })}</span>
      )}
      {promise.note && <span className="facts__note">„{promise.note}“</span>}
    </Fact>
  );
}

/** The last contact and its note first (ASKS 14). */
function Before({ call }: { readonly call: CallView }) {
  const texts = useTexts();
  const { here } = useDesk();
  const { earlier, lastContacts } = call.card;
  if (earlier.length === 0 && lastContacts.length === 0) return null;
  return (
    <div>
      <dt>{texts.say('caller.facts.before')}</dt>
      {earlier.slice(0, 3).map((it) => (
        <dd key={it.at}>
          {texts.say('caller.facts.earlier', {
            when: capitalised(dayAndTime(it.at, here, texts)),
            what: texts.sayAny(`caller.earlier.${it.disposition}`),
          })}
          {it.note && <span className="facts__note">„{it.note}“</span>}
        </dd>
      ))}
      {lastContacts.map((it) => (
        <dd key={it.level + it.text}>{texts.say(`caller.facts.contact.${it.level}`, { text: it.text })}</dd>
      ))}
    </div>
  );
}

/** Only where the clock there shows another time than the one here. */
function LocalTime({ call }: { readonly call: CallView }) {
  const texts = useTexts();
  const { here } = useDesk();
  const { zone, givenName } = call.card;
  if (zone === null) return null;
  const there = clockTime(here.now, { timezone: zone }, texts);
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  if (there === clockTime(here.now, { timezone: timeZone }, texts)) return null;
  return (
    <Fact name={texts.say('talk.facts.local-time', { name: givenName })}>
      {texts.say('talk.facts.time', { time: there })}
    </Fact>
  );
}

function Numbers({ call }: { readonly call: CallView }) {
  const texts = useTexts();
  const { dialled, dialledFrom, numbers } = call.card;
  const others = numbers.filter((it) => !it.isDialled);
  const dialledWords = texts.say('caller.facts.dialled');
  return (
    <>
      <Fact name={dialledWords}>
        <NumberShown digits={dialled} label={dialledWords} />
        {dialledFrom && (
          <span className="facts__note">
            {texts.say('caller.facts.from-column', { column: dialledFrom })}
          </span>
        )}
      </Fact>
      {others.length > 0 && (
        <div>
          <dt>{texts.say('caller.facts.others')}</dt>
          {others.map((it) => (
            <dd key={it.id}>
              <NumberShown digits={it.digits} label={it.label ?? texts.say('caller.facts.others')} />
              {it.label && <span className="facts__note">{it.label}</span>}
            </dd>
          ))}
        </div>
      )}
    </>
  );
}

/** The other number, and which line carries the call (ASKS 45). */
function Sees({ call }: { readonly call: CallView }) {
  const texts = useTexts();
  const { card, trunk } = call;
  return (
    <Fact name={texts.say('caller.facts.sees', { name: card.givenName })}>
      {trunk === null ? (
        <>
          {texts.say('phone.own.sees')}
          <span className="facts__note">{texts.say('phone.own.sees.hide')}</span>
        </>
      ) : (
        <>
          <span className="num">{card.callerId}</span>
          <span className="facts__note">{texts.say('talk.facts.trunk', { trunk })}</span>
        </>
      )}
    </Fact>
  );
}
