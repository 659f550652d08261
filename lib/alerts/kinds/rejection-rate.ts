import { codes, valuesOf } from '@/lib/metrics/blocks/block';
import { readBlocks } from '@/lib/metrics/blocks/read-blocks';
import {
  eachPresented,
  filtersOfSpecimens,
  PRESENTED_COLUMNS,
} from '@/lib/metrics/scan/presented-specimens';
import type { Finding, Labels, Spell } from '../finding';
import { blockFilters } from './block-filters';
import { countPresented } from './count-presented';
import type { AlertKind, Filters, World } from './kind';
import { readLabNames, type LabNames } from './lab-names';
import type { ParamsOf } from './params';
import {
  isTooHigh,
  percentOf,
  rateSpells,
  type Counted,
  type Rate,
  type RateRule,
} from './rate-spells';
import { percentText, windowText } from './rate-text';

type Params = ParamsOf<'rejection_rate'>;

const MINUTE_MS = 60_000;

const rateRule = ({ percent, window_minutes, at_least }: Params): RateRule => ({
  percent,
  windowMs: window_minutes * MINUTE_MS,
  atLeast: at_least,
});

/** What an alert of the lab, or of one location, is about. */
function about(by: Params['by'], id: string, names: LabNames) {
  const labels: Labels = by === 'location' ? { location: names.locations.get(id) ?? id } : {};
  const subject = { kind: by, id };
  return { fingerprint: id, subject, labels, priority: null, deviceId: null, dueAt: null };
}

/** Everything under one key, or by location without what has none. */
function keyed(counts: ReadonlyMap<string, Rate>, by: Params['by'], labId: string) {
  if (by === 'location') return [...counts].filter(([location]) => location !== '');
  const whole: Rate = { all: 0, wrong: 0 };
  for (const { all, wrong } of counts.values()) {
    whole.all += all;
    whole.wrong += wrong;
  }
  return [[labId, whole] as const];
}

/** Specimens presented within a time, as the rejections figure reads them. */
async function presentedWithin(
  { lab }: World,
  filters: Filters,
  by: Params['by'],
  names: LabNames,
  window: { from: Date; to: Date },
): Promise<Counted[]> {
  const asked = filtersOfSpecimens(blockFilters(filters, names));
  const columns = new Set([
    ...PRESENTED_COLUMNS,
    'location' as const,
    ...asked.map(({ column }) => column),
  ]);
  const span = { from: window.from.getTime(), to: window.to.getTime() };
  const blocks = await readBlocks(
    lab.id,
    [...columns],
    [
      { column: 'specimen_received', ...span },
      { column: 'specimen_rejected', ...span },
      { column: 'void_since', ...span },
    ],
  );
  return blocks.flatMap((block) => {
    const found: Counted[] = [];
    const [code, values] = [codes(block, 'location'), valuesOf(block, 'location')];
    eachPresented(block, asked, window, ({ first, at, rejected, rejectedAt }) => {
      const key = by === 'lab' ? lab.id : values[code[first] ?? -1];
      if (key === undefined) return;
      const since = Number.isNaN(rejectedAt) ? at : rejectedAt;
      found.push({ key, at, wrongAt: rejected ? since : null });
    });
    return found;
  });
}

/**
 * The lab, or locations, of which more than so many percent of the specimens were rejected, of those
 * presented in the window up to the moment, (now − window, now]. What is presented and what stands
 * rejected is said by the rejections figure; one that was reinstated since counts as never rejected.
 * Fewer than `at_least` say nothing.
 */
export const rejectionRate: AlertKind<'rejection_rate'> = {
  name: 'rejection_rate',

  async find(world, rules) {
    const { db, lab, now } = world;
    const names = await readLabNames(db);
    const counts = await countPresented(
      world,
      rules.map(({ filters, params }) => ({ filters, windowMs: rateRule(params).windowMs })),
    );
    return new Map(
      rules.map(({ id, params }, place) => {
        const { by, window_minutes: minutes, percent: threshold } = params;
        const rates = keyed(counts[place] ?? new Map(), by, lab.id);
        const findings = rates.flatMap(([key, rate]): Finding[] => {
          if (!isTooHigh(rate, rateRule(params))) return [];
          const value = percentOf(rate) ?? 0;
          const thing = about(by, key, names);
          const name = thing.labels.location ?? 'The lab';
          const summary = `${name}: ${rate.wrong} of ${rate.all} specimens rejected (${percentText(value)}) in ${windowText(minutes)}`;
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
    const presented = await presentedWithin(world, filters, by, names, window);
    const within = { from: period.from.getTime(), to: period.to.getTime() };
    return rateSpells(presented, rule, within).map(({ key, from, to, worst }): Spell => {
      const thing = about(by, key, names);
      return {
        ...thing,
        summary: `${thing.labels.location ?? 'The lab'}: up to ${percentText(worst)} of specimens rejected`,
        from: new Date(from),
        to: to === null ? null : new Date(to),
        value: worst,
      };
    });
  },
};
