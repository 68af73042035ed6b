import { type FormEvent, type ReactNode, useEffect, useRef } from 'react';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';

/**
 * A form with one wide button at its end. What the server refused stands above the button; a field with a problem is
 * gone to by itself.
 */
export function ArriveForm(props: {
  readonly title: string;
  readonly lead: string;
  readonly children: ReactNode;
  readonly action: string;
  readonly isBusy: boolean;
  /** What the server said, null while it has not refused. */
  readonly refusal: string | null;
  /** Changes with each try that had problems. */
  readonly problems: Readonly<Record<string, string>>;
  readonly onSubmit: () => void;
}) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (Object.keys(props.problems).length > 0)
      form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [props.problems]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!props.isBusy) props.onSubmit();
  };
  return (
    <form ref={form} className="stack arrive__form" onSubmit={submit} noValidate>
      <div className="stack arrive__head">
        <h1>{props.title}</h1>
        <p>{props.lead}</p>
      </div>
      {props.children}
      {props.refusal !== null && (
        <p className="field__error" role="alert">
          <Icon name="warning" />
          <span>{props.refusal}</span>
        </p>
      )}
      <Button kind="main" type="submit" isBig isWide isBusy={props.isBusy} iconAfter="arrow-right">
        {props.action}
      </Button>
    </form>
  );
}
