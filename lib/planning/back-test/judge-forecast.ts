import { MEASURES, type BackTest, type BackTestMeasure, type Measure } from '../contract';
import type { Estimate, Figures, SimulationAnswer } from '../forecast';
import type { Came, MeasuredFigures } from '../what-ifs/stored';

/** Errors that differ by less than a thousandth of what came are one. */
const ALIKE = 0.001;

function forecastOf(
  figures: Figures | null,
  measure: Measure,
  shareOfWeek: number,
): BackTestMeasure['model'] {
  const found = ((): Estimate | null => {
    switch (measure) {
      case 'p50':
        return figures?.turnaround_p50 ?? null;
      case 'p90':
        return figures?.turnaround_p90 ?? null;
      case 'breach_rate':
        return figures?.breach_rate ?? null;
      case 'per_day':
        return figures?.throughput_per_day ?? null;
    }
  })();
  if (found === null) return null;
  const { mean, low, high } = found;
  // A period of other hours than a whole week brings more or less a day.
  const scale = measure === 'per_day' ? shareOfWeek : 1;
  return {
    value: mean * scale,
    low: low === null ? null : low * scale,
    high: high === null ? null : high * scale,
  };
}

function judged(
  measure: Measure,
  actual: number | null,
  model: BackTestMeasure['model'],
  lastWeek: number | null,
): BackTestMeasure {
  const errorOf = (said: number | null | undefined) =>
    actual === null || said === null || said === undefined ? null : Math.abs(said - actual);
  const [own, naive] = [errorOf(model?.value), errorOf(lastWeek)];
  let won: BackTestMeasure['won'] = null;
  let by: number | null = null;
  if (own !== null && naive !== null) {
    by = Math.abs(own - naive);
    const alike = by <= ALIKE * Math.abs(actual ?? 0);
    won = alike ? 'tie' : own < naive ? 'model' : 'last_week';
  } else if (actual !== null && naive !== null) won = 'last_week';
  else if (own !== null) won = 'model';
  return {
    measure,
    actual,
    model,
    last_week: lastWeek,
    model_error: own,
    last_week_error: naive,
    won,
    by,
  };
}

function measuresOf(
  figures: Figures | null,
  came: { actual: MeasuredFigures; last_week: MeasuredFigures },
  shareOfWeek: number,
): BackTestMeasure[] {
  return MEASURES.map((measure) =>
    judged(
      measure,
      came.actual[measure] ?? null,
      forecastOf(figures, measure, shareOfWeek),
      came.last_week[measure] ?? null,
    ),
  );
}

const WORDS: Record<Measure, string> = {
  p50: 'the median turnaround',
  p90: 'the P90',
  breach_rate: 'breaches',
  per_day: 'throughput',
};

function listed(measures: readonly BackTestMeasure[], won: BackTestMeasure['won']): string {
  const names = measures.flatMap((one) => (one.won === won ? [WORDS[one.measure]] : []));
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : names.join();
}

function verdict(whole: readonly BackTestMeasure[]): Pick<BackTest, 'won' | 'said'> {
  const count = (won: BackTestMeasure['won']) => whole.filter((one) => one.won === won).length;
  const [model, naive, tie] = [count('model'), count('last_week'), count('tie')];
  if (model + naive + tie === 0) {
    return { won: null, said: 'Nothing was released in the period, so nobody won.' };
  }
  const parts = [
    ...(model > 0 ? [`The model came nearer in ${listed(whole, 'model')}`] : []),
    ...(naive > 0
      ? [
          `“the same as last week” ${model > 0 ? '' : 'came nearer '}in ${listed(whole, 'last_week')}`,
        ]
      : []),
    ...(tie > 0 ? [`neither in ${listed(whole, 'tie')}`] : []),
  ];
  const said = parts.join('; ');
  return {
    won: model === naive ? 'tie' : model > naive ? 'model' : 'last_week',
    said: `${said.replace(/\p{L}/u, (letter) => letter.toUpperCase())}.`,
  };
}

/** Who came nearer to what came: the model, or whoever says that all will be as last week. */
export function judgeForecast(came: Came, simulated: SimulationAnswer): BackTest {
  const { whole, groups } =
    simulated.state === 'simulated'
      ? simulated.baseline
      : { whole: { state: 'idle' as const }, groups: [] };
  const of = new Map(groups.map((group) => [group.name, group]));
  const measures = measuresOf(
    whole.state === 'stable' ? whole : null,
    came.whole,
    came.share_of_week,
  );
  return {
    fitted: came.fitted,
    forecast: came.forecast,
    last_week: came.last_week,
    whole: measures,
    groups: came.groups.map(({ name, ...figures }) => {
      const forecast = of.get(name);
      const stable = forecast?.state === 'stable' ? forecast : null;
      return {
        name,
        unstable: forecast?.state === 'unstable',
        measures: measuresOf(stable, figures, came.share_of_week),
      };
    }),
    ...verdict(measures),
  };
}
