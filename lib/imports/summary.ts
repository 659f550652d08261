import type { ImportAnswer } from './contract';

const number = (value: number) => value.toLocaleString('en-GB');

/** An import in a few lines for a terminal. */
export function summaryOf(answer: ImportAnswer): string[] {
  const { findings } = answer;
  const seconds =
    answer.started_at && answer.finished_at
      ? (Date.parse(answer.finished_at) - Date.parse(answer.started_at)) / 1000
      : null;
  const lines = [
    `${answer.file_name}: ${answer.dry_run ? 'dry run ' : ''}${answer.status}${answer.message ? `. ${answer.message}` : ''}`,
    `  ${number(answer.rows_done)} rows: ${number(answer.created)} created, ${number(answer.updated)} updated, ${number(answer.unchanged)} unchanged, ${number(answer.rejected)} rejected`,
  ];
  if (seconds !== null && seconds > 0 && answer.rows_done > 0) {
    lines.push(
      `  ${seconds.toFixed(1)} s, ${number(Math.round(answer.rows_done / seconds))} rows/s`,
    );
  }
  if (findings.ignored_columns && findings.ignored_columns.length > 0) {
    lines.push(`  Ignored columns: ${findings.ignored_columns.join(', ')}`);
  }
  if (findings.dates) {
    const { example, order, because, read_as } = findings.dates;
    lines.push(
      `  Dates are read ${order === 'dmy' ? 'day' : 'month'} first (${because}): ${example} is ${read_as}`,
    );
  }
  for (const fault of (findings.faults ?? []).slice(0, 20)) {
    lines.push(
      `  ${number(fault.count)} × ${fault.field}: ${fault.reason} (first in line ${fault.first_line}: ${fault.example})`,
    );
  }
  for (const note of findings.notes ?? []) lines.push(`  ${note}`);
  return lines;
}
