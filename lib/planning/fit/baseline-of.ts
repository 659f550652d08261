import type { Baseline, FittedGroup } from '../contract';
import type { PlanningModel, Service } from '../model';
import { capacityPerWeek, testsPerWeek } from '../simulation/capacity';
import { groupPlans } from '../simulation/group-plan';
import type { ModelledGroup } from './edit-groups';
import type { FittedLab } from './fit-lab';
import { LEAST_STAYS, type ServiceFit } from './fit-service';
import type { HandlingFit } from './fit-handling';
import type { Turnaround } from './observed';
import type { Work } from './work';

const number = (value: number, digits = 1) =>
  value.toLocaleString('en', { maximumFractionDigits: digits });
const percent = (share: number) => `${number(share * 100, 0)} %`;

/** The simulated part: the groups that are known, and what comes to them. */
export function modelOfGroups(groups: readonly ModelledGroup[], statFirst: boolean): PlanningModel {
  const known = groups.flatMap(({ model, stream }) => (model ? [{ model, stream }] : []));
  return {
    groups: known.map(({ model }) => model),
    demand: known.map(({ stream }) => stream),
    stat_first: statFirst,
  };
}

function whyService({ service, spread, ...seen }: ServiceFit): string {
  const of = `from ${number(spread.n)} tests with both times`;
  switch (service.kind) {
    case 'single':
      return `At most one test was in a machine at once (more in ${percent(seen.overlapShare)} of its busy time): ${of}.`;
    case 'pipelined':
      return `Up to ${seen.mostAtOnce} tests were in one machine at once, each for ${number(spread.median)} minutes (median), and up to ${seen.peakPerHour} were started on one within an hour, so it can take in ${number(service.per_hour)} an hour: ${of}. It may be able to do more than it was ever asked.`;
    case 'batch':
      return `${percent(seen.loadedTogether)} of tests were started together with another tube’s, up to ${service.capacity} at once, and few joined a run that was under way: ${of}.`;
  }
}

function whyPreparation({ how, n, p5 }: HandlingFit, kind: Service['kind'] | null): string {
  const least = p5 === null ? '' : ` 19 of 20 tests took ${number(p5)} minutes at least.`;
  switch (how) {
    case 'free_machine':
      if (kind === 'batch') {
        return `From ${number(n)} tests of runs that no earlier one held up: these runs began by something else than how long their first test had waited, such as hours of the clock, and waiting for that is in it.${least}`;
      }
      return `From ${number(n)} tests that found a machine free, so that no waiting for it is in it.${least}`;
    case 'p5':
      return `The time that 19 of 20 tests took at least: too few found a machine free.`;
    case 'none':
      return 'No test has a started time: nothing is known of it, and it is taken for none.';
  }
}

function turnaround(found: Turnaround | null): FittedGroup['observed']['turnaround'] {
  if (found === null) return null;
  const { n, p50, p90, p99, withTarget, breaches, negative } = found;
  return {
    n,
    p50,
    p90,
    p99,
    breach_rate: withTarget === 0 ? null : breaches / withTarget,
    with_target: withTarget,
    negative,
  };
}

function startedTests(work: Work, rows: Int32Array): number {
  return rows.reduce((sum, row) => {
    const started = work.started[row] ?? NaN;
    return sum + (started >= work.from && started < work.to ? 1 : 0);
  }, 0);
}

function fittedGroup(
  work: Work,
  { fitted, model, needs, edited, stream }: ModelledGroup,
  expected: FittedGroup['expected'],
): FittedGroup {
  const { group, machineNames, demand, fit, preparation, finishing, failures, stops } = fitted;
  const started = startedTests(work, group.rows);
  return {
    name: group.name,
    machines: model?.machines ?? group.machines.length,
    machine_names: machineNames,
    needs_input: needs,
    edited,
    demand: stream,
    tests: demand.tests,
    deliveries: demand.deliveries,
    tests_per_hour: demand.testsPerHour,
    model,
    how: fit && {
      because: whyService(fit),
      kind: fit.service.kind,
      minutes: fit.spread,
      covered: started === 0 ? 0 : Math.min(1, fit.spread.n / started),
      most_at_once: fit.mostAtOnce,
      overlap: fit.overlapShare,
      peak_per_hour: fit.peakPerHour,
      loaded_together: fit.loadedTogether,
    },
    preparation: {
      how: preparation.how,
      because: whyPreparation(preparation, fit?.service.kind ?? null),
      n: preparation.n,
      p5_minutes: preparation.p5,
    },
    finishing: { n: finishing.n, negative: finishing.negative },
    failures: { attempts: failures.attempts, failed: failures.failed, redone: failures.redo.n },
    stops: { count: stops.count, machines: stops.machines },
    expected,
    observed: {
      utilisation: fitted.observed.utilisation,
      wait: fitted.observed.wait,
      turnaround: turnaround(fitted.observed.turnaround),
      per_day: fitted.observed.perDay,
    },
  };
}

/** Tests that come and that could be done, by the model. */
function expectedOf(groups: readonly ModelledGroup[]): Map<string, FittedGroup['expected']> {
  return new Map(
    groupPlans(modelOfGroups(groups, false), null).map((plan) => {
      const demand = testsPerWeek(plan) / 7;
      const capacity = capacityPerWeek(plan) / 7;
      const load = capacity > 0 ? demand / capacity : null;
      const unstable = demand > 0 && (load === null || load >= 1);
      return [
        plan.name,
        { demand_per_day: demand, capacity_per_day: capacity, load: load ?? 0, unstable },
      ];
    }),
  );
}

/** Tests of the demand that were begun and rejected, cancelled or invalidated since. */
function startedAndGivenUp(work: Work, groups: readonly ModelledGroup[]): number {
  return groups.reduce(
    (sum, { fitted, model }) =>
      model === null
        ? sum
        : sum + fitted.group.demand.reduce((all, row) => all + (work.isVoid[row] ?? 0), 0),
    0,
  );
}

/** Of the P90 of turnaround: what a dwell varies by, between its quartiles, that is worth telling. */
const SPREAD_TOLD = 0.1;

function notesOf(work: Work, lab: FittedLab, groups: readonly ModelledGroup[]): string[] {
  const notes: string[] = [];
  const total = groups.reduce((sum, { fitted }) => sum + fitted.demand.tests, 0);
  if (total === 0) {
    return ['No test was received in this period, so there is nothing to plan with.'];
  }
  if (lab.leastSeenHours === 0) {
    notes.push(
      'The period is shorter than a week: hours it does not have are taken to be as the same hours of its days.',
    );
  }
  for (const { fitted, needs } of groups) {
    if (needs.length === 0) continue;
    const { name } = fitted.group;
    const why = needs.includes('machines')
      ? 'its tests name no machine'
      : `fewer than ${LEAST_STAYS} of its tests have both a started and a resulted time`;
    notes.push(
      `${name} is left out until you say how it works: ${why}. Turnaround is no measure of it, for it contains the waiting.`,
    );
  }
  for (const { fitted, model } of groups) {
    const { fit, group, observed } = fitted;
    if (model?.service.kind !== 'pipelined' || fit?.service.kind !== 'pipelined') continue;
    const { q1, q3, median } = fit.spread;
    const most = observed.turnaround?.p90 ?? Infinity;
    if (q3 - q1 <= SPREAD_TOLD * most) continue;
    notes.push(
      `Half of the tests of ${group.name} took ${number(q1, 0)} to ${number(q3, 0)} minutes on a machine. A pipelined machine of the model gives each back after the same time, ${number(median, 0)}: its turnaround is less spread than it was.`,
    );
  }
  const givenUp = startedAndGivenUp(work, groups);
  if (givenUp > 0) {
    notes.push(
      `${number(givenUp)} tests that were begun were given up since. They are in the demand, for they take up machines, and the model releases them: so many more than were released.`,
    );
  }
  if (lab.voidUnstarted > 0) {
    notes.push(
      `${number(lab.voidUnstarted)} tests were rejected or cancelled before any work on them, and are in nothing here.`,
    );
  }
  return notes;
}

/** What was fitted, for whoever asks. */
export function baselineOf(work: Work, lab: FittedLab, groups: readonly ModelledGroup[]): Baseline {
  const expected = expectedOf(groups);
  const tests = groups.reduce((sum, { fitted }) => sum + fitted.demand.tests, 0);
  return {
    from: new Date(work.from).toISOString(),
    to: new Date(work.to).toISOString(),
    state: tests === 0 ? 'empty' : 'fitted',
    tests,
    void_unstarted: lab.voidUnstarted,
    tests_per_hour: Array.from({ length: 168 }, (_, hour) =>
      groups.reduce((sum, { fitted }) => sum + (fitted.demand.testsPerHour[hour] ?? 0), 0),
    ),
    groups: groups.map((group) =>
      fittedGroup(work, group, expected.get(group.fitted.group.name) ?? null),
    ),
    observed: { turnaround: turnaround(lab.whole.turnaround), per_day: lab.whole.perDay },
    notes: notesOf(work, lab, groups),
  };
}
