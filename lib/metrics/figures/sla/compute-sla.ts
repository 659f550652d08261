import type { z } from 'zod';
import type { Ctx } from '@/lib/platform/context';
import { eachPiece, milestonesOf, pieceLabel } from './attribution';
import { idAt, times } from '../../blocks/block';
import { bucketFinder, bucketsOfWindow, type BucketGrain } from '../../buckets-of-window';
import type { questionShape } from '../../contract';
import { headlineQuestion } from './headline-question';
import { countOpenTests } from './open-tests-due';
import { readCohort, type Cohort } from '../../read-cohort';
import { factsOfTests } from '../../turnaround/row-facts';
import { eachOfPart } from '../../scan/cohort';
import { share } from '../../scan/figure-of';
import { GroupTallies } from '../../scan/group-tallies';
import { PageOfRows } from '../../scan/page-of-rows';
import type { Units } from '../../scan/units';
import type { SegmentMilestone } from '../../segment';
import { countBreached, countKept, emptySlaTally, slaGroup } from './sla-groups';
import { trendPoint } from '../../trend';

const MINUTE_MS = 60_000;
const SAMPLES = 20;
const SLA_GROUPINGS = ['assay', 'device', 'location'] as const;

const iso = (at: number) => (Number.isFinite(at) ? new Date(at).toISOString() : null);

/** Sums the pieces of breaches, by where they begin and end. */
class Attribution {
  readonly #names: SegmentMilestone[];
  readonly #at: Float64Array;
  readonly #ms = new Map<number, { from: number; to: number; count: number; ms: number }>();
  #breaches = 0;
  #current: { units: Units; columns: Float64Array[] } | null = null;

  constructor(segment: Cohort['question']['segment']) {
    this.#names = milestonesOf(segment);
    this.#at = new Float64Array(this.#names.length);
  }

  readonly #add = (from: number, to: number, ms: number) => {
    const key = from * 8 + to;
    let piece = this.#ms.get(key);
    if (!piece) this.#ms.set(key, (piece = { from, to, count: 0, ms: 0 }));
    piece.count += 1;
    piece.ms += ms;
  };

  add(units: Units, unit: number): void {
    if (this.#current?.units !== units) {
      const columns = this.#names.map((name) => times(units.block, name));
      this.#current = { units, columns };
    }
    for (const [place, column] of this.#current.columns.entries()) {
      this.#at[place] = column[unit] ?? NaN;
    }
    this.#breaches += 1;
    eachPiece(this.#at, this.#add);
  }

  /** In the order of the milestones, the finest first. */
  answer() {
    const pieces = [...this.#ms.values()].toSorted((a, b) => a.from - b.from || a.to - b.to);
    const whole = pieces.reduce((sum, { ms }) => sum + ms, 0);
    return {
      breaches: this.#breaches,
      total_minutes: this.#breaches === 0 ? null : whole / MINUTE_MS,
      pieces: pieces.map(({ from, to, count, ms }) => ({
        from: this.#names[from] ?? '',
        to: this.#names[to] ?? '',
        unknown: this.#names.slice(from + 1, to),
        label: pieceLabel(this.#names, from, to),
        count,
        minutes: ms / MINUTE_MS,
        mean_minutes: ms / MINUTE_MS / count,
        percent: whole === 0 ? null : (ms / whole) * 100,
      })),
    };
  }
}

async function samplesOf(ctx: Ctx, worst: PageOfRows, read: readonly Units[]) {
  const found = worst
    .candidates()
    .flatMap(({ sort, block, unit }) => {
      const units = read[block];
      return units ? [{ sort, units, unit, id: idAt(units.block, 'test_id', unit) }] : [];
    })
    .toSorted((a, b) => b.sort - a.sort || (a.id < b.id ? 1 : -1))
    .slice(0, SAMPLES);
  const facts = await factsOfTests(
    ctx,
    found.map(({ id }) => id),
  );
  return found.flatMap(({ id, units, unit }) => {
    const known = facts.get(id);
    if (!known) return [];
    const start = units.start[unit] ?? NaN;
    return [
      {
        specimen_id: known.specimen_id,
        assay: known.assay,
        run: known.run,
        machine_id: known.device,
        location: known.location,
        priority: known.priority,
        turnaround_time_minutes: ((units.end[unit] ?? NaN) - start) / MINUTE_MS,
        target_minutes: ((units.due[unit] ?? NaN) - start) / MINUTE_MS,
        received_at: iso(times(units.block, 'received')[unit] ?? NaN),
        processed_at: iso(times(units.block, 'released')[unit] ?? NaN),
      },
    ];
  });
}

type Asked = z.output<z.ZodObject<typeof questionShape>> & { grain: BucketGrain };

/** Everything the service level answers but its receipt, with the window that was counted. */
export async function computeSla(ctx: Ctx, query: Asked) {
  const question = await headlineQuestion(ctx, query);
  const { segment } = question;
  const columns = [...milestonesOf(segment), 'received', 'released', 'test_id'] as const;
  const [{ views, lookups }, open] = await Promise.all([
    readCohort(ctx, question, SLA_GROUPINGS, columns),
    countOpenTests(ctx, { headline: segment, filters: question.filters }),
  ]);
  const buckets = bucketsOfWindow(query.grain, question.window, question, ctx.now);
  const groups = SLA_GROUPINGS.map(
    (grouping) => new GroupTallies(grouping, question, lookups, emptySlaTally),
  );
  const attribution = new Attribution(segment);
  const worst = new PageOfRows(SAMPLES);
  const read: Units[] = [];
  const excluded = { negative: 0, missing: 0, no_target: 0 };
  let [completed, breaches] = [0, 0];
  eachOfPart(views, question, lookups, 'finished', (units, unit) => {
    const start = units.start[unit] ?? NaN;
    const end = units.end[unit] ?? NaN;
    const due = units.due[unit] ?? NaN;
    if (Number.isNaN(start)) excluded.missing += 1;
    else if (end < start) excluded.negative += 1;
    else if (Number.isNaN(due)) excluded.no_target += 1;
    else {
      completed += 1;
      const late = end > due;
      for (const group of groups) {
        group.count(units, 'finished', unit, late ? countBreached : countKept);
      }
      if (!late) return;
      breaches += 1;
      attribution.add(units, unit);
      if (read.at(-1) !== units) read.push(units);
      worst.add(end - due, read.length - 1, unit);
    }
  });
  eachOfPart(views, question, lookups, 'skipped', () => {
    excluded.missing += 1;
  });
  const placeOf = bucketFinder(buckets);
  const due = new Int32Array(buckets.length);
  const onTime = new Int32Array(buckets.length);
  eachOfPart(views, question, lookups, 'due', (units, unit) => {
    const at = units.due[unit] ?? NaN;
    const place = placeOf(at);
    due[place] = (due[place] ?? 0) + 1;
    if ((units.end[unit] ?? NaN) <= at) onTime[place] = (onTime[place] ?? 0) + 1;
  });
  let [overdue, atRisk] = [0, 0];
  for (const { urgency, count, ...ids } of open) {
    if (urgency !== 'overdue' && urgency !== 'at_risk') continue;
    const name = urgency === 'overdue' ? 'overdue' : 'atRisk';
    if (name === 'overdue') overdue += count;
    else atRisk += count;
    for (const [place, grouping] of SLA_GROUPINGS.entries()) {
      const tally = groups[place]?.at(ids[grouping] ?? '');
      if (tally) tally[name] += count;
    }
  }
  const sum = (counts: Int32Array) => counts.reduce((total, count) => total + count, 0);
  const [byAssay = [], byMachine = [], byLocation = []] = await Promise.all(
    groups.map(async (group) => (await group.named(ctx)).map(slaGroup)),
  );
  return {
    window: question.window,
    found: {
      segment: segment.name,
      breach_count: breaches,
      total_completed: completed,
      breach_rate: completed === 0 ? null : breaches / completed,
      breached: share(breaches, completed),
      within_target: share(completed - breaches, completed),
      open_overdue: overdue,
      at_risk: atRisk,
      on_time: share(sum(onTime), sum(due)),
      excluded,
      sample_breaches: await samplesOf(ctx, worst, read),
      by_assay: byAssay,
      by_machine: byMachine,
      by_location: byLocation,
      trend: buckets.map((bucket, place) => ({
        ...trendPoint(bucket),
        ...share(onTime[place] ?? 0, due[place] ?? 0),
      })),
      attribution: attribution.answer(),
    },
  };
}
