import { parseInput } from '@/lib/platform/http/parse-input';
import { readHistories } from '@/lib/devices/states/read-histories';
import { authorize, type Ctx } from '@/lib/platform/context';
import { readLabRules, type LabRules } from '@/lib/specimens/lab-rules';
import { WorklistQuery, MissingQuery } from '@/lib/worklist/contract';
import { departmentsInForce } from '@/lib/worklist/read-bench';
import { readMissing } from '@/lib/worklist/read-missing';
import { readWorklist } from '@/lib/worklist/read-worklist';
import { figureNamed } from '../figures/figure-list';
import {
  OVERVIEW_TILES,
  type Counted,
  type OverviewAnswer,
  type OverviewQuery,
  type OverviewTileName,
} from './overview-contract';
import { counted, countWindow, WINDOW_TILES } from './overview-windows';
import { readOpenAsOf } from './read-open-as-of';
import { sameTimeLastWeek, type DaySoFar } from './same-time-last-week';

const DEFINITION =
  'Today from the local midnight up to now, beside the same weekday a week before up to the same ' +
  'time on the wall. Received: specimens presented, received or rejected without receipt. Released, ' +
  'urgent (STAT and URGENT tests received), error rate (failed attempts by attempts) and rejection ' +
  'rate (of specimens presented) are the figures of those names over the day so far. In work: open ' +
  'tests beyond receipt. Overdue, at risk and missing stand as in the worklist and the list of what ' +
  'is missing; criticals and devices are those of the whole lab, down meaning an unplanned stop. A ' +
  'week ago what was open is told by the milestones; reports taken back to be amended are not in it.';

type Compared = { now: Counted; before: Counted | null };

/** The states of work that has come: open, at or beyond receipt. */
export function statesInWork(rules: Pick<LabRules, 'states'>): string[] {
  const receipt = rules.states.find(({ milestone }) => milestone === 'received')?.rank ?? 0;
  return rules.states
    .filter(({ kind, rank }) => kind === 'open' && rank >= receipt)
    .map(({ key }) => key);
}

async function openWork(
  ctx: Ctx,
  before: DaySoFar,
  bench: OverviewQuery['bench'],
  departments: readonly string[] | null,
): Promise<Partial<Record<OverviewTileName, Compared>>> {
  const rules = await readLabRules(ctx);
  const list = (given: Record<string, unknown>) =>
    readWorklist(ctx, parseInput(WorklistQuery, { limit: 1, bench, ...given }));
  const [all, inWork, missing, then] = await Promise.all([
    list({}),
    list({ state: statesInWork(rules) }),
    readMissing(ctx, parseInput(MissingQuery, { limit: 1, bench })),
    readOpenAsOf(ctx, before.at, departments),
  ]);
  const compared = (now: number, was: number): Compared => ({
    now: counted(now),
    before: counted(was),
  });
  return {
    in_work: compared(inWork.next_steps.open, then.in_work),
    overdue: compared(all.counts.overdue, then.overdue),
    at_risk: compared(all.counts.at_risk, then.at_risk),
    missing: compared(missing.total, then.missing),
  };
}

const NOT_VOIDED = { voidedAt: null };

async function criticalsOpen(ctx: Ctx, { at }: DaySoFar): Promise<Compared> {
  const [now, was] = await Promise.all([
    ctx.db.critical.count({ where: { closedAt: null, test: NOT_VOIDED } }),
    ctx.db.critical.count({
      where: {
        availableAt: { lte: at },
        OR: [{ closedAt: null }, { closedAt: { gt: at } }],
        test: NOT_VOIDED,
      },
    }),
  ]);
  return { now: counted(now), before: counted(was) };
}

async function downAt(ctx: Ctx, at: Date): Promise<{ down: number; known: boolean }> {
  const devices = await readHistories(ctx, { from: at, to: at });
  const ms = at.getTime();
  const kinds = devices
    .filter(({ retiredAt }) => retiredAt === null || retiredAt > ms)
    .map(
      ({ history }) =>
        history.stretches.findLast(({ from, to }) => from <= ms && ms <= to)?.kind ?? 'unknown',
    );
  return {
    down: kinds.filter((kind) => kind === 'unplanned').length,
    known: kinds.some((kind) => kind !== 'unknown'),
  };
}

async function devicesDown(ctx: Ctx, { at }: DaySoFar): Promise<Compared> {
  const [now, was] = await Promise.all([downAt(ctx, ctx.now), downAt(ctx, at)]);
  // Of a time from which no device has said anything, nothing is known.
  return { now: counted(now.down), before: was.known ? counted(was.down) : null };
}

/** The address of the rows that stand behind a tile. */
function rowsUrl(
  ctx: Ctx,
  name: OverviewTileName,
  { bench }: OverviewQuery,
  today: DaySoFar,
  departments: readonly string[] | null,
  inWork: readonly string[],
): string {
  const params = new URLSearchParams();
  const window = WINDOW_TILES.find((tile) => tile.name === name);
  if (window) {
    params.set('which', window.which);
    params.set('from', today.midnight.toISOString());
    params.set('to', today.at.toISOString());
    for (const department of departments ?? []) params.append('department', department);
  } else if (name === 'in_work' || name === 'overdue' || name === 'at_risk' || name === 'missing') {
    params.set('bench', bench);
    if (name === 'in_work') for (const state of inWork) params.append('state', state);
    if (name === 'overdue' || name === 'at_risk') params.set('urgency', name);
  }
  params.set('lab', ctx.lab.slug);
  const path = window
    ? `metrics/${window.figure}/rows`
    : name === 'criticals_open'
      ? 'criticals'
      : name === 'devices_down'
        ? 'metrics/uptime'
        : name === 'missing'
          ? 'metrics/missing'
          : 'metrics/worklist';
  return `/api/v1/${path}?${params}`;
}

/** Today at a glance, each number beside what it was a week ago at this time. */
export async function overview(ctx: Ctx, query: OverviewQuery): Promise<OverviewAnswer> {
  authorize(ctx, 'read');
  const { today, before } = sameTimeLastWeek(ctx.now, ctx.lab.timeZone);
  const departments = await departmentsInForce(ctx, query);
  const windows = WINDOW_TILES.filter(({ figure }) => figureNamed(figure));
  const [open, criticals, devices, rules, ...figures] = await Promise.all([
    openWork(ctx, before, query.bench, departments),
    criticalsOpen(ctx, before),
    devicesDown(ctx, before),
    readLabRules(ctx),
    ...windows.map(async (tile) => {
      const [now, was] = await Promise.all([
        countWindow(ctx, tile, today, departments),
        countWindow(ctx, tile, before, departments),
      ]);
      return [tile.name, { now, before: was }] as const;
    }),
  ]);
  const found: Partial<Record<OverviewTileName, Compared>> = {
    ...open,
    criticals_open: criticals,
    devices_down: devices,
    ...Object.fromEntries(figures),
  };
  const inWork = statesInWork(rules);
  return {
    today: { from: today.midnight.toISOString(), to: today.at.toISOString() },
    compared_with: { from: before.midnight.toISOString(), to: before.at.toISOString() },
    departments,
    tiles: OVERVIEW_TILES.flatMap((name) => {
      const tile = found[name];
      if (!tile) return [];
      return [
        {
          name,
          ...tile.now,
          before: tile.before,
          rows_url: rowsUrl(ctx, name, query, today, departments, inWork),
        },
      ];
    }),
    receipt: {
      definition: DEFINITION,
      version: '1',
      method: 'Each number is counted by the list of rows it leads to.',
      time_zone: ctx.lab.timeZone,
      computed_at: ctx.now.toISOString(),
    },
  };
}
