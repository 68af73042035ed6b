import { Fragment, type ReactNode } from 'react';
import type { MessageId, Texts } from '../../texts/texts.ts';

/** A message whose places may hold elements: `Um {at} Uhr` with a large time. No sentence is put together by hand. */
export function RichText(props: {
  readonly texts: Texts;
  readonly id: MessageId;
  readonly values: Readonly<Record<string, ReactNode>>;
}) {
  const names = Object.keys(props.values);
  const marks = Object.fromEntries(names.map((name, place) => [name, `\uE000${place}\uE001`]));
  const parts = props.texts.say(props.id, marks).split(/\uE000(\d+)\uE001/);
  return parts.map((part, place) => (
    // The parts of one message never change their order.
    // biome-ignore lint/suspicious/noArrayIndexKey: see above
    <Fragment key={place}>{place % 2 === 0 ? part : props.values[names[Number(part)] ?? '']}</Fragment>
  ));
}
