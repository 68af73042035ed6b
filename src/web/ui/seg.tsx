import { useId } from 'react';

/** Short answers side by side: Ja, Vielleicht, Infos senden, Nein. Wraps instead of shrinking. */
export function Seg<Id extends string>(props: {
  readonly legend: string;
  readonly isLegendShown?: boolean;
  readonly options: readonly { readonly id: Id; readonly label: string }[];
  readonly value: Id | null;
  readonly onChange: (id: Id) => void;
}) {
  const name = useId();
  return (
    <fieldset className="seg">
      <legend className={props.isLegendShown ? 'label' : 'vh'}>{props.legend}</legend>
      {props.options.map((it) => (
        <label key={it.id}>
          <input
            className="vh"
            type="radio"
            name={name}
            checked={props.value === it.id}
            onChange={() => props.onChange(it.id)}
          />
          {it.label}
        </label>
      ))}
    </fieldset>
  );
}
