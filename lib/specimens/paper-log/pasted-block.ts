const QUOTED = /^"((?:[^"]|"")*)"(?=\t|\r\n|\n|\r|$)/;
const PLAIN = /^[^\t\r\n]*/;
const LINE_END = /^(?:\r\n|\n|\r)/;

/**
 * A block copied from a spreadsheet as rows of cells: tabs between cells, lines between rows. A cell
 * that holds a tab, a line end or a quote is quoted, its quotes doubled; a quote that is closed
 * nowhere is itself. The line end after the last row begins no row.
 */
export function readPastedBlock(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let rest = text;
  while (rest !== '' || row.length > 0) {
    const quoted = QUOTED.exec(rest);
    const taken = quoted?.[0] ?? PLAIN.exec(rest)?.[0] ?? '';
    row.push(quoted ? (quoted[1] ?? '').replaceAll('""', '"') : taken);
    rest = rest.slice(taken.length);
    if (rest.startsWith('\t')) {
      rest = rest.slice(1);
      continue;
    }
    rows.push(row);
    row = [];
    rest = rest.slice(LINE_END.exec(rest)?.[0].length ?? 0);
  }
  return rows;
}
