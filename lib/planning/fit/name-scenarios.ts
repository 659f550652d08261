import type { FieldError } from '@/lib/platform/errors';
import type { AskedScenario } from '../contract';
import { scenarioFaults, type PlanningModel, type Scenario } from '../model';
import type { GroupNames } from './group-names';

type Found = { scenarios: Scenario[]; faults: FieldError[] };

/**
 * Scenarios with groups by their own names, and what is wrong with them by field: names that there
 * are not, groups that wait for input, more machines fewer than there are.
 */
export function nameScenarios(
  asked: readonly AskedScenario[],
  names: GroupNames,
  model: PlanningModel,
): Found {
  const faults: FieldError[] = [];
  const modelled = new Set(model.groups.map(({ name }) => name));
  const groupOf = (name: string, field: string): string | null => {
    const group = names.find(name);
    if (group === null) faults.push({ field, message: names.refusal(name) });
    else if (!modelled.has(group)) {
      const message = `“${group}” needs input before it can be simulated: say in groups how it works`;
      faults.push({ field, message });
    } else return group;
    return null;
  };
  /** What the machines of a group were called by whoever asks, scenario by scenario. */
  const called: Map<string, string>[] = [];
  const scenarios = asked.map((one, index): Scenario => {
    const { outage, outages, machines, shifts, ...rest } = one;
    const at = (...path: (string | number)[]) => ['scenarios', index, ...path].join('.');
    const changes = new Map<string, number>();
    const calls = new Map<string, string>();
    called.push(calls);
    for (const [name, change] of Object.entries(machines)) {
      const group = groupOf(name, at('machines', name));
      if (group === null) continue;
      changes.set(group, (changes.get(group) ?? 0) + change);
      calls.set(group, name);
    }
    const hours = new Map<string, Scenario['shifts'][string]>();
    for (const [name, shift] of Object.entries(shifts)) {
      const field = at('shifts', name);
      const group = groupOf(name, field);
      if (group !== null && hours.has(group)) {
        faults.push({ field, message: `“${group}” has two shifts` });
      } else if (group !== null) hours.set(group, shift);
    }
    const places = [
      ...(outage ? [{ ...outage, field: at('outage', 'machine') }] : []),
      ...outages.map((each, place) => ({ ...each, field: at('outages', place, 'machine') })),
    ];
    return {
      ...rest,
      machines: Object.fromEntries(changes),
      shifts: Object.fromEntries(hours),
      outages: places.flatMap(({ machine, field, ...when }) => {
        const group = groupOf(machine, field);
        return group === null ? [] : [{ group, ...when }];
      }),
    };
  });
  for (const [index, scenario] of scenarios.entries()) {
    for (const { path, message } of scenarioFaults(model, scenario)) {
      const given = path.map((part) => called[index]?.get(String(part)) ?? part);
      faults.push({ field: ['scenarios', index, ...given].join('.'), message });
    }
  }
  return { scenarios, faults };
}
