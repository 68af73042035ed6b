import { type ReactNode, useId, useRef } from 'react';
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

/**
 * One of several answers, each a button as wide as a thumb.
 *
 * With `onTap` a tap (also on what is chosen already) and Enter do what the answer stands for; the arrow keys, which
 * choose while they pass by, only choose (WCAG 3.2.2).
 */
export function Choices<Id extends string>(
  props: Shared<Id> & {
    readonly value: Id | null;
    readonly onChange: (id: Id) => void;
    readonly onTap?: (id: Id) => void;
  },
) {
  const name = useId();
  const isByPointer = useRef(false);
  const { onTap } = props;
  return (
    <ChoiceSet
      {...props}
      onPointer={() => {
        isByPointer.current = true;
      }}
      onKey={() => {
        isByPointer.current = false;
      }}
    >
      {props.options.map((it) => (
        <label className="choice" key={it.id}>
          <input
            className="vh"
            type="radio"
            name={name}
            value={it.id}
            checked={props.value === it.id}
            disabled={props.isDisabled}
            onChange={() => {
              if (onTap === undefined || !isByPointer.current) props.onChange(it.id);
            }}
            onClick={() => {
              if (isByPointer.current) onTap?.(it.id);
            }}
            onKeyDown={({ key }) => {
              if (key === 'Enter') onTap?.(it.id);
            }}
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

function ChoiceSet<Id extends string>(
  props: Shared<Id> & {
    readonly children: ReactNode;
    readonly onPointer?: () => void;
    readonly onKey?: () => void;
  },
) {
  return (
    <fieldset
      className="choicebox wide"
      disabled={props.isDisabled}
      onPointerDownCapture={props.onPointer}
      onKeyDownCapture={props.onKey}
    >
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
