import type { Times } from './timing';

const number = (value: number) =>
  value >= 100 ? Math.round(value).toLocaleString('en-GB') : value.toFixed(1);

/** A Markdown table whose columns stand under each other; numbers to the right. */
export function table(header: string[], rows: string[][]): string {
  const widths = header.map((title, index) =>
    Math.max(3, title.length, ...rows.map((row) => row[index]?.length ?? 0)),
  );
  const line = (cells: string[]) =>
    `| ${cells
      .map((cell, index) =>
        index === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[index] ?? 0),
      )
      .join(' | ')} |`;
  const rule = widths.map((width, index) =>
    index === 0 ? '-'.repeat(width) : `${'-'.repeat(width - 1)}:`,
  );
  return [line(header), `| ${rule.join(' | ')} |`, ...rows.map(line)].join('\n');
}

/** p50 and p95 of each window in ms; a dash where there is none. */
export function timesTable(
  title: string,
  windows: readonly string[],
  lines: { name: string; times: (Times | null)[] }[],
): string {
  return table(
    [title, ...windows.flatMap((name) => [`${name} p50`, 'p95'])],
    lines.map(({ name, times }) => [
      name,
      ...times.flatMap((one) => (one ? [number(one.p50), number(one.p95)] : ['–', '–'])),
    ]),
  );
}
