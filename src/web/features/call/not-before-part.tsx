import { useTexts } from '../../app-context.ts';
import { SelectField } from '../../ui/field.tsx';
import { useDesk } from './call-desk.ts';

const HOUR = 60;
const FIVE = 17 * HOUR;
/** From noon until the last hour in which anybody calls, by the half hour. */
const times = Array.from({ length: 17 }, (_, step) => 12 * HOUR + step * (HOUR / 2));

/** "Never before five": kept with the person for all later tries, until somebody lifts it. */
export function NotBeforePart() {
  const texts = useTexts();
  const { call, draft, change } = useDesk();
  const known = call.card.notBefore;
  const minute = draft.notBefore ?? known ?? 0;
  const isOn = minute > 0;
  return (
    <div className="stack wide">
      <label className="check">
        <input
          type="checkbox"
          checked={isOn}
          onChange={({ target }) => change({ notBefore: target.checked ? FIVE : known === null ? null : 0 })}
        />
        <span>{texts.say('outcome.not-before', { time: dayMinute(isOn ? minute : FIVE) })}</span>
      </label>
      {isOn && (
        <SelectField
          label={texts.say('outcome.not-before.time')}
          options={(times.includes(minute) ? times : [minute, ...times]).map((it) => ({
            id: String(it),
            label: texts.say('outcome.clock', { time: dayMinute(it) }),
          }))}
          value={String(minute)}
          onChange={(chosen) => change({ notBefore: Number(chosen) })}
        />
      )}
    </div>
  );
}

/** `17` or `17:30`, as one says it. */
export function dayMinute(minute: number): string {
  const rest = minute % HOUR;
  const hour = String(Math.floor(minute / HOUR));
  return rest === 0 ? hour : `${hour}:${String(rest).padStart(2, '0')}`;
}
