import { type ReactNode, useId } from 'react';
import { KeyHint } from './key-hint.tsx';

export interface ChoiceOption<Id extends string> {
  readonly id: Id;
  readonly label: ReactNode;
  /** A second, quiet line: what follows from it. */
  readonly why?: ReactNode;
  readonly altKey?: string;
}

interface Shared<Id extends string> {
  readonly legend: string;
  /** Hides the legend from sight when a heading says it already. */
  readonly isLegendHidden?: boolean;
  readonly options: readonly ChoiceOption<Id>[];
  readonly isDisabled?: boolean;
  /** Under each other, however wide it is. */
  readonly isOneColumn?: boolean;
}

/** One of several answers, each a button as wide as a thumb. */
export function Choices<Id extends string>(
  props: Shared<Id> & { readonly value: Id | null; readonly onChange: (id: Id) => void },
) {
  const name = useId();
  return (
    <ChoiceSet {...props}>
      {props.options.map((it) => (
        <label className="choice" key={it.id}>
          <input
            className="vh"
            type="radio"
            name={name}
            value={it.id}
            checked={props.value === it.id}
            disabled={props.isDisabled}
            onChange={() => props.onChange(it.id)}
          />
          <ChoiceText option={it} />
        </label>
      ))}
    </ChoiceSet>
  );
}

/** Several of several answers. */
export function ManyChoices<Id extends string>(
  props: Shared<Id> & { readonly value: readonly Id[]; readonly onChange: (ids: Id[]) => void },
) {
  const toggled = (id: Id) =>
    props.value.includes(id) ? props.value.filter((it) => it !== id) : [...props.value, id];
  return (
    <ChoiceSet {...props}>
      {props.options.map((it) => (
        <label className="choice choice--many" key={it.id}>
          <input
            className="vh"
            type="checkbox"
            checked={props.value.includes(it.id)}
            disabled={props.isDisabled}
            onChange={() => props.onChange(toggled(it.id))}
          />
          <ChoiceText option={it} />
        </label>
      ))}
    </ChoiceSet>
  );
}

function ChoiceSet<Id extends string>(props: Shared<Id> & { readonly children: ReactNode }) {
  return (
    <fieldset className="choicebox wide" disabled={props.isDisabled}>
      <legend className={props.isLegendHidden ? 'vh' : 'label'}>{props.legend}</legend>
      <div className={props.isOneColumn ? 'choices choices--one' : 'choices'}>{props.children}</div>
    </fieldset>
  );
}

function ChoiceText({ option }: { readonly option: ChoiceOption<string> }) {
  return (
    <>
      <span>
        {option.label}
        {option.why && <span className="choice__why">{option.why}</span>}
      </span>
      {option.altKey && <KeyHint altKey={option.altKey} />}
    </>
  );
}
