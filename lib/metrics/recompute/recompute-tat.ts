import { z } from 'zod';
import { readTargets } from './due-by-targets';
import { bucketOf, patternOf } from './local-time';
import { everyRow, Receipt, type Reader } from './receipt-rows';
import { barsOf, boxOf, meanOf, quantileOf, shareOf, survivalTime } from './statistics';
import { readWorkingHours, type WorkingHours } from './working-hours';

const time = z.string().nullable();

const ReportTest = z.object({
  assay: z.string(),
  priority: z.string(),
  department: z.string().nullable(),
  device: z.string().nullable(),
  start: time,
  end: time,
  due_at: time,
});

const Row = z.object({
  specimen_id: z.string(),
  assay: z.string(),
  run: z.number().nullable(),
  priority: z.string(),
  location: z.string().nullable(),
  department: z.string().nullable(),
  device: z.string().nullable(),
  start: time,
  end: time,
  due_at: time,
  minutes: z.number().nullable(),
  pattern_at: time,
  tests: z.array(ReportTest).nullable(),
});
type Row = z.output<typeof Row>;

const Asked = z.object({
  assay: z.string().nullable(),
  segment: z.string(),
  groups: z.array(z.object({ key: z.string().nullable() })),
  histogram: z.object({ width: z.number() }).nullable(),
  receipt: Receipt,
});

/** The sets of rows a figure of turnaround is made of. */
const SETS = [
  'included',
  'negative',
  'missing',
  'unfinished',
  'void',
  'due',
  'amended',
  'invalidated',
] as const;
type Sets = Record<(typeof SETS)[number], Row[]>;

/** Ends that are none of the tube itself, so that a report's are those of its tests. */
const OF_TUBE = ['receive', 'collect'];

type Judged = {
  minutesOf: (row: Row) => number;
  dueOf: (row: Row) => number | null;
};

function figureOf(sets: Sets, { minutesOf, dueOf }: Judged) {
  const minutes = sets.included.map(minutesOf);
  const withTarget = sets.included.filter((row) => dueOf(row) !== null);
  const inTime = (row: Row) => row.end !== null && Date.parse(row.end) <= (dueOf(row) ?? NaN);
  const at = (fraction: number) => quantileOf(minutes, fraction);
  return {
    p50: at(0.5),
    p90: at(0.9),
    p95: at(0.95),
    p99: at(0.99),
    mean: meanOf(minutes),
    min: at(0),
    max: at(1),
    total_specimens: minutes.length,
    within_target: shareOf(withTarget.filter(inTime).length, withTarget.length),
    on_time: shareOf(sets.due.filter(inTime).length, sets.due.length),
    excluded: {
      negative: sets.negative.length,
      missing: sets.missing.length,
      unfinished: sets.unfinished.length,
      void: sets.void.length,
    },
    changed_later: { amended: sets.amended.length, invalidated: sets.invalidated.length },
    box: boxOf(minutes),
  };
}

/** Under which keys a row of a set is grouped. */
function keysOf(grouping: string, set: keyof Sets, row: Row, timeZone: string): (string | null)[] {
  switch (grouping) {
    case 'assay':
    case 'department':
    case 'device':
      return row.tests ? [...new Set(row.tests.map((test) => test[grouping]))] : [row[grouping]];
    case 'location':
    case 'priority':
      return [row[grouping]];
    case 'day':
    case 'week':
    case 'month': {
      const ended = set === 'unfinished' || set === 'void' ? row.start : (row.end ?? row.start);
      const at = set === 'due' ? row.due_at : ended;
      return [at === null ? null : bucketOf(grouping, at, timeZone)];
    }
    default:
      return [patternOf(grouping, row.pattern_at, timeZone)];
  }
}

function groupOf(sets: Sets, grouping: string, key: string | null, timeZone: string): Sets {
  const those = (set: keyof Sets) =>
    sets[set].filter((row) => keysOf(grouping, set, row, timeZone).includes(key));
  return {
    included: those('included'),
    negative: those('negative'),
    missing: those('missing'),
    unfinished: those('unfinished'),
    void: those('void'),
    due: those('due'),
    amended: those('amended'),
    invalidated: those('invalidated'),
  };
}

async function dueRule(reader: Reader, receipt: Receipt, hours: WorkingHours) {
  const { within_minutes: within, segment, time } = receipt.filters;
  const fixed = (row: { due_at: string | null }) =>
    row.due_at === null ? null : Date.parse(row.due_at);
  if (typeof within === 'string') {
    return ({ start }: { start: string | null }) => {
      if (start === null) return null;
      if (time === 'working') return hours.after(start, Number(within));
      return Date.parse(start) + Number(within) * 60_000;
    };
  }
  if (receipt.definition.includes('fixed at receipt')) return fixed;
  return readTargets(reader, String(segment), hours);
}

/** Of all that began in the window, what is open counted as lasting at least until now. */
function censoredOf(begun: readonly Row[], computedAt: string, hours: WorkingHours | null) {
  const lives = begun.flatMap(({ start, end }) => {
    const until = end ?? computedAt;
    if (start === null || Date.parse(until) < Date.parse(start)) return [];
    const minutes = hours
      ? hours.between(start, until)
      : (Date.parse(until) - Date.parse(start)) / 60_000;
    return [{ minutes, ended: end !== null }];
  });
  const finished = lives.filter(({ ended }) => ended).map(({ minutes }) => minutes);
  return {
    n: lives.length,
    open: lives.length - finished.length,
    p50: survivalTime(lives, 0.5),
    p90: survivalTime(lives, 0.9),
    ordinary: {
      n: finished.length,
      p50: quantileOf(finished, 0.5),
      p90: quantileOf(finished, 0.9),
    },
  };
}

/** The rows that began in the window and have ended since: those that end in it, and later. */
async function begunRows(reader: Reader, receipt: Receipt, sets: Sets): Promise<Row[]> {
  const { from, to } = receipt.window;
  const began = (row: Row) =>
    row.start !== null &&
    Date.parse(row.start) >= Date.parse(from) &&
    Date.parse(row.start) < Date.parse(to);
  const ended = await everyRow(reader, receipt.rows_url, Row, {
    from: new Date(Date.parse(from) - 1).toISOString(),
    to: '2100-01-01T00:00:00Z',
  });
  return [...ended.filter(began), ...sets.unfinished];
}

/** Turnaround once more, from the rows of its receipt. `groupBy` is what it was asked to group by. */
export async function recomputeTat(reader: Reader, answer: unknown, asked: URLSearchParams) {
  const { groups, histogram, receipt, ...said } = Asked.parse(answer);
  const hours = await readWorkingHours(reader, receipt.time_zone);
  const read = async (set: keyof Sets) =>
    [set, await everyRow(reader, receipt.rows_url, Row, { which: set })] as const;
  const entries = new Map(await Promise.all(SETS.map(read)));
  const of = (set: keyof Sets) => entries.get(set) ?? [];
  const sets: Sets = {
    included: of('included'),
    negative: of('negative'),
    missing: of('missing'),
    unfinished: of('unfinished'),
    void: of('void'),
    due: of('due'),
    amended: of('amended'),
    invalidated: of('invalidated'),
  };
  const working = receipt.filters.time === 'working';
  const dueOfTest = await dueRule(reader, receipt, hours);
  const [from = '', , to = ''] = String(receipt.filters.segment).split('_');
  const startOf = (row: Row) => {
    if (!row.tests || OF_TUBE.includes(from)) return row.start;
    return row.tests.flatMap(({ start }) => start ?? []).sort()[0] ?? null;
  };
  const endOf = (row: Row) => {
    if (!row.tests || OF_TUBE.includes(to)) return row.end;
    return (
      row.tests
        .flatMap(({ end }) => end ?? [])
        .sort()
        .at(-1) ?? null
    );
  };
  const judged: Judged = {
    minutesOf: (row) => {
      const [start, end] = [startOf(row), endOf(row)];
      if (start === null || end === null) return NaN;
      return working ? hours.between(start, end) : (Date.parse(end) - Date.parse(start)) / 60_000;
    },
    dueOf: (row) => {
      if (!row.tests) return dueOfTest(row);
      const { location } = row;
      const dues = row.tests.flatMap((test) => dueOfTest({ ...test, location }) ?? []);
      return dues.length === 0 ? null : Math.max(...dues);
    },
  };
  for (const row of sets.due) {
    const due = judged.dueOf(row);
    if (due === null || row.due_at === null || Math.abs(due - Date.parse(row.due_at)) > 1) {
      throw new Error(`${row.specimen_id} is due ${row.due_at}, not ${due}`);
    }
  }
  const grouping = asked.get('group_by') ?? '';
  const minutes = sets.included.map(judged.minutesOf);
  const keys = new Set(
    SETS.flatMap((set) =>
      sets[set].flatMap((row) => keysOf(grouping, set, row, receipt.time_zone)),
    ),
  );
  const inOrder = groups.map(({ key }) => key);
  const forgotten = grouping === '' ? [] : [...keys].filter((key) => !inOrder.includes(key));
  return {
    ...said,
    unit: 'minutes',
    ...figureOf(sets, judged),
    // In the order of the answer, and what it forgot at the end.
    groups: [...inOrder, ...forgotten].map((key) => ({
      key,
      running:
        key !== null && key === bucketOf(grouping, receipt.computed_at, receipt.time_zone)
          ? ['day', 'week', 'month'].includes(grouping)
          : false,
      ...figureOf(groupOf(sets, grouping, key, receipt.time_zone), judged),
    })),
    histogram: histogram && { width: histogram.width, data: barsOf(minutes, histogram.width) },
    censored:
      asked.get('censored') === 'true'
        ? censoredOf(
            await begunRows(reader, receipt, sets),
            receipt.computed_at,
            working ? hours : null,
          )
        : null,
  };
}
