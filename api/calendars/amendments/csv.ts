/** One value of a table. */
export type CsvCell = string | number | boolean | null;

/**
 * One line of CSV by RFC 4180, its line end included. A text that a spreadsheet would run as a formula gets an apostrophe.
 *
 * @example csvLine(['a', 1, null, 'b;"c"\n']) // 'a,1,,"b;""c""\n"\r\n'
 */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

function csvCell(cell: CsvCell): string {
  if (cell === null) return '';
  if (typeof cell !== 'string') return String(cell);
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
