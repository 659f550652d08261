import { eventView } from '@/components/instruments/event-words';
import { labTimeText } from '@/components/ui/lab-time';
import type { Reading } from '@/lib/instruments/inbox/contract';

type Lines = readonly string[];

/** What a message says, a line each: for comparing one reading of it with another. */
export function linesOf(reading: Reading, timeZone: string): string[] {
  if (reading.error !== null) return [`Cannot be read: ${reading.error}`];
  const time = (at: string) => labTimeText(at, timeZone);
  const lines = reading.events.flatMap((event) => {
    const { sentence, facts, tests, at } = eventView(event);
    const words = sentence
      .map((part) => (typeof part === 'string' ? part : part.specimen))
      .join('');
    return [
      at === null ? words : `${words} · ${time(at)}`,
      ...facts.map(
        (fact) => `  ${fact.label}: ${fact.time ? time(fact.time) : (fact.value ?? '')}`,
      ),
      ...tests.flatMap(({ assay, results, complete }) => [
        `  ${assay?.code ?? 'The only test that fits'}: ${complete ? 'complete' : 'not complete'}`,
        ...results.map(({ analyte, value, unit, flags, status, observed_at }) =>
          [
            `    ${analyte.code}`,
            value,
            unit,
            flags.length === 0 ? null : `[${flags.join(' ')}]`,
            status,
            observed_at === null ? null : `· ${time(observed_at)}`,
          ]
            .filter((part) => part !== null && part !== '')
            .join(' '),
        ),
      ]),
    ];
  });
  return [
    ...(lines.length === 0 ? ['Nothing to act on'] : lines),
    ...reading.remarks.map((remark) => `Note: ${remark}`),
  ];
}

export type SideBySide = { before: string | null; after: string | null; same: boolean };

/** More lines than this are compared by place alone: what it costs grows with their product. */
const MOST_COMPARED = 400;

/** Lines of two readings beside each other, those that both have on one row. */
export function sideBySide(before: Lines, after: Lines): SideBySide[] {
  if (before.length > MOST_COMPARED || after.length > MOST_COMPARED) {
    return Array.from({ length: Math.max(before.length, after.length) }, (_, index) => {
      const [left, right] = [before[index] ?? null, after[index] ?? null];
      return { before: left, after: right, same: left === right };
    });
  }
  // The longest common subsequence, from the end.
  const width = after.length + 1;
  const longest = new Uint16Array((before.length + 1) * width);
  const of = (i: number, j: number) => longest[i * width + j] ?? 0;
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = after.length - 1; j >= 0; j -= 1) {
      longest[i * width + j] =
        before[i] === after[j] ? of(i + 1, j + 1) + 1 : Math.max(of(i + 1, j), of(i, j + 1));
    }
  }
  const rows: SideBySide[] = [];
  let gone: string[] = [];
  let come: string[] = [];
  const flush = () => {
    for (let at = 0; at < Math.max(gone.length, come.length); at += 1) {
      rows.push({ before: gone[at] ?? null, after: come[at] ?? null, same: false });
    }
    gone = [];
    come = [];
  };
  let [i, j] = [0, 0];
  while (i < before.length || j < after.length) {
    const [left, right] = [before[i], after[j]];
    if (left !== undefined && left === right) {
      flush();
      rows.push({ before: left, after: left, same: true });
      i += 1;
      j += 1;
    } else if (left !== undefined && (right === undefined || of(i + 1, j) >= of(i, j + 1))) {
      gone.push(left);
      i += 1;
    } else if (right !== undefined) {
      come.push(right);
      j += 1;
    }
  }
  flush();
  return rows;
}
