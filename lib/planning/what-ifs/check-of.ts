import type { Baseline, Check } from '../contract';
import type { GroupForecast, SimulationAnswer } from '../forecast';
import type { Distribution } from '../model';
import { momentsOf } from '../moments';

type Modelled = Extract<GroupForecast, { state: 'stable' }>;

/** The mean preparation of a group's tests, priority by priority. */
function preparationOf({ model, demand }: Baseline['groups'][number]): number {
  const own: Distribution = model?.preparation ?? { kind: 'fixed', minutes: 0 };
  let [minutes, weights] = [0, 0];
  for (const { preparation, weight } of demand.classes) {
    minutes += momentsOf(preparation ?? own).mean * weight;
    weights += weight;
  }
  return weights === 0 ? 0 : minutes / weights;
}

/** What was observed of each simulated group beside what its fitted model gives. */
export function checkOf(fit: Baseline, simulated: SimulationAnswer): Check[] {
  if (simulated.state !== 'simulated') return [];
  const forecasts = new Map(
    simulated.baseline.groups.map((group): [string, Modelled | null] => [
      group.name,
      group.state === 'stable' ? group : null,
    ]),
  );
  return fit.groups.flatMap((group) => {
    const found = forecasts.get(group.name);
    if (found === undefined) return [];
    const waiting = found?.waiting_mean?.mean ?? null;
    const { observed } = group;
    return [
      {
        group: group.name,
        utilisation: {
          observed: observed.utilisation,
          model: found?.utilisation?.mean ?? null,
        },
        wait_mean: {
          observed: observed.wait?.mean ?? null,
          model: waiting === null ? null : preparationOf(group) + waiting,
        },
        turnaround_p50: {
          observed: observed.turnaround?.p50 ?? null,
          model: found?.turnaround_p50?.mean ?? null,
        },
        turnaround_p90: {
          observed: observed.turnaround?.p90 ?? null,
          model: found?.turnaround_p90?.mean ?? null,
        },
      },
    ];
  });
}
