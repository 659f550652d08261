import type { Window } from '@/lib/metrics/window';
import type { Ctx } from '@/lib/platform/context';
import { refuseFields } from '@/lib/platform/errors';
import type { Baseline, GroupEdit } from '../contract';
import type { PlanningModel } from '../model';
import { baselineOf, modelOfGroups } from './baseline-of';
import { editGroups } from './edit-groups';
import { fitLabInTurns } from './fit-lab';
import type { GroupNames } from './group-names';
import { readWork } from './read-work';
import type { Work } from './work';

export type FittedPeriod = {
  work: Work;
  baseline: Baseline;
  model: PlanningModel;
  names: GroupNames;
};

type Given = { edits: readonly GroupEdit[]; statFirst?: boolean };

/** Fits work, with what a manager says of its groups; 422 names the edits of groups there are not. */
export async function fitWork(
  work: Work,
  { edits, statFirst = false }: Given,
): Promise<FittedPeriod> {
  const lab = await fitLabInTurns(work);
  const { groups, faults, names } = editGroups(lab.groups, edits);
  refuseFields(faults);
  return {
    work,
    baseline: baselineOf(work, lab, groups),
    model: modelOfGroups(groups, statFirst),
    names,
  };
}

/** Fits a period of the lab's history. */
export async function fitPeriod(ctx: Ctx, window: Window, given: Given): Promise<FittedPeriod> {
  return fitWork(await readWork(ctx, window), given);
}
