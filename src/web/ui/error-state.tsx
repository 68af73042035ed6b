import { Button } from './button.tsx';
import { Glyph } from './wire.tsx';

/** The cut wire: what happened, what to do, whose fault it is not. */
export function ErrorState(props: {
  readonly title: string;
  readonly text: string;
  readonly action?: { readonly label: string; readonly onPress: () => void };
  readonly level?: 1 | 2 | 3;
}) {
  const Heading = `h${props.level ?? 1}` as const;
  return (
    <div className="empty" role="alert">
      <Glyph shape="cut" />
      <Heading>{props.title}</Heading>
      <p className="soft">{props.text}</p>
      {props.action && <Button onPress={props.action.onPress}>{props.action.label}</Button>}
    </div>
  );
}
