/** Equal for steps that do the same: what is done, where, and for a move from and to where. */
export type Doing = {
  kind: 'PROCESS' | 'MOVE';
  fct: string;
  device: string;
  origin: string | null;
  target: string | null;
};

/** A step that was told. Times are in milliseconds since 1970. */
export type ToldStep = Doing & {
  startedMs: number;
  finishedMs: number | null;
  failed: boolean;
};

export function doingName({ kind, fct, device, origin, target }: Doing): string {
  return JSON.stringify(kind === 'MOVE' ? [kind, origin, target] : [kind, fct, device]);
}

/**
 * The told step that each expected one became, if any; in their order. The first told of a doing is
 * the first expected of it. A step that failed is not what was expected: it is done again.
 */
export function matchSteps<T extends ToldStep>(
  expected: readonly Doing[],
  told: readonly T[],
): (T | null)[] {
  const waiting = new Map<string, T[]>();
  for (const step of told.toSorted((a, b) => a.startedMs - b.startedMs)) {
    if (step.failed) continue;
    const name = doingName(step);
    const alike = waiting.get(name);
    if (alike) alike.push(step);
    else waiting.set(name, [step]);
  }
  return expected.map((step) => waiting.get(doingName(step))?.shift() ?? null);
}
