import { MachineGroup, type Scenario } from '../model';
import { groupPlans } from './group-plan';
import { GroupRun, type Arrivals, type Breaks, type GroupRecord } from './group-run';
import { aModel, aScenario } from './testing-models';
import type { TestSlots } from './test-slots';

/** Tests that come at a minute; a service left out takes none, a class is a place in CLASSES. */
type Coming = {
  at: number;
  tests: { service?: number; kind?: number; failures?: number; finishing?: number }[];
};

const CLASSES = [
  { priority: 'ROUTINE', target_minutes: 60, weight: 1 },
  { priority: 'STAT', target_minutes: 30, weight: 1 },
];

/** What comes is written down instead of drawn. */
class Written implements Arrivals {
  constructor(private readonly coming: Coming[]) {}

  get nextAt(): number {
    return this.coming[0]?.at ?? Infinity;
  }

  size(): number {
    return this.coming[0]?.tests.length ?? 0;
  }

  fill(slots: TestSlots, test: number): number {
    const one = this.coming[0]?.tests.shift();
    slots.received[test] = this.nextAt;
    slots.waited[test] = 0;
    slots.kind[test] = one?.kind ?? 0;
    slots.service[test] = one?.service ?? 0;
    slots.failures[test] = one?.failures ?? 0;
    slots.finishing[test] = one?.finishing ?? 0;
    return 0;
  }

  moveOn(): void {
    this.coming.shift();
  }
}

/** One stop of a machine, or none. */
function writtenStop(stop: { at: number; minutes: number } | undefined): Breaks {
  let left = stop === undefined ? 0 : 1;
  return {
    after: () => {
      left -= 1;
      return left === 0 && stop ? stop.at : Infinity;
    },
    minutes: () => stop?.minutes ?? 0,
  };
}

/** When each test, in the order in which machines took them, was ready, taken and given back. */
export type Step = [ready: number, began: number, ends: number];

/** Follows a week of one group, what comes and what stops being written down. */
export function follow(
  group: object,
  coming: Coming[],
  more: {
    scenario?: Partial<Scenario>;
    statFirst?: boolean;
    stops?: ({ at: number; minutes: number } | undefined)[];
  } = {},
): { steps: Step[]; record: GroupRecord } {
  const model = aModel({
    groups: [MachineGroup.parse({ name: 'A', machines: 1, ...group })],
    demand: [
      { group: 'A', deliveries_per_hour: Array.from({ length: 168 }, () => 1), classes: CLASSES },
    ],
    stat_first: more.statFirst ?? false,
  });
  const [plan] = groupPlans(model, aScenario(more.scenario));
  if (plan === undefined) throw new Error('There is one group.');
  const steps: Step[] = [];
  const stops = more.stops?.map(writtenStop) ?? [];
  const chance = { deliveries: [new Written(coming)], stops };
  const record = new GroupRun(plan, chance, { warmUp: 0, counted: 1 }, ({ ready, began, ends }) =>
    steps.push([ready, began, ends]),
  ).run();
  return { steps, record };
}
