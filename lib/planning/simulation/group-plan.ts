import type { DemandStream, MachineGroup, PlanningModel, Scenario } from '../model';
import { weekOf, type WeekChange } from './week';

/** One group as one scenario leaves it. Plain data: equal plans simulate alike. */
export type GroupPlan = {
  name: string;
  /** Its place in the model, which names its random numbers. */
  index: number;
  machines: number;
  service: MachineGroup['service'];
  preparation: MachineGroup['preparation'];
  finishing: MachineGroup['finishing'];
  failures: MachineGroup['failures'];
  stops: MachineGroup['stops'];
  week: WeekChange[];
  statFirst: boolean;
  streams: StreamPlan[];
};

export type StreamPlan = {
  /** Its place in the model, which names its random numbers. */
  index: number;
  /** Deliveries of the scenario for each of the baseline. */
  factor: number;
  stream: DemandStream;
};

function own<Value>(record: Record<string, Value>, key: string): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

/** The groups of the model as the scenario changes them; without one, as they stand. */
export function groupPlans(model: PlanningModel, scenario: Scenario | null): GroupPlan[] {
  const factor = 1 + (scenario?.demand_percent ?? 0) / 100;
  const stillFailing = 1 - (scenario?.failure_reduction_percent ?? 0) / 100;
  const statFirst = scenario?.stat_first ?? model.stat_first;
  return model.groups.map((group, index) => {
    const { name, service, preparation, finishing, failures, stops } = group;
    const shift = own(scenario?.shifts ?? {}, name);
    const streams = model.demand.flatMap((stream, at) =>
      stream.group === name ? [{ index: at, factor, stream }] : [],
    );
    const priorities = new Set(
      streams.flatMap(({ stream }) => stream.classes.map(({ priority }) => priority)),
    );
    return {
      name,
      index,
      machines: Math.max(0, group.machines + (own(scenario?.machines ?? {}, name) ?? 0)),
      service,
      preparation,
      finishing,
      failures: { ...failures, rate: failures.rate * stillFailing },
      stops,
      week: weekOf(
        shift === undefined ? group.hours : shift,
        (scenario?.outages ?? []).filter((outage) => outage.group === name),
      ),
      // Where all are alike the order is the same, and so is the simulation.
      statFirst: statFirst && priorities.size > 1,
      streams,
    };
  });
}
