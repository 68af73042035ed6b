import type { CallView } from '../../../protocol/views.ts';
import { useTexts } from '../../app-context.ts';
import { useDesk } from './call-desk.ts';
import { capitalised, dayAndTime, monthWords, windowWords } from './when.ts';

/** Who, why now, what was before, where the number comes from, what the person sees: what members ask first. */
export function PersonFacts({ isRinging = false }: { readonly isRinging?: boolean }) {
  const texts = useTexts();
  const { view, call, here } = useDesk();
  const { card } = call;
  return (
    <dl className="facts">
      {isRinging && (
        <div>
          <dt>{texts.say('caller.facts.line')}</dt>
          <dd>
            {texts.say(
              `caller.line.${call.line === 'announcement' ? 'announcement' : call.line === 'ringing' ? 'ringing' : 'dialling'}`,
            )}
            <br />
            <span className="soft">{texts.say('caller.line.then', { seconds: call.ringSeconds })}</span>
          </dd>
        </div>
      )}
      <div>
        <dt>{texts.say('caller.facts.why')}</dt>
        <dd>
          <WhyNow call={call} />
        </dd>
      </div>
      {card.promise && (
        <div>
          <dt>{texts.say('caller.facts.promise')}</dt>
          <dd>
            {windowWords(card.promise, here, texts)}
            {card.promise.givenBy && (
              <span className="soft">
                {' '}
                {texts.say('caller.facts.promise-by', { name: card.promise.givenBy })}
              </span>
            )}
            {card.promise.note && <span className="facts__note">„{card.promise.note}“</span>}
          </dd>
        </div>
      )}
      <Before call={call} />
      <div>
        <dt>{texts.say('caller.facts.with-us')}</dt>
        <dd>
          {[
            card.joinedOn && texts.say('caller.facts.since', { month: monthWords(card.joinedOn, texts) }),
            card.branch,
          ]
            .filter(Boolean)
            .join(', ') || texts.say('caller.facts.unknown')}
        </dd>
      </div>
      <div>
        <dt>{texts.say('caller.facts.dialled')}</dt>
        <dd>
          <span className="num">{card.dialled}</span>
          {card.dialledFrom && (
            <span className="soft">
              {' '}
              {texts.say('caller.facts.from-column', { column: card.dialledFrom })}
            </span>
          )}
        </dd>
      </div>
      {card.otherNumbers.length > 0 && (
        <div>
          <dt>{texts.say('caller.facts.others')}</dt>
          {card.otherNumbers.map((it) => (
            <dd className="num" key={it}>
              {it}
            </dd>
          ))}
        </div>
      )}
      <div>
        <dt>{texts.say('caller.facts.sees', { name: card.givenName })}</dt>
        {view.voice.way === 'own' ? (
          <dd>
            {texts.say('phone.own.sees')}
            <span className="facts__note">{texts.say('phone.own.sees.hide')}</span>
          </dd>
        ) : (
          <dd className="num">{card.callerId}</dd>
        )}
      </div>
    </dl>
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
