import { structuredPatch } from 'diff';

export type DiffLine = {
  kind: 'same' | 'removed' | 'added';
  text: string;
  /** Number of the line in the older and the newer source, from 1; null where it is not in it. */
  older: number | null;
  newer: number | null;
};

export type Comparison = {
  removed: number;
  added: number;
  /** Stretches of changed lines with three lines around, from the top. */
  stretches: DiffLine[][];
  /** The sources were too different to find the fewest changes: what differs is shown as replaced. */
  coarse: boolean;
};

const CONTEXT = 3;
/** Nobody waits for a better comparison than the coarse one; sources are 1 MB at most. */
const TIMEOUT_MS = 400;

const NO_END = 'No newline at end of file';

type Stretch = { oldStart: number; newStart: number; lines: string[] };

const KINDS: Partial<Record<string, DiffLine['kind']>> = {
  '-': 'removed',
  '+': 'added',
  ' ': 'same',
};

function numbered({ oldStart, newStart, lines }: Stretch): DiffLine[] {
  let [older, newer] = [oldStart, newStart];
  return lines.flatMap((line): DiffLine[] => {
    const kind = KINDS[line.charAt(0)];
    // What is left begins with a backslash: the line before has no end.
    if (kind === undefined) return [{ kind: 'same', text: NO_END, older: null, newer: null }];
    return [
      {
        kind,
        text: line.slice(1),
        older: kind === 'added' ? null : older++,
        newer: kind === 'removed' ? null : newer++,
      },
    ];
  });
}

/** A source in lines as Git tells them: after a last line without an end comes one that says so. */
function linesOf(source: string, kind: '-' | '+' | ' '): string[][] {
  const lines = source.split('\n').map((line) => [kind + line]);
  if (lines.at(-1)?.[0] === kind) lines.pop();
  else lines.at(-1)?.push(`\\ ${NO_END}`);
  return lines;
}

/** What differs, from the first line that does to the last, replaced as a whole. */
function replacedWhole(older: string, newer: string): Stretch {
  const kept = linesOf(older, ' ');
  const candidates = linesOf(newer, ' ');
  const isSame = (a: string[] | undefined, b: string[] | undefined) =>
    a?.length === b?.length && a?.[0] === b?.[0];
  const shorter = Math.min(kept.length, candidates.length);
  let head = 0;
  while (head < shorter && isSame(kept[head], candidates[head])) head += 1;
  let tail = 0;
  while (tail < shorter - head && isSame(kept.at(-1 - tail), candidates.at(-1 - tail))) tail += 1;
  const from = Math.max(0, head - CONTEXT);
  const changed = (lines: string[][]) => lines.slice(head, lines.length - tail);
  const below = kept.length - tail;
  const lines = [
    ...kept.slice(from, head),
    ...changed(linesOf(older, '-')),
    ...changed(linesOf(newer, '+')),
    ...kept.slice(below, below + CONTEXT),
  ];
  return { oldStart: from + 1, newStart: from + 1, lines: lines.flat() };
}

/** What differs between two sources, line by line; equal ones have no stretches. */
export function compareSources(
  older: string,
  newer: string,
  timeoutMs: number = TIMEOUT_MS,
): Comparison {
  if (older === newer) return { removed: 0, added: 0, stretches: [], coarse: false };
  const options = { context: CONTEXT, timeout: timeoutMs };
  const patch = structuredPatch('', '', older, newer, undefined, undefined, options);
  const stretches = (patch?.hunks ?? [replacedWhole(older, newer)]).map(numbered);
  const count = (kind: DiffLine['kind']) =>
    stretches.flat().filter((line) => line.kind === kind).length;
  return { removed: count('removed'), added: count('added'), stretches, coarse: !patch };
}

/** The first so many lines of a comparison, the last stretch perhaps not whole, and of how many. */
export function firstLines(
  { stretches }: Comparison,
  most: number,
): { stretches: DiffLine[][]; all: number } {
  let all = 0;
  const shown = stretches.flatMap((stretch) => {
    const lines = stretch.slice(0, Math.max(0, most - all));
    all += stretch.length;
    return lines.length === 0 ? [] : [lines];
  });
  return { stretches: shown, all };
}
