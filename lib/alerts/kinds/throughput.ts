import { z } from 'zod';
import { readCalendars } from '@/lib/labs/read-calendars';
import { Prisma } from '@/lib/platform/db/generated/client';
import type { Finding, Spell } from '../finding';
import { testFiltersSql } from './filters-sql';
import type { AlertKind, Filters, World } from './kind';
import type { ParamsOf } from './params';
import { percentText, windowText } from './rate-text';
import { readColumns } from './read-columns';
import { fullMinute, throughputOf, windowComparison, type Window } from './usual-throughput';

type Params = ParamsOf<'throughput'>;

const MINUTE_MS = 60_000;

/** Tests `t` that the figure of throughput counts, as the filters choose. */
function counted(labId: string, filters: Filters): Prisma.Sql {
  const { devices } = filters;
  const onDevice =
    devices && devices.length > 0
      ? Prisma.sql`t.device_id = ANY(${[...devices]}::uuid[])`
      : Prisma.sql`true`;
  return Prisma.sql`t.lab_id = ${labId}::uuid AND t.voided_at IS NULL AND ${onDevice}
    AND ${testFiltersSql(labId, filters)}`;
}

const Counts = z.array(z.object({ rule: z.int(), place: z.int(), count: z.int() }));

/** How many were released in each of some windows, of each of some rules; all in one question. */
async function countReleased(
  { db, lab }: World,
  asked: readonly { filters: Filters; windows: readonly Window[] }[],
): Promise<number[][]> {
  const found = asked.map(({ windows }) => windows.map(() => 0));
  const each = asked.flatMap(({ filters, windows }, rule) =>
    windows.map(
      ({ from, to }, place) => Prisma.sql`
        SELECT ${rule}::int AS rule, ${place}::int AS place, count(*)::int AS count
        FROM ordered_tests t
        WHERE ${counted(lab.id, filters)} AND t.released_at > ${new Date(from)}::timestamptz
          AND t.released_at <= ${new Date(to)}::timestamptz`,
    ),
  );
  if (each.length === 0) return found;
  const rows = Counts.parse(await db.$queryRaw`${Prisma.join(each, ' UNION ALL ')}`);
  for (const { rule, place, count } of rows) {
    const counts = found[rule];
    if (counts) counts[place] = count;
  }
  return found;
}

const Released = z.object({ at: z.array(z.number()) });

/** When tests were released in (from, to], in order, ms since 1970. */
async function releasedWithin(
  { db, lab }: World,
  filters: Filters,
  { from, to }: Window,
): Promise<Float64Array> {
  const { at } = await readColumns(
    db,
    Released,
    Prisma.sql`
      SELECT (extract(epoch FROM t.released_at) * 1000)::float8 AS at
      FROM ordered_tests t
      WHERE ${counted(lab.id, filters)} AND t.released_at > ${new Date(from)}::timestamptz
        AND t.released_at <= ${new Date(to)}::timestamptz
      ORDER BY t.released_at`,
  );
  return Float64Array.from(at);
}

/** How many of some times in order are at most `time`. */
function upTo(times: Float64Array, time: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? Infinity) <= time) low = middle + 1;
    else high = middle;
  }
  return low;
}

const comparison = (
  lab: World['lab'],
  calendars: Awaited<ReturnType<typeof readCalendars>>,
  { window_minutes, weeks }: Params,
  span: { from: number; to: number },
) =>
  windowComparison(
    { timeZone: lab.timeZone, calendars },
    { windowMs: window_minutes * MINUTE_MS, weeks },
    span,
  );

const about = (labId: string) =>
  ({
    fingerprint: labId,
    subject: { kind: 'lab', id: labId },
    labels: {},
    priority: null,
    deviceId: null,
    dueAt: null,
  }) as const;

/**
 * The lab, where less than so many percent of the usual was released in the window up to the last
 * full minute. Usual is the median of the same time on the wall in the weeks before. Looked at is
 * only what lies within opening hours throughout, now and in those weeks (at least two of them), and
 * nothing is said where fewer than `at_least` are usual.
 */
export const throughput: AlertKind<'throughput'> = {
  name: 'throughput',

  async find(world, rules) {
    const { db, lab, now } = world;
    const calendars = await readCalendars({ db });
    const at = now.getTime();
    const compared = rules.map(({ params }) =>
      comparison(lab, calendars, params, { from: at, to: at + 1 })(at),
    );
    const counts = await countReleased(
      world,
      rules.map(({ filters }, place) => {
        const one = compared[place];
        return { filters, windows: one ? [one.now, ...one.before] : [] };
      }),
    );
    return new Map(
      rules.map(({ id, params }, place): [string, Finding[]] => {
        const [released = 0, ...before] = counts[place] ?? [];
        const found = throughputOf(released, before, params.at_least);
        const { below_percent: threshold, window_minutes: minutes } = params;
        if (!found || found.percent >= threshold) return [id, []];
        const { usual, percent: value } = found;
        const tests = released === 1 ? 'test' : 'tests';
        const summary = `${released} ${tests} released in ${windowText(minutes)}, ${percentText(value)} of the usual ${Math.round(usual * 10) / 10}`;
        return [id, [{ ...about(lab.id), summary, value, threshold, unit: 'percent', since: now }]];
      }),
    );
  },

  async spells(world, { filters, params }, period) {
    const [from, to] = [period.from.getTime(), period.to.getTime()];
    const { weeks, window_minutes: minutes, below_percent: threshold } = params;
    const calendars = await readCalendars({ db: world.db });
    const compare = comparison(world.lab, calendars, params, { from, to });
    const earliest = from - (7 * weeks + 1) * 1_440 * MINUTE_MS - minutes * MINUTE_MS;
    const times = await releasedWithin(world, filters, { from: earliest, to });
    const countIn = ({ from: after, to: until }: Window) => upTo(times, until) - upTo(times, after);
    const spells: (Spell & { value: number })[] = [];
    let open: (Spell & { value: number }) | null = null;
    // It can change with a full minute only.
    for (let moment = from; moment < to; moment = fullMinute(moment) + MINUTE_MS) {
      const windows = compare(moment);
      const found =
        windows && throughputOf(countIn(windows.now), windows.before.map(countIn), params.at_least);
      if (found && found.percent < threshold) {
        if (open) open.value = Math.min(open.value, found.percent);
        else {
          const begins = new Date(moment);
          open = {
            ...about(world.lab.id),
            summary: '',
            from: begins,
            to: null,
            value: found.percent,
          };
          spells.push(open);
        }
      } else if (open) {
        open.to = new Date(moment);
        open = null;
      }
    }
    return spells.map((spell) => ({
      ...spell,
      summary: `Down to ${percentText(spell.value)} of the usual throughput`,
    }));
  },
};
