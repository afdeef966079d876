/** Cells in columns, two spaces apart; the last column is as long as it likes. Colours do not count. */
export function table(rows: readonly (readonly string[])[]): readonly string[] {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => widthOf(row[column] ?? ''))),
  );
  return rows.map((row) =>
    row
      .map((cell, column) => (column === row.length - 1 ? cell : pad(cell, widths[column] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}

function pad(cell: string, width: number): string {
  return cell + ' '.repeat(Math.max(0, width - widthOf(cell)));
}

function widthOf(cell: string): number {
  // oxlint-disable-next-line no-control-regex -- the escapes of colours begin with one
  return Array.from(cell.replaceAll(/\u001B\[\d+m/g, '')).length;
}
