import { type HTMLInputTypeAttribute, type ReactNode, useId } from 'react';
import { Icon } from './icon.tsx';

interface FieldProps {
  readonly label: string;
  readonly isLabelHidden?: boolean;
  readonly hint?: string | undefined;
  /** What is wrong and what to do; null while nothing is. */
  readonly error?: string | null | undefined;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: HTMLInputTypeAttribute;
  readonly name?: string;
  readonly autoComplete?: string;
  readonly maxLength?: number;
  readonly placeholder?: string;
  readonly autoFocus?: boolean;
  /** What stands there is a proposal: whoever comes to the field writes over it. */
  readonly isProposal?: boolean;
}

/** One line to write in, with its label above, and below it a hint or what is wrong. */
export function Field(props: FieldProps) {
  const { ids, about } = useAbout(props);
  return (
    <FieldFrame {...props} ids={ids}>
      <input
        className="input"
        id={ids.field}
        type={props.type ?? 'text'}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
        onFocus={(event) => props.isProposal && event.target.select()}
        {...about}
      />
    </FieldFrame>
  );
}

/** Several lines to write in. */
export function TextField(props: FieldProps & { readonly rows?: number }) {
  const { ids, about } = useAbout(props);
  return (
    <FieldFrame {...props} ids={ids}>
      <textarea
        className="input"
        id={ids.field}
        rows={props.rows ?? 3}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
        {...about}
      />
    </FieldFrame>
  );
}

/** One of a list that the browser opens. */
export function SelectField(props: {
  readonly label: string;
  readonly options: readonly { readonly id: string; readonly label: string }[];
  readonly value: string;
  readonly onChange: (id: string) => void;
  readonly error?: string | null;
}) {
  const { ids, about } = useAbout(props);
  return (
    <FieldFrame {...props} ids={ids}>
      <select
        className="select num"
        id={ids.field}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
        {...about}
      >
        {props.options.map((it) => (
          <option key={it.id} value={it.id}>
            {it.label}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}

interface Ids {
  readonly field: string;
  readonly hint: string;
  readonly error: string;
}

function useAbout(props: Partial<FieldProps>) {
  const id = useId();
  const ids: Ids = { field: id, hint: `${id}-hint`, error: `${id}-error` };
  const described = [props.hint && ids.hint, props.error && ids.error].filter(Boolean).join(' ');
  const about = {
    'aria-invalid': props.error ? true : undefined,
    'aria-describedby': described === '' ? undefined : described,
    ...(props.name === undefined ? {} : { name: props.name }),
    ...(props.autoComplete === undefined ? {} : { autoComplete: props.autoComplete }),
    ...(props.maxLength === undefined ? {} : { maxLength: props.maxLength }),
    ...(props.placeholder === undefined ? {} : { placeholder: props.placeholder }),
    ...(props.autoFocus === undefined ? {} : { autoFocus: props.autoFocus }),
  };
  return { ids, about };
}

function FieldFrame(props: {
  readonly label: string;
  readonly isLabelHidden?: boolean;
  readonly hint?: string | undefined;
  readonly error?: string | null | undefined;
  readonly ids: Ids;
  readonly children: ReactNode;
}) {
  return (
    <div className="field">
      <label className={props.isLabelHidden ? 'vh' : ''} htmlFor={props.ids.field}>
        {props.label}
      </label>
      {props.hint && (
        <p className="field__hint" id={props.ids.hint}>
          {props.hint}
        </p>
      )}
      {props.children}
      {props.error && (
        <p className="field__error" id={props.ids.error}>
          <Icon name="warning" />
          <span>{props.error}</span>
        </p>
      )}
    </div>
  );
}
