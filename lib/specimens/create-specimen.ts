import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { ASSAY_ROWS } from '@/lib/labs/assays/assay-row';
import { LOCATION_ROWS } from '@/lib/labs/locations/location-row';
import { authorize, type Ctx } from '@/lib/platform/context';
import { violatedConstraint } from '@/lib/platform/db/duplicate-row';
import { AppError } from '@/lib/platform/errors';
import { newId } from '@/lib/platform/ids';
import type { NewSpecimen, Specimen } from './contract';
import { readDueRules } from './due-rules';
import { findActive } from './find-named';
import { insertSpecimen } from './insert-specimen';
import { readLabRules } from './lab-rules';
import { planTests } from './new-tests';
import { readSpecimenBy } from './read-specimen';
import { readyTests } from './ready-tests';
import { refuseFuture } from './refuse-future';

function timesOf(given: NewSpecimen): [string, Date | undefined][] {
  return [
    ['ordered_at', given.ordered_at],
    ['collected_at', given.collected_at],
    ['received_at', given.received_at],
    ...(given.tests ?? []).map((test, index): [string, Date | undefined] => [
      `tests.${index}.ordered_at`,
      test.ordered_at,
    ]),
  ];
}

/** 409 for a number that is taken. */
export function alreadyExists(number: string): AppError {
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
  refuseFuture(timesOf(given), ctx.now);
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
  const dueRules = await readDueRules(ctx, rules.headline);
  const tests = readyTests(dueRules, plan.tests, ids, { collectedAt, locationId: location });
  const id = newId();
  const { state } = given;
  try {
    await ctx.db.$transaction(async (tx) => {
      await insertSpecimen(tx, ctx, rules, {
        id,
        number,
        state,
        specimenType: given.specimen_type ?? null,
        locationId: location,
        priority: given.priority,
        collectedAt,
        receivedAt: plan.receivedAt,
        tests,
      });
      await recordAuditEvent(tx, ctx, {
        action: 'specimen.create',
        entity: 'specimen',
        entityId: id,
        after: { specimen_id: number, state, assays: tests.map((test) => test.assay) },
      });
    });
  } catch (error) {
    // Somebody was faster.
    if (violatedConstraint(error) === 'specimens_lab_id_number_key') throw alreadyExists(number);
    throw error;
  }
  return readSpecimenBy(ctx, number, rules);
}
