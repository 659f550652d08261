export type LineChange = { change: 'same' | 'added' | 'removed'; text: string };

/** Steps of comparing that are worth it; texts further apart are shown as one for the other. */
const MAX_EDITS = 500;

function as(change: LineChange['change'], lines: readonly string[]): LineChange[] {
  return lines.map((text) => ({ change, text }));
}

/**
 * What became of a text, line by line, with the fewest lines added and removed (Myers, “An O(ND)
 * difference algorithm and its variations”, 1986).
 */
export function diffLines(before: string, after: string): LineChange[] {
  const [a, b] = [before.split('\n'), after.split('\n')];
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (
    tail < a.length - head &&
    tail < b.length - head &&
    a[a.length - 1 - tail] === b[b.length - 1 - tail]
  ) {
    tail += 1;
  }
  return [
    ...as('same', a.slice(0, head)),
    ...diffMiddle(a.slice(head, a.length - tail), b.slice(head, b.length - tail)),
    ...as('same', a.slice(a.length - tail)),
  ];
}

function diffMiddle(a: readonly string[], b: readonly string[]): LineChange[] {
  const trace = shortestEdits(a, b);
  if (trace === null) return [...as('removed', a), ...as('added', b)];
  const changes: LineChange[] = [];
  let [x, y] = [a.length, b.length];
  for (let edits = trace.length - 1; edits >= 0; edits -= 1) {
    const reached = trace[edits];
    const at = (diagonal: number) => reached?.get(diagonal) ?? -1;
    const diagonal = x - y;
    const down = diagonal === -edits || (diagonal !== edits && at(diagonal - 1) < at(diagonal + 1));
    const from = down ? diagonal + 1 : diagonal - 1;
    const startX = edits === 0 ? 0 : at(from);
    const startY = edits === 0 ? 0 : startX - from;
    const firstSame = edits === 0 ? 0 : down ? startX : startX + 1;
    while (x > firstSame) {
      x -= 1;
      y -= 1;
      changes.push({ change: 'same', text: a[x] ?? '' });
    }
    if (edits === 0) break;
    if (down) changes.push({ change: 'added', text: b[startY] ?? '' });
    else changes.push({ change: 'removed', text: a[startX] ?? '' });
    [x, y] = [startX, startY];
  }
  return changes.toReversed();
}

/** How far each diagonal was reached before each edit, up to the end of both; null for too many. */
function shortestEdits(a: readonly string[], b: readonly string[]): Map<number, number>[] | null {
  const reached = new Map<number, number>([[1, 0]]);
  const trace: Map<number, number>[] = [];
  for (let edits = 0; edits <= Math.min(MAX_EDITS, a.length + b.length); edits += 1) {
    trace.push(new Map(reached));
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const below = reached.get(diagonal + 1) ?? -1;
      const left = reached.get(diagonal - 1) ?? -1;
      const down = diagonal === -edits || (diagonal !== edits && left < below);
      let x = down ? below : left + 1;
      let y = x - diagonal;
      while (x < a.length && y < b.length && a[x] === b[y]) {
        x += 1;
        y += 1;
      }
      reached.set(diagonal, x);
      if (x >= a.length && y >= b.length) return trace;
    }
  }
  return null;
}
