import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { ASSAY_ROWS } from '@/lib/labs/assays/assay-row';
import { LOCATION_ROWS } from '@/lib/labs/locations/location-row';
import { authorize, type Ctx } from '@/lib/platform/context';
import { violatedConstraint } from '@/lib/platform/db/duplicate-row';
import { AppError, invalidField } from '@/lib/platform/errors';
import { newId } from '@/lib/platform/ids';
import { emitLiveEvent } from '@/lib/platform/live/emit-live-event';
import type { NewSpecimen, Specimen } from './contract';
import { creationHistory, sourcesOf, type ReadyTest } from './creation-history';
import { dueOf, readDueRules } from './due-rules';
import { findActive } from './find-named';
import { readLabRules, type LabRules } from './lab-rules';
import { planTests, type Plan } from './new-tests';
import { readSpecimenBy } from './read-specimen';
import { sourceOf } from './source-of';
import { specimenState } from './specimen-state';

/** How far ahead of our clock a time may lie, for clocks that are not quite right. */
const AHEAD_MS = 5 * 60_000;

function refuseFuture(given: NewSpecimen, now: Date): void {
  const latest = now.getTime() + AHEAD_MS;
  const times: [string, Date | undefined][] = [
    ['ordered_at', given.ordered_at],
    ['collected_at', given.collected_at],
    ['received_at', given.received_at],
    ...(given.tests ?? []).map((test, index): [string, Date | undefined] => [
      `tests.${index}.ordered_at`,
      test.ordered_at,
    ]),
  ];
  for (const [field, time] of times) {
    if (time && time.getTime() > latest) throw invalidField(field, 'lies in the future');
  }
}

/** Due times are fixed when the headline segment begins: for what is only expected, not yet. */
async function withDue(
  ctx: Ctx,
  rules: LabRules,
  plan: Plan,
  ids: readonly string[],
  given: { collectedAt: Date | null; locationId: string | null },
): Promise<ReadyTest[]> {
  const dueRules = await readDueRules(ctx, rules.headline);
  return plan.tests.map((test, index) => {
    const assayId = ids[index] ?? '';
    const { priority, orderedAt: ordered, receivedAt: received } = test;
    const milestones = { ordered, collected: given.collectedAt, received };
    const { locationId } = given;
    return {
      ...test,
      id: newId(),
      assayId,
      dueAt: dueOf(dueRules, { assayId, priority, locationId, milestones }),
    };
  });
}

function alreadyExists(number: string): AppError {
  const message = `${number} is in this lab already`;
  return new AppError('already_exists', `specimen_id: ${message}`, {
    fields: [{ field: 'specimen_id', message }],
  });
}

/**
 * Creates a specimen with its tests, expected or received, with their history. A known number is
 * 409 `already_exists`; an assay or location this lab does not have is 422 for its field.
 */
export async function createSpecimen(ctx: Ctx, given: NewSpecimen): Promise<Specimen> {
  authorize(ctx, 'specimens.write');
  refuseFuture(given, ctx.now);
  const number = given.specimen_id;
  const known = await ctx.db.specimen.findFirst({ where: { number }, select: { id: true } });
  if (known) throw alreadyExists(number);
  const plan = planTests(given, ctx.now);
  const [rules, ids, [location = null]] = await Promise.all([
    readLabRules(ctx),
    findActive(
      ctx,
      ASSAY_ROWS,
      plan.tests.map(({ assay }) => assay),
      (index) => (given.tests ? `tests.${index}.assay` : 'assay'),
    ),
    findActive(ctx, LOCATION_ROWS, given.location ? [given.location] : [], () => 'location'),
  ]);
  const collectedAt = given.collected_at ?? null;
  const tests = await withDue(ctx, rules, plan, ids, { collectedAt, locationId: location });
  const id = newId();
  const source = sourceOf(ctx.actor);
  const history = creationHistory(ctx, id, plan, tests, collectedAt);
  const stateKey = given.state;
  try {
    await ctx.db.$transaction(async (tx) => {
      await tx.specimen.create({
        data: {
          id,
          labId: ctx.lab.id,
          number,
          specimenType: given.specimen_type ?? null,
          locationId: location,
          priority: given.priority ?? 'ROUTINE',
          stateKey: specimenState(
            tests.map(() => stateKey),
            rules.states,
            stateKey,
          ),
          collectedAt,
          receivedAt: plan.receivedAt,
          lastSequence: history.length,
          sources: sourcesOf(
            {
              specimen_type: given.specimen_type,
              location: given.location,
              priority: given.priority,
              collected: collectedAt,
              received: plan.receivedAt,
            },
            source,
          ),
        },
      });
      await tx.orderedTest.createMany({
        data: tests.map((test) => ({
          id: test.id,
          labId: ctx.lab.id,
          specimenId: id,
          assayId: test.assayId,
          priority: test.priority,
          stateKey,
          orderedAt: test.orderedAt,
          receivedAt: test.receivedAt,
          dueAt: test.dueAt,
          sources: sourcesOf(
            {
              state: stateKey,
              priority: test.priority === 'ROUTINE' ? given.priority : test.priority,
              ordered: test.orderedAt,
              received: test.receivedAt,
            },
            source,
          ),
        })),
      });
      await tx.testTransition.createMany({ data: history });
      await recordAuditEvent(tx, ctx, {
        action: 'specimen.create',
        entity: 'specimen',
        entityId: id,
        after: { specimen_id: number, state: stateKey, assays: tests.map((test) => test.assay) },
      });
      await emitLiveEvent(tx, ctx.lab.id, { entity: 'specimen', entityId: number, version: 1 });
    });
  } catch (error) {
    // Somebody was faster.
    if (violatedConstraint(error) === 'specimens_lab_id_number_key') throw alreadyExists(number);
    throw error;
  }
  return readSpecimenBy(ctx, number, rules);
}
