import { z } from 'zod';
import { everyRow, Receipt, type Reader } from './receipt-rows';
import { quantileOf } from './statistics';

const stated = {
  device: z.string(),
  code: z.string().nullable(),
  reason: z.string().nullable(),
  from: z.string(),
};
const Stretch = z.object({ ...stated, to: z.string(), kind: z.string(), limited: z.boolean() });
const Stop = z.object({ ...stated, to: z.string().nullable() });
const Test = z.object({
  device: z.string(),
  received: z.string(),
  released: z.string().nullable(),
});

type Stretches = z.output<typeof Stretch>[];
type Stops = z.output<typeof Stop>[];

const Asked = z.object({
  devices: z.array(z.object({ device: z.string(), type: z.string() })),
  receipt: Receipt,
});

const minutesOf = ({ from, to }: { from: string; to: string }) =>
  (Date.parse(to) - Date.parse(from)) / 60_000;

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const ratio = (part: number, whole: number) => (whole > 0 ? part / whole : null);

function figures(stretches: Stretches, sets: { stops: Stops; repairs: Stops; open: Stops }) {
  const of = (kind: string) =>
    sum(stretches.filter((one) => one.kind === kind).map((one) => minutesOf(one)));
  const window = sum(stretches.map(minutesOf));
  const working = of('up') + of('idle');
  const coverage = ratio(100 * (window - of('unknown')), window);
  const repaired = sets.repairs.map(({ from, to }) => minutesOf({ from, to: to ?? from }));
  const rated = window - of('planned') - of('unknown');
  return {
    uptime_percent: coverage === null || coverage < 90 ? null : ratio(100 * working, rated),
    coverage_percent: coverage,
    window_minutes: window,
    up_minutes: of('up'),
    limited_minutes: sum(stretches.filter(({ limited }) => limited).map(minutesOf)),
    idle_minutes: of('idle'),
    unplanned_minutes: of('unplanned'),
    planned_minutes: of('planned'),
    unknown_minutes: of('unknown'),
    stops: sets.stops.length,
    repairs: sets.repairs.length,
    open_stops: sets.open.length,
    mtbf_minutes: ratio(working, sets.stops.length),
    mttr_minutes: ratio(sum(repaired), sets.repairs.length),
  };
}

/** Uptime once more. */
export async function recomputeUptime(reader: Reader, answer: unknown) {
  const { devices, receipt } = Asked.parse(answer);
  const read = <T extends z.ZodType>(row: T, which: string) =>
    everyRow(reader, receipt.rows_url, row, { which });
  const [stretches, stops, repairs, open, affected, unfinished, others] = await Promise.all([
    read(Stretch, 'stretches'),
    read(Stop, 'stops'),
    read(Stop, 'repairs'),
    read(Stop, 'open_stops'),
    read(Test, 'affected'),
    read(Test, 'affected_unfinished'),
    read(Test, 'others'),
  ]);
  const setsOf = (name?: string) => {
    const those = (some: Stops) =>
      name === undefined ? some : some.filter(({ device }) => device === name);
    return { stops: those(stops), repairs: those(repairs), open: those(open) };
  };
  const turnarounds = (tests: typeof affected, name: string) =>
    tests
      .filter(({ device }) => device === name)
      .map(({ received, released }) => minutesOf({ from: received, to: released ?? received }));
  const excessOf = (name: string) => {
    const [hit, usual] = [turnarounds(affected, name), turnarounds(others, name)];
    const median = quantileOf(usual, 0.5);
    return {
      affected: hit.length,
      affected_unfinished: unfinished.filter(({ device }) => device === name).length,
      affected_p50_minutes: quantileOf(hit, 0.5),
      others: usual.length,
      others_p50_minutes: median,
      excess_minutes:
        median === null || hit.length === 0 ? null : sum(hit.map((minutes) => minutes - median)),
    };
  };
  return {
    devices: devices.map(({ device, type }) => {
      const own = stretches.filter((one) => one.device === device);
      const sets = setsOf(device);
      const last = sets.open.at(-1);
      const ends = own.at(-1)?.to;
      return {
        device,
        type,
        ...figures(own, sets),
        open_stop:
          last && ends
            ? {
                from: last.from,
                code: last.code,
                reason: last.reason,
                minutes: minutesOf({ from: last.from, to: ends }),
              }
            : null,
        excess: own.some(({ kind }) => kind === 'unplanned') ? excessOf(device) : null,
        timeline: own,
        timeline_stretches: own.length,
      };
    }),
    total: figures(stretches, setsOf()),
  };
}
