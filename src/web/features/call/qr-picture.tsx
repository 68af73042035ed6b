/** Light modules around a code, so that a camera finds it (ISO/IEC 18004 section 6.3.8). */
const QUIET = 4;

/** A QR code from its rows, dark on white in both themes: many cameras read no other. */
export function QrPicture({
  rows,
  label,
}: {
  readonly rows: readonly (readonly boolean[])[];
  readonly label: string;
}) {
  const size = rows.length + 2 * QUIET;
  return (
    <svg
      className="qr"
      viewBox={`0 0 ${size} ${size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <path d={rows.flatMap(rowPath).join('')} />
    </svg>
  );
}

/** A bar for each run of dark modules. */
function rowPath(row: readonly boolean[], y: number): string[] {
  return row.flatMap((isDark, x) => {
    if (!isDark || row[x - 1]) return [];
    const end = row.indexOf(false, x);
    const length = (end < 0 ? row.length : end) - x;
    return [`M${x + QUIET} ${y + QUIET}h${length}v1h-${length}z`];
  });
}
