import { z } from 'zod';
import { bucketOf, bucketsBetween } from './local-time';
import { everyRow, Receipt, type Reader } from './receipt-rows';
import { shareOf } from './statistics';

const time = z.string().nullable();

const Row = z.object({
  specimen_id: z.string(),
  assay: z.string(),
  run: z.number().nullable(),
  priority: z.string(),
  device: z.string().nullable(),
  location: z.string().nullable(),
  start: time,
  end: time,
  due_at: time,
  ordered_at: time,
  collected_at: time,
  received_at: time,
  started_at: time,
  resulted_at: time,
  verified_at: time,
  released_at: time,
});
type Row = z.output<typeof Row>;

const Keys = z.array(z.object({ key: z.string().nullable() }));

const Asked = z.object({
  segment: z.string(),
  grain: z.string(),
  by_assay: Keys,
  by_machine: Keys,
  by_location: Keys,
  sample_breaches: z.array(
    z.object({ specimen_id: z.string(), assay: z.string(), run: z.number().nullable() }),
  ),
  receipt: Receipt,
});

/** Milestones in their order, and what segments call them. */
const MILESTONES = [
  ['order', 'ordered'],
  ['collect', 'collected'],
  ['receive', 'received'],
  ['start', 'started'],
  ['result', 'resulted'],
  ['verify', 'verified'],
  ['release', 'released'],
] as const;
type Milestone = (typeof MILESTONES)[number][1];

const AT_RISK = 0.8;
const ms = (text: string | null) => (text === null ? NaN : Date.parse(text));
const minutesBetween = (from: string | null, to: string | null) => (ms(to) - ms(from)) / 60_000;

/** The longest run of milestones in order that keeps both ends; of equally long the earlier. */
function chainOf(row: Row, names: readonly Milestone[]): Milestone[] {
  const [first, ...rest] = names;
  const last = rest.pop();
  if (!first || !last) return [];
  const at = (name: Milestone) => ms(row[`${name}_at`]);
  let best: Milestone[] = [];
  // Every choice of what lies between, the earliest first.
  for (let choice = 0; choice < 2 ** rest.length; choice += 1) {
    const between = rest.filter((_, place) => choice & (2 ** (rest.length - 1 - place)));
    const chain = [first, ...between, last];
    const ordered = chain.every((name, place) => {
      const before = chain[place - 1];
      return before === undefined || at(name) >= at(before);
    });
    if (!ordered || chain.length < best.length) continue;
    // The first milestone of two equally long ones that differs decides.
    if (chain.length === best.length) {
      const place = chain.findIndex((name, index) => name !== best[index]);
      const rank = (name: Milestone | undefined) => names.findIndex((each) => each === name);
      if (rank(chain[place]) > rank(best[place])) continue;
    }
    best = chain;
  }
  return best;
}

function attributionOf(breaches: readonly Row[], names: readonly Milestone[]) {
  const pieces = new Map<string, { from: number; to: number; minutes: number[] }>();
  for (const row of breaches) {
    const chain = chainOf(row, names);
    for (const [place, name] of chain.slice(1).entries()) {
      const before = chain[place];
      if (!before) continue;
      const key = `${before} ${name}`;
      const piece = pieces.get(key) ?? {
        from: names.indexOf(before),
        to: names.indexOf(name),
        minutes: [],
      };
      piece.minutes.push(minutesBetween(row[`${before}_at`], row[`${name}_at`]));
      pieces.set(key, piece);
    }
  }
  const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
  // The parts sum to what the breaches took.
  const whole = sum(breaches.map(({ start, end }) => minutesBetween(start, end)));
  return {
    breaches: breaches.length,
    total_minutes: breaches.length === 0 ? null : whole,
    pieces: [...pieces.values()]
      .sort((a, b) => a.from - b.from || a.to - b.to)
      .map(({ from, to, minutes }) => ({
        from: names[from],
        to: names[to],
        unknown: names.slice(from + 1, to),
        count: minutes.length,
        minutes: sum(minutes),
        mean_minutes: sum(minutes) / minutes.length,
        percent: whole === 0 ? null : (100 * sum(minutes)) / whole,
      })),
  };
}

/** The service level once more. */
export async function recomputeSla(reader: Reader, answer: unknown) {
  const said = Asked.parse(answer);
  const { receipt, grain, segment } = said;
  const read = (which: string) => everyRow(reader, receipt.rows_url, Row, { which });
  const [completed, due, overdue, risky, noTarget, negative, missing] = [
    await read('completed'),
    await read('due'),
    await read('open_overdue'),
    await read('at_risk'),
    await read('no_target'),
    await read('negative'),
    await read('missing'),
  ];
  const now = Date.parse(receipt.computed_at);
  const isOverdue = ({ due_at }: Row) => ms(due_at) < now;
  const isAtRisk = ({ start, due_at }: Row) =>
    ms(due_at) >= now && now - ms(start) >= AT_RISK * (ms(due_at) - ms(start)) - 1e-6;
  const isLate = ({ end, due_at }: Row) => ms(end) > ms(due_at);
  const inTime = ({ end, due_at }: Row) => ms(end) <= ms(due_at);
  const breaches = completed.filter(isLate);
  if ((await read('breaches')).length !== breaches.length) throw new Error('breaches differ');
  if ((await read('on_time')).length !== due.filter(inTime).length) throw new Error('on time too');
  const groupsBy = (named: z.output<typeof Keys>, keyOf: (row: Row) => string | null) => {
    const inSome = [...completed, ...overdue, ...risky].map(keyOf);
    const keys = named.map(({ key }) => key);
    const forgotten = [...new Set(inSome)].filter((key) => !keys.includes(key));
    return [...keys, ...forgotten].map((key) => {
      const own = (rows: readonly Row[]) => rows.filter((row) => keyOf(row) === key);
      const [late, all] = [own(breaches).length, own(completed).length];
      return {
        key,
        breached: shareOf(late, all),
        rate: all === 0 ? null : late / all,
        open_overdue: own(overdue).filter(isOverdue).length,
        at_risk: own(risky).filter(isAtRisk).length,
      };
    });
  };
  const [from, to] = segment.split('_to_');
  const order = MILESTONES.map(([verb]) => verb);
  const names = MILESTONES.slice(
    order.findIndex((verb) => verb === from),
    order.findIndex((verb) => verb === to) + 1,
  ).map(([, name]) => name);
  const over = ({ end, due_at }: Row) => ms(end) - ms(due_at);
  const furthest = breaches.map(over).sort((a, b) => b - a);
  const zone = receipt.time_zone;
  return {
    segment,
    grain,
    breach_count: breaches.length,
    total_completed: completed.length,
    breach_rate: completed.length === 0 ? null : breaches.length / completed.length,
    breached: shareOf(breaches.length, completed.length),
    within_target: shareOf(completed.filter(inTime).length, completed.length),
    open_overdue: overdue.filter(isOverdue).length,
    at_risk: risky.filter(isAtRisk).length,
    on_time: shareOf(due.filter(inTime).length, due.length),
    excluded: { negative: negative.length, missing: missing.length, no_target: noTarget.length },
    sample_breaches: furthest.slice(0, 20).map((far, place) => {
      const sample = said.sample_breaches[place];
      const row = breaches.find(
        (one) =>
          one.specimen_id === sample?.specimen_id &&
          one.assay === sample.assay &&
          one.run === sample.run,
      );
      if (!row || over(row) !== far) return null;
      return {
        specimen_id: row.specimen_id,
        assay: row.assay,
        run: row.run,
        machine_id: row.device,
        location: row.location,
        priority: row.priority,
        turnaround_time_minutes: minutesBetween(row.start, row.end),
        target_minutes: minutesBetween(row.start, row.due_at),
        received_at: row.received_at,
        processed_at: row.released_at,
      };
    }),
    by_assay: groupsBy(said.by_assay, ({ assay }) => assay),
    by_machine: groupsBy(said.by_machine, ({ device }) => device),
    by_location: groupsBy(said.by_location, ({ location }) => location),
    trend: bucketsBetween(grain, receipt.window, zone, receipt.computed_at).map((bucket) => {
      const rows = due.filter(({ due_at }) => bucketOf(grain, due_at ?? '', zone) === bucket.key);
      return { ...bucket, ...shareOf(rows.filter(inTime).length, rows.length) };
    }),
    attribution: attributionOf(breaches, names),
  };
}
