import type { LabRules } from '@/lib/specimens/lab-rules';
import type { HistoryStep, Period } from './test-lives';

const MINUTE_MS = 60_000;

/** A test of a tube as its history tells of it; times in ms since 1970. */
export type AwaitedTest = {
  assayId: string;
  stat: boolean;
  orderedAt: number | null;
  /** The first milestone that shows that its tube is here. */
  arrivedAt: number | null;
  /** Its state now, which counts where it has no history. */
  stateKey: string;
  steps: readonly HistoryStep[];
};

export type AwaitedTube = {
  collectedAt: number | null;
  receivedAt: number | null;
  rejectedAt: number | null;
  voidedAt: number | null;
  /** When it was entered here; -Infinity of what a file told afterwards. */
  knownFrom: number;
  tests: readonly AwaitedTest[];
};

/** A time in which a tube was missing, with what it waited since and for which assays. */
export type MissingPart = Period & {
  since: { what: 'collected' | 'ordered'; at: number };
  assayIds: string[];
};

type Rules = { early: ReadonlySet<string>; kindOf: LabRules['kindOf'] };

/** The state of a test at a moment; null before it was entered. */
function stateAt(test: AwaitedTest, at: number): string | null {
  if (test.steps.length === 0) return test.stateKey;
  let state: string | null = null;
  for (const step of test.steps) {
    if (step.at > at && !(step.action === 'import' && state === null)) break;
    state = step.toState ?? state;
  }
  return state;
}

/** When something first showed that the tube had come. */
function arrivalOf(tube: AwaitedTube, { early, kindOf }: Rules): number {
  const beyond = tube.tests.flatMap(({ arrivedAt, steps }) => [
    arrivedAt ?? Infinity,
    ...steps
      .filter(({ action, toState }) => {
        const moved = toState !== null && action !== 'import' && !early.has(toState);
        return moved && kindOf.get(toState) !== 'void';
      })
      .map(({ at }) => at),
  ]);
  const bare = tube.tests.length === 0 ? (tube.rejectedAt ?? Infinity) : Infinity;
  return Math.min(tube.receivedAt ?? Infinity, tube.voidedAt ?? Infinity, bare, ...beyond);
}

/**
 * When a tube was missing: not received within `minutes` of its collection, or before that of its
 * first STAT order still waiting, while it had a test that waited or none at all. Strictly later than
 * that, so from the millisecond after.
 */
export function missingCourse(tube: AwaitedTube, minutes: number, rules: Rules): MissingPart[] {
  const arrival = arrivalOf(tube, rules);
  const { collectedAt, tests } = tube;
  const turns = [tube.knownFrom, collectedAt ?? Infinity, arrival]
    .concat(tests.flatMap(({ steps }) => steps.map(({ at }) => at)))
    .filter((at) => at >= tube.knownFrom && at <= arrival);
  const times = [...new Set(turns)].toSorted((a, b) => a - b);
  return times.flatMap((begins, index): MissingPart[] => {
    const ends = Math.min(times[index + 1] ?? Infinity, arrival);
    const waiting = tests.filter((test) => {
      const state = stateAt(test, begins);
      return state !== null && rules.early.has(state);
    });
    if (tests.length > 0 && waiting.length === 0) return [];
    const collected = collectedAt !== null && collectedAt <= begins;
    const stat = waiting.flatMap((one) => (one.stat ? (one.orderedAt ?? []) : []));
    const at = collected ? collectedAt : Math.min(...stat);
    const from = Math.max(begins, Math.floor(at + minutes * MINUTE_MS) + 1);
    if (!(from < ends)) return [];
    const since = { what: collected ? ('collected' as const) : ('ordered' as const), at };
    return [{ from, to: ends, since, assayIds: waiting.map(({ assayId }) => assayId) }];
  });
}
