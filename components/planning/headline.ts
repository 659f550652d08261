import type { WhatIfAnswer } from '@/lib/planning/contract';
import type { Estimate } from '@/lib/planning/forecast';
import { differs, figuresOf, writtenAsZero } from './estimates';
import { figureText, listed } from './number-text';

type Simulated = NonNullable<WhatIfAnswer['baseline']>;
type Scenario = NonNullable<WhatIfAnswer['scenarios']>[number];
export type Headline = { name: string; text: string; tone: 'better' | 'worse' | 'same' };

/** The ends of an interval, the smaller first, without signs: “12–18”, “up to 0.1”. */
function span({ mean, low, high }: Estimate): string {
  const ends = [low ?? mean, high ?? mean].map(Math.abs).toSorted((a, b) => a - b);
  const [least, most] = ends.map(figureText);
  if (least === most) return `${least}`;
  return least === '0' ? `up to ${most}` : `${least}–${most}`;
}

/** A difference, and one that is not zero as it is written. */
const worthTelling = (of: Estimate) => differs(of) && !writtenAsZero(of);

/** What a forecast says of the whole lab, where it has no figures; null where it has. */
export function noFigures({ whole }: Simulated): string | null {
  switch (whole.state) {
    case 'stable':
      return null;
    case 'idle':
      return 'nothing comes to the lab';
    case 'unstable':
      return `unstable: ${listed(whole.groups)} ${whole.groups.length === 1 ? 'gets' : 'get'} more work than can be done`;
  }
}

/** What a scenario changes for the whole lab, in a sentence. */
export function headlineOf(baseline: Simulated, scenario: Scenario): Headline {
  const { name } = scenario;
  const without = noFigures(scenario);
  const standing = noFigures(baseline);
  if (without !== null) {
    const still = standing === null ? 'is' : 'is still';
    const text =
      scenario.whole.state === 'unstable' ? `${still} ${without}.` : `has no work: ${without}.`;
    const worse = standing === null && scenario.whole.state === 'unstable';
    return { name, text, tone: worse ? 'worse' : 'same' };
  }
  const p90 = figuresOf(scenario.whole)?.turnaround_p90 ?? null;
  if (standing !== null) {
    const at = p90 === null ? '' : `, with a P90 of ${figureText(p90.mean)} min`;
    return { name, text: `makes the lab stable${at}.`, tone: 'better' };
  }
  const { whole } = scenario.difference;
  const turnaround = whole?.turnaround_p90 ?? null;
  const breaches = whole?.breach_rate ?? null;
  const points = breaches && {
    mean: breaches.mean * 100,
    low: breaches.low === null ? null : breaches.low * 100,
    high: breaches.high === null ? null : breaches.high * 100,
  };
  const lateness =
    points && worthTelling(points)
      ? `has ${span(points)} points ${points.mean < 0 ? 'fewer' : 'more'} breaches`
      : null;
  if (turnaround !== null && worthTelling(turnaround)) {
    const saves = turnaround.mean < 0;
    const text = `${saves ? 'saves' : 'adds'} ${span(turnaround)} min at P90`;
    if (points === null || lateness === null)
      return { name, text: `${text}.`, tone: saves ? 'better' : 'worse' };
    // What is better by one measure and worse by the other is neither.
    if (points.mean < 0 !== saves) return { name, text: `${text}, but ${lateness}.`, tone: 'same' };
    return { name, text: `${text} and ${lateness}.`, tone: saves ? 'better' : 'worse' };
  }
  const text = 'makes no difference at P90 that the runs could tell';
  if (points === null || lateness === null) return { name, text: `${text}.`, tone: 'same' };
  return { name, text: `${text}, but ${lateness}.`, tone: points.mean < 0 ? 'better' : 'worse' };
}

/**
 * Where the weeks simulated were too few for a queue to reach its length, by group: “As it stands” and
 * the names of scenarios.
 */
export function unsettledGroups(
  baseline: Simulated,
  scenarios: readonly Scenario[],
): { group: string; where: string[] }[] {
  const variants = [{ name: 'As it stands', groups: baseline.groups }, ...scenarios];
  return baseline.groups.flatMap(({ name: group }, place) => {
    const where = variants.flatMap(({ name, groups }) => {
      const forecast = groups[place];
      return forecast?.state === 'stable' && !forecast.settled ? [name] : [];
    });
    return where.length === 0 ? [] : [{ group, where }];
  });
}

/**
 * Where more work makes tests wait less, by group: the names of scenarios. Runs that start when full or
 * after a while fill sooner then, which is so, and looks wrong.
 */
export function soonerFilled({
  fit,
  asked,
  scenarios,
}: Pick<WhatIfAnswer, 'asked' | 'scenarios'> & {
  fit: { groups: readonly Pick<WhatIfAnswer['fit']['groups'][number], 'name' | 'model'>[] };
}): { group: string; where: string[] }[] {
  const more = new Set(asked.flatMap((one) => (one.demand_percent > 0 ? [one.name] : [])));
  return fit.groups.flatMap(({ name: group, model }) => {
    if (model?.service.kind !== 'batch' || model.service.start_after_minutes === 0) return [];
    const where = (scenarios ?? []).flatMap(({ name, difference }) => {
      const found = difference.groups.find((one) => one.name === group)?.figures?.waiting_mean;
      return more.has(name) && found && found.mean < 0 && worthTelling(found) ? [name] : [];
    });
    return where.length === 0 ? [] : [{ group, where }];
  });
}
