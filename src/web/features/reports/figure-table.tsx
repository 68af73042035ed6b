import { sayNumber } from '../../../core/report/report-words.ts';
import { useTexts } from '../../app-context.ts';

interface FigureRow {
  readonly name: string;
  readonly cells: readonly number[];
}

/** Figures by name, with their sum; on a phone each row becomes a block with its own labels. */
export function FigureTable(props: {
  readonly caption: string;
  readonly first: string;
  readonly columns: readonly { readonly key: string; readonly label: string }[];
  readonly rows: readonly FigureRow[];
  readonly total: FigureRow;
}) {
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: as blocks on a phone the cells lose their roles
    <table className="table report__table" role="table">
      <caption className="vh">{props.caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">
            {props.first}
          </th>
          {props.columns.map((it) => (
            <th key={it.key} role="columnheader" scope="col" className="end">
              {it.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {props.rows.map((row) => (
          <Row key={row.name} row={row} columns={props.columns} />
        ))}
        <Row row={props.total} columns={props.columns} isSum />
      </tbody>
    </table>
    // biome-ignore-end lint/a11y/noRedundantRoles: see above
  );
}

function Row(props: {
  readonly row: FigureRow;
  readonly columns: readonly { readonly key: string; readonly label: string }[];
  readonly isSum?: boolean;
}) {
  const { locale } = useTexts();
  return (
    // biome-ignore-start lint/a11y/noRedundantRoles: see above
    <tr role="row" className={props.isSum ? 'sum' : ''}>
      <th role="rowheader" scope="row">
        {props.row.name}
      </th>
      {props.columns.map((it, place) => (
        <td key={it.key} role="cell" className="end num" data-label={it.label}>
          {sayNumber(props.row.cells[place] ?? 0, locale)}
        </td>
      ))}
    </tr>
    // biome-ignore-end lint/a11y/noRedundantRoles: see above
  );
}
