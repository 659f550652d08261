import type { FieldError } from '@/lib/platform/errors';
import type { GroupEdit } from '../contract';
import type { DemandStream, MachineGroup } from '../model';
import { modelGroup, type GroupFit } from './fit-group';
import { GroupNames } from './group-names';

export type ModelledGroup = {
  fitted: GroupFit;
  /** Null while nobody has said what its history does not. */
  model: MachineGroup | null;
  needs: ('machines' | 'service')[];
  edited: boolean;
  stream: DemandStream;
};

/** What is said of one place holds for all its tests, whatever their priority. */
function withoutOwn(stream: DemandStream, edit: GroupEdit): DemandStream {
  return {
    ...stream,
    classes: stream.classes.map(({ preparation, finishing, ...one }) => ({
      ...one,
      ...(preparation === undefined || edit.preparation !== undefined ? {} : { preparation }),
      ...(finishing === undefined || edit.finishing !== undefined ? {} : { finishing }),
    })),
  };
}

function modelled(fitted: GroupFit, edit: GroupEdit | undefined): ModelledGroup {
  const own = modelGroup(fitted);
  const machines = edit?.machines ?? (fitted.group.machines.length || null);
  const service = edit?.service ?? fitted.service;
  const needs: ModelledGroup['needs'] = [];
  if (machines === null) needs.push('machines');
  if (service === null) needs.push('service');
  const { stream } = fitted.demand;
  if (machines === null || service === null) {
    return { fitted, model: null, needs, edited: edit !== undefined, stream };
  }
  if (edit === undefined) return { fitted, model: own, needs, edited: false, stream };
  const { failures, preparation, finishing, stops, hours } = fitted;
  return {
    fitted,
    needs,
    edited: true,
    model: {
      name: fitted.group.name,
      machines,
      service,
      preparation: edit.preparation ?? preparation.distribution,
      finishing: edit.finishing ?? finishing.distribution,
      failures: { rate: edit.failure_rate ?? failures.rate, redo: failures.redo.distribution },
      stops: edit.stops === undefined ? stops.stops : edit.stops,
      hours: edit.hours === undefined ? hours.hours : edit.hours,
    },
    stream: withoutOwn(stream, edit),
  };
}

/** Fitted groups with what the manager said of them; and the edits that name no group, by field. */
export function editGroups(
  groups: readonly GroupFit[],
  edits: readonly GroupEdit[],
): { groups: ModelledGroup[]; faults: FieldError[]; names: GroupNames } {
  const names = new GroupNames(
    groups.map(({ group, machineNames }) => ({ name: group.name, machine_names: machineNames })),
  );
  const found = new Map<string, GroupEdit>();
  const faults: FieldError[] = [];
  for (const [index, edit] of edits.entries()) {
    const field = `groups.${index}.name`;
    const name = names.find(edit.name);
    if (name === null) faults.push({ field, message: names.refusal(edit.name) });
    else if (found.has(name)) faults.push({ field, message: `“${name}” is named twice` });
    else found.set(name, edit);
  }
  return {
    groups: groups.map((fitted) => modelled(fitted, found.get(fitted.group.name))),
    faults,
    names,
  };
}
