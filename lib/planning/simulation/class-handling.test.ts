import { expect, test } from 'vitest';
import { PlanningModel } from '../model';
import { simulate } from './simulate';
import { SimulationQuestion } from './question';

test('a class is prepared and finished in its own time, and the others in the group’s', () => {
  const fixed = (minutes: number) => ({ kind: 'fixed', minutes });
  const model = PlanningModel.parse({
    groups: [
      {
        name: 'M',
        machines: 50,
        service: { kind: 'single', time: fixed(1) },
        preparation: fixed(10),
        finishing: fixed(20),
      },
    ],
    demand: [
      {
        group: 'M',
        deliveries_per_hour: Array.from({ length: 168 }, () => 2),
        classes: [
          {
            priority: 'STAT',
            target_minutes: 5,
            weight: 1,
            preparation: fixed(1),
            finishing: fixed(2),
          },
          { priority: 'ROUTINE', target_minutes: 5, weight: 3 },
        ],
      },
    ],
  });
  const scenarios = [{ name: 'half', demand_percent: -50 }];
  const question = SimulationQuestion.parse({ model, scenarios, seed: 1, runs: 2, weeks: 1 });
  const answer = simulate(question, () => undefined);
  if (answer.state !== 'simulated') throw new Error('nothing was simulated');
  for (const { whole } of [answer.baseline, ...answer.scenarios]) {
    if (whole.state !== 'stable') throw new Error('it is not stable');
    const of = (priority: string) =>
      whole.by_priority.find((figures) => figures.priority === priority);
    // With fifty machines nobody waits: 1 + 1 + 2, and 10 + 1 + 20.
    expect(of('STAT')?.turnaround_p50?.mean).toBeCloseTo(4, 9);
    expect(of('STAT')?.breach_rate?.mean).toBe(0);
    expect(of('ROUTINE')?.turnaround_p99?.mean).toBeCloseTo(31, 9);
    expect(of('ROUTINE')?.breach_rate?.mean).toBe(1);
  }
});
