import type { WhatIfAnswer } from '@/lib/planning/contract';
import type { Estimate } from '@/lib/planning/forecast';
import { differs, figuresOf } from './estimates';
import { figureText, listed } from './number-text';

type Simulated = NonNullable<WhatIfAnswer['baseline']>;
type Scenario = NonNullable<WhatIfAnswer['scenarios']>[number];
export type Headline = { name: string; text: string; tone: 'better' | 'worse' | 'same' };

/** The ends of an interval, the smaller first, without signs: “12–18”. */
function span({ mean, low, high }: Estimate): string {
  const ends = [low ?? mean, high ?? mean].map(Math.abs).toSorted((a, b) => a - b);
  const [least, most] = ends.map(figureText);
  return least === most ? `${least}` : `${least}–${most}`;
}

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
    return { name, text, tone: standing === null ? 'worse' : 'same' };
  }
  const p90 = figuresOf(scenario.whole)?.turnaround_p90 ?? null;
  if (standing !== null) {
    const at = p90 === null ? '' : `, with a P90 of ${figureText(p90.mean)} min`;
    return { name, text: `makes the lab stable${at}.`, tone: 'better' };
  }
  const { whole } = scenario.difference;
  const turnaround = whole?.turnaround_p90 ?? null;
  const breaches = whole?.breach_rate ?? null;
  const parts: string[] = [];
  let tone: Headline['tone'] = 'same';
  if (turnaround !== null && differs(turnaround)) {
    const saves = turnaround.mean < 0;
    parts.push(`${saves ? 'saves' : 'adds'} ${span(turnaround)} min at P90`);
    tone = saves ? 'better' : 'worse';
  } else parts.push('makes no difference at P90 that the runs could tell');
  if (breaches !== null && differs(breaches)) {
    const points = {
      mean: breaches.mean * 100,
      low: (breaches.low ?? 0) * 100,
      high: (breaches.high ?? 0) * 100,
    };
    const fewer = breaches.mean < 0;
    parts.push(
      `${tone === 'same' ? 'but ' : ''}has ${span(points)} points ${fewer ? 'fewer' : 'more'} breaches`,
    );
    if (tone === 'same') tone = fewer ? 'better' : 'worse';
  }
  return {
    name,
    text: `${parts.join(tone !== 'same' && parts[1]?.startsWith('but') ? ', ' : ' and ')}.`,
    tone,
  };
}
