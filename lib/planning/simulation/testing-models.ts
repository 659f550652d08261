import { PlanningModel, Scenario } from '../model';

/** As a manager would send it: defaults are filled in. */
export function aModel(given: unknown): PlanningModel {
  return PlanningModel.parse(given);
}

export function aScenario(given: object = {}): Scenario {
  return Scenario.parse({ name: 'Another', ...given });
}

/** So many deliveries an hour, by day and by night. */
export function evenly(perHour: number): number[] {
  return Array.from({ length: 168 }, () => perHour);
}

/** One group that gets its tests one by one and evenly. */
export function aQueue(queue: { perHour: number; machines: number; time: object }): PlanningModel {
  const { perHour, machines, time } = queue;
  return aModel({
    groups: [{ name: 'A', machines, service: { kind: 'single', time } }],
    demand: [
      {
        group: 'A',
        deliveries_per_hour: evenly(perHour),
        classes: [{ priority: 'ROUTINE', target_minutes: 60, weight: 1 }],
      },
    ],
  });
}

const fixed = (minutes: number) => ({ kind: 'fixed', minutes });

/** A lab of three groups of each kind, with couriers, nights, stops, failures and priorities. */
export function aLab(): PlanningModel {
  const daily = Array.from({ length: 168 }, (_, hour) => {
    const weekend = hour >= 120 ? 0.4 : 1;
    return weekend * (hour % 24 >= 7 && hour % 24 < 19 ? 3 : 0.3);
  });
  const weekdays = [
    ['07:00', '20:00'],
    ['20:30', '23:00'],
  ];
  return aModel({
    groups: [
      {
        name: 'Chemistry',
        machines: 2,
        service: { kind: 'pipelined', per_hour: 60, dwell_minutes: 12 },
        preparation: { kind: 'lognormal', median_minutes: 6, sigma: 0.5 },
        finishing: { kind: 'empirical', quantiles_minutes: [1, 2, 5, 9, 40] },
        failures: { rate: 0.05, redo: fixed(4) },
        stops: { mean_hours_between: 60, mean_minutes: 45 },
      },
      {
        name: 'Microscopy',
        machines: 3,
        service: {
          kind: 'single',
          time: { kind: 'lognormal', median_minutes: 5, sigma: 0.6 },
        },
        hours: { '1': weekdays, '2': weekdays, '3': weekdays, '4': weekdays, '5': weekdays },
      },
      {
        name: 'PCR',
        machines: 2,
        service: { kind: 'batch', capacity: 24, run: fixed(90), start_after_minutes: 60 },
        failures: { rate: 0.1, redo: { kind: 'exponential', mean_minutes: 10 } },
      },
    ],
    demand: ['Chemistry', 'Microscopy', 'PCR'].flatMap((group) => [
      {
        group,
        deliveries_per_hour: daily,
        sizes: [
          { tests: 1, weight: 4 },
          { tests: 6, weight: 1 },
        ],
        classes: [
          { priority: 'ROUTINE', target_minutes: 240, weight: 3 },
          { priority: 'URGENT', target_minutes: 120, weight: 1 },
        ],
      },
      {
        group,
        deliveries_per_hour: evenly(0.5),
        classes: [{ priority: 'STAT', target_minutes: 60, weight: 1 }],
      },
    ]),
  });
}
