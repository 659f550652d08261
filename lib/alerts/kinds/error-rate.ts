import { codes, valuesOf } from '@/lib/metrics/blocks/block';
import { readBlocks } from '@/lib/metrics/blocks/read-blocks';
import { ATTEMPT_COLUMNS, columnOfFilter, eachAttempt } from '@/lib/metrics/scan/attempts';
import type { Finding, Labels, Spell } from '../finding';
import { blockFilters } from './block-filters';
import type { AlertKind, Filters, World } from './kind';
import { departmentOf, readLabNames, type LabNames } from './lab-names';
import { matchesFilters } from './matches-filters';
import type { ParamsOf } from './params';
import {
  isTooHigh,
  percentOf,
  ratesAt,
  rateSpells,
  type Counted,
  type RateRule,
} from './rate-spells';
import { percentText, windowText } from './rate-text';
import { readRecentAttempts, type Attempt } from './recent-attempts';

type Params = ParamsOf<'error_rate'>;

const MINUTE_MS = 60_000;

const rateRule = ({ percent, window_minutes, at_least }: Params): RateRule => ({
  percent,
  windowMs: window_minutes * MINUTE_MS,
  atLeast: at_least,
});

type OfDepartment = Attempt & { departmentId: string | null };

/** A device’s or an assay’s attempts that ended since; those on no device are nobody’s. */
function counted(
  attempts: readonly OfDepartment[],
  filters: Filters,
  by: Params['by'],
  after: number,
): Counted[] {
  const found: Counted[] = [];
  for (const attempt of attempts) {
    const key = by === 'device' ? attempt.deviceId : attempt.assayId;
    if (key === null || attempt.endedAt <= after || !matchesFilters(filters, attempt)) continue;
    found.push({ key, at: attempt.endedAt, wrongAt: attempt.failed ? attempt.endedAt : null });
  }
  return found;
}

/** What an alert of one device or assay is about. */
function about(by: Params['by'], id: string, names: LabNames) {
  const labels: Labels = {};
  if (by === 'device') labels.device = names.devices.get(id) ?? id;
  else {
    labels.assay = names.assays.get(id)?.code ?? id;
    const department = names.departments.get(departmentOf(names, id) ?? '');
    if (department !== undefined) labels.department = department;
  }
  return {
    fingerprint: id,
    subject: { kind: by, id },
    labels,
    priority: null,
    deviceId: by === 'device' ? id : null,
    dueAt: null,
  } as const;
}

/** Attempts that ended within a time, as the errors figure reads them. */
async function attemptsWithin(
  { lab }: World,
  filters: Filters,
  by: Params['by'],
  names: LabNames,
  window: { from: Date; to: Date },
): Promise<Counted[]> {
  const asked = blockFilters(filters, names);
  const columns = new Set([...ATTEMPT_COLUMNS, 'assay' as const, ...asked.map(columnOfFilter)]);
  const [from, to] = [window.from.getTime(), window.to.getTime()];
  const blocks = await readBlocks(lab.id, [...columns], [{ column: 'attempt_ended', from, to }]);
  return blocks.flatMap((block) => {
    const found: Counted[] = [];
    const of = by === 'device' ? ('attempt_device' as const) : ('assay' as const);
    const [code, values] = [codes(block, of), valuesOf(block, of)];
    eachAttempt(block, asked, window, (attempt, row, at, failed) => {
      const key = values[code[by === 'device' ? attempt : row] ?? -1];
      if (key !== undefined) found.push({ key, at, wrongAt: failed ? at : null });
    });
    return found;
  });
}

/**
 * Devices or assays of which more than so many percent of the attempts failed, of those that ended in
 * the window up to the moment, (now − window, now]. Attempts are those of the errors figure: a
 * device’s rate is its failed attempts by its own. Fewer than `at_least` say nothing.
 */
export const errorRate: AlertKind<'error_rate'> = {
  name: 'error_rate',

  async find(world, rules) {
    const { db, now } = world;
    const longest = Math.max(...rules.map(({ params }) => params.window_minutes));
    const from = new Date(now.getTime() - longest * MINUTE_MS);
    const names = await readLabNames(db);
    const attempts = (await readRecentAttempts(world, from)).map((attempt): OfDepartment =>
      Object.assign(attempt, { departmentId: departmentOf(names, attempt.assayId) }),
    );
    return new Map(
      rules.map(({ id, filters, params }) => {
        const { by, window_minutes: minutes, percent: threshold } = params;
        const rule = rateRule(params);
        const recent = counted(attempts, filters, by, now.getTime() - rule.windowMs);
        const rates = ratesAt(recent, now.getTime(), rule.windowMs);
        const findings = [...rates].flatMap(([key, rate]): Finding[] => {
          if (!isTooHigh(rate, rule)) return [];
          const value = percentOf(rate) ?? 0;
          const thing = about(by, key, names);
          const name = thing.labels.device ?? thing.labels.assay ?? key;
          const summary = `${name}: ${rate.wrong} of ${rate.all} attempts failed (${percentText(value)}) in ${windowText(minutes)}`;
          return [{ ...thing, summary, value, threshold, unit: 'percent', since: now }];
        });
        return [id, findings.toSorted((a, b) => (b.value ?? 0) - (a.value ?? 0))];
      }),
    );
  },

  async spells(world, { filters, params }, period) {
    const names = await readLabNames(world.db);
    const { by } = params;
    const rule = rateRule(params);
    const window = { from: new Date(period.from.getTime() - rule.windowMs), to: period.to };
    const attempts = await attemptsWithin(world, filters, by, names, window);
    const within = { from: period.from.getTime(), to: period.to.getTime() };
    return rateSpells(attempts, rule, within).map(({ key, from, to, worst }): Spell => {
      const thing = about(by, key, names);
      const name = thing.labels.device ?? thing.labels.assay ?? key;
      return {
        ...thing,
        summary: `${name}: up to ${percentText(worst)} of attempts failed`,
        from: new Date(from),
        to: to === null ? null : new Date(to),
        value: worst,
      };
    });
  },
};
