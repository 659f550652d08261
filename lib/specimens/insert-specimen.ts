import { actorColumns } from '@/lib/platform/access/actor';
import type { Ctx } from '@/lib/platform/context';
import type { Prisma } from '@/lib/platform/db/generated/client';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { newId } from '@/lib/platform/ids';
import { emitLiveEvent } from '@/lib/platform/live/emit-live-event';
import type { Priority } from './contract';
import { creationHistory, sourcesOf, type ReadyTest } from './creation-history';
import type { LabRules } from './lab-rules';
import { sourceOf } from './source-of';
import { specimenState } from './specimen-state';

type NewState = 'received' | 'expected';

/** A specimen as it is about to be written. */
export type SpecimenToInsert = {
  id: string;
  number: string;
  state: NewState;
  specimenType: string | null;
  locationId: string | null;
  /** As it was given; ROUTINE otherwise. */
  priority: Priority | undefined;
  collectedAt: Date | null;
  receivedAt: Date | null;
  tests: readonly ReadyTest[];
  parent?: { id: string; relation: 'aliquot' | 'recollection' };
};

/** Writes tests of one state, without their history. `priority` is what was said of the tube. */
export async function insertTests(
  tx: Pick<LabTx, 'orderedTest'>,
  ctx: Pick<Ctx, 'lab' | 'actor'>,
  specimenId: string,
  stateKey: NewState,
  tests: readonly ReadyTest[],
  priority?: Priority,
): Promise<void> {
  const source = sourceOf(ctx.actor);
  await tx.orderedTest.createMany({
    data: tests.map((test) => ({
      id: test.id,
      labId: ctx.lab.id,
      specimenId,
      assayId: test.assayId,
      priority: test.priority,
      stateKey,
      orderedAt: test.orderedAt,
      receivedAt: test.receivedAt,
      dueAt: test.dueAt,
      sources: sourcesOf(
        {
          state: stateKey,
          priority: test.priority === 'ROUTINE' ? priority : test.priority,
          ordered: test.orderedAt,
          received: test.receivedAt,
        },
        source,
      ),
    })),
  });
}

/** What is told of a tube that came without tests. */
function bareHistory(ctx: Ctx, specimen: SpecimenToInsert): Prisma.TestTransitionCreateManyInput {
  const { collectedAt, receivedAt } = specimen;
  return {
    id: newId(),
    labId: ctx.lab.id,
    specimenId: specimen.id,
    sequence: 1,
    action: 'create',
    toState: specimen.state,
    occurredAt: receivedAt ?? ctx.now,
    recordedAt: ctx.now,
    stamps: {
      ...(collectedAt ? { collected: collectedAt.toISOString() } : {}),
      ...(receivedAt ? { received: receivedAt.toISOString() } : {}),
    },
    source: sourceOf(ctx.actor),
    ...actorColumns(ctx.actor),
    requestId: ctx.requestId,
  };
}

/**
 * Writes a specimen with its tests and their history, and tells those who watch. A number that is
 * taken fails on the unique constraint `specimens_lab_id_number_key`. The audit event is the
 * caller's.
 */
export async function insertSpecimen(
  tx: LabTx,
  ctx: Ctx,
  rules: Pick<LabRules, 'states'>,
  specimen: SpecimenToInsert,
): Promise<void> {
  const { id, number, state, tests, receivedAt, collectedAt, parent } = specimen;
  const history =
    tests.length === 0
      ? [bareHistory(ctx, specimen)]
      : creationHistory(ctx, id, { receivedAt }, tests, collectedAt);
  await tx.specimen.create({
    data: {
      id,
      labId: ctx.lab.id,
      number,
      specimenType: specimen.specimenType,
      locationId: specimen.locationId,
      priority: specimen.priority ?? 'ROUTINE',
      stateKey: specimenState(
        tests.map(() => state),
        rules.states,
        state,
      ),
      collectedAt,
      receivedAt,
      parentId: parent?.id ?? null,
      relation: parent?.relation ?? null,
      lastSequence: history.length,
      sources: sourcesOf(
        {
          specimen_type: specimen.specimenType,
          location: specimen.locationId,
          priority: specimen.priority,
          collected: collectedAt,
          received: receivedAt,
        },
        sourceOf(ctx.actor),
      ),
    },
  });
  await insertTests(tx, ctx, id, state, tests, specimen.priority);
  await tx.testTransition.createMany({ data: history });
  await emitLiveEvent(tx, ctx.lab.id, { entity: 'specimen', entityId: number, version: 1 });
}
