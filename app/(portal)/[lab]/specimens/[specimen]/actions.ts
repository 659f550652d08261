'use server';

import { z } from 'zod';
import { action } from '@/lib/entry/action';
import type { Ctx } from '@/lib/platform/context';
import { parseInput } from '@/lib/platform/http/parse-input';
import { addTests } from '@/lib/specimens/changes/add-tests';
import {
  AddTests,
  ChangeSpecimen,
  CorrectMilestone,
  LeaveNote,
  MakeChild,
  VoidSpecimen,
} from '@/lib/specimens/changes/change-contract';
import { changeSpecimen } from '@/lib/specimens/changes/change-specimen';
import { correctMilestone } from '@/lib/specimens/changes/correct-milestone';
import { leaveNote } from '@/lib/specimens/changes/leave-note';
import { makeChild } from '@/lib/specimens/changes/make-child';
import { printLabel } from '@/lib/specimens/labels/print-label';
import { voidSpecimen } from '@/lib/specimens/changes/void-specimen';

const OfSpecimen = z.strictObject({ specimen_id: z.string().max(200), given: z.unknown() });

/** A verb on one specimen, its input checked as the interface checks it, so that faults are named alike. */
function onSpecimen<S extends z.ZodType, T>(
  input: S,
  verb: (ctx: Ctx, number: string, given: z.output<S>) => Promise<T>,
) {
  return (ctx: Ctx, { specimen_id, given }: z.output<typeof OfSpecimen>) =>
    verb(ctx, specimen_id, parseInput(input, given));
}

export const addTestsAction = action(
  'specimen.add_tests',
  'specimens.write',
  OfSpecimen,
  onSpecimen(AddTests, addTests),
);

export const changeSpecimenAction = action(
  'specimen.change',
  'specimens.write',
  OfSpecimen,
  onSpecimen(ChangeSpecimen, changeSpecimen),
);

export const correctMilestoneAction = action(
  'specimen.correct',
  'milestones.correct',
  OfSpecimen,
  onSpecimen(CorrectMilestone, correctMilestone),
);

export const voidSpecimenAction = action(
  'specimen.void',
  'specimens.void',
  OfSpecimen,
  onSpecimen(VoidSpecimen, voidSpecimen),
);

export const makeAliquotAction = action(
  'specimen.aliquot',
  'specimens.write',
  OfSpecimen,
  onSpecimen(MakeChild, (ctx, number, given) => makeChild(ctx, number, 'aliquot', given)),
);

export const makeRecollectionAction = action(
  'specimen.recollect',
  'specimens.write',
  OfSpecimen,
  onSpecimen(MakeChild, (ctx, number, given) => makeChild(ctx, number, 'recollection', given)),
);

export const leaveNoteAction = action(
  'specimen.note',
  'notes.write',
  OfSpecimen,
  onSpecimen(LeaveNote, leaveNote),
);

export const printLabelAction = action(
  'specimen.label',
  'specimens.write',
  OfSpecimen,
  onSpecimen(z.strictObject({}), (ctx, number) => printLabel(ctx, number)),
);
