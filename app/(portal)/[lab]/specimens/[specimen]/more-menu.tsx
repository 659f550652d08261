import { MoreActions } from '@/components/specimens/more-actions';
import { actorMay } from '@/lib/platform/access/permissions';
import type { Ctx } from '@/lib/platform/context';
import type { Specimen } from '@/lib/specimens/contract';
import { newSpecimenOptions } from '@/lib/specimens/lists/filter-options';
import {
  addTestsAction,
  changeSpecimenAction,
  correctMilestoneAction,
  makeAliquotAction,
  makeRecollectionAction,
  voidSpecimenAction,
} from './actions';

const ACTIONS = {
  addTests: addTestsAction,
  change: changeSpecimenAction,
  correct: correctMilestoneAction,
  voidIt: voidSpecimenAction,
  makeAliquot: makeAliquotAction,
  makeRecollection: makeRecollectionAction,
};

/** The menu of what is done with a specimen besides its workflow; nothing for those who only read. */
export async function MoreMenu({ ctx, specimen }: { ctx: Ctx; specimen: Specimen }) {
  if (!actorMay(ctx.actor, 'specimens.write') || specimen.voided) return null;
  const { assays, locations } = await newSpecimenOptions(ctx);
  return (
    <MoreActions
      target={{
        labSlug: ctx.lab.slug,
        timeZone: ctx.lab.timeZone,
        specimen,
        assays,
        locations,
      }}
      actions={ACTIONS}
      may={{
        write: true,
        correct: actorMay(ctx.actor, 'milestones.correct'),
        void: actorMay(ctx.actor, 'specimens.void'),
      }}
    />
  );
}
