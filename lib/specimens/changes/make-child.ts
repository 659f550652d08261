import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { ASSAY_ROWS } from '@/lib/labs/assays/assay-row';
import { authorize, type Ctx } from '@/lib/platform/context';
import { violatedConstraint } from '@/lib/platform/db/duplicate-row';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { AppError, invalidField } from '@/lib/platform/errors';
import { newId } from '@/lib/platform/ids';
import { tubeIsHere } from './add-on-plan';
import { appendHistory } from '../append-history';
import { bumpSpecimen } from '../bump-specimen';
import type { MakeChild } from './change-contract';
import { childNumber, type Relation } from './child-number';
import type { Specimen } from '../contract';
import { alreadyExists } from '../create-specimen';
import { readDueRules } from '../due-rules';
import { findActive } from '../find-named';
import { insertSpecimen } from '../insert-specimen';
import { type LabRules, readLabRules } from '../lab-rules';
import { lockSpecimen, refuseVoided } from '../lock-specimen';
import type { WorkTest } from '../transitions/move-test';
import type { PlannedTest } from '../new-tests';
import { newestRuns } from '../newest-runs';
import { readSpecimenBy } from '../read-specimen';
import { readyTests } from '../ready-tests';
import { readWorkTests } from '../transitions/work-tests';

type Parent = {
  id: string;
  number: string;
  stateKey: string;
  receivedAt: Date | null;
};

/** An aliquot is poured from a tube that is here and was not rejected. */
function refuseAliquotOf(parent: Parent, rules: LabRules): void {
  const { number, stateKey } = parent;
  if (stateKey === 'rejected') {
    throw new AppError('conflict', `${number} was rejected: ask for a recollection instead.`);
  }
  if (!tubeIsHere(parent, rules)) {
    throw new AppError('conflict', `${number} has not come yet: receive it first.`);
  }
}

type Assay = { id: string; code: string };

/** The assays asked for; for a recollection those that were rejected, unless it names others. */
function assaysOf(
  named: readonly Assay[],
  relation: Relation,
  tests: readonly WorkTest[],
): readonly Assay[] {
  if (named.length > 0 || relation === 'aliquot') return named;
  const rejected = newestRuns(tests).filter((test) => test.state === 'rejected');
  if (rejected.length === 0) {
    throw invalidField('tests', 'nothing on it was rejected: name the assays to be done again');
  }
  return rejected.map((test) => ({ id: test.assayId, code: test.assay }));
}

async function numberFor(
  tx: Pick<LabTx, 'specimen'>,
  given: MakeChild,
  relation: Relation,
  parent: string,
): Promise<string> {
  if (given.specimen_id !== undefined) {
    const where = { number: given.specimen_id };
    if (await tx.specimen.findFirst({ where, select: { id: true } })) {
      throw alreadyExists(given.specimen_id);
    }
    return given.specimen_id;
  }
  const like = await tx.specimen.findMany({
    where: { number: { startsWith: `${parent}-` } },
    select: { number: true },
  });
  const number = childNumber(parent, relation, new Set(like.map((row) => row.number)));
  if (number === null) throw invalidField('specimen_id', 'give it a number of its own');
  return number;
}

/**
 * Makes a specimen of another, linked to it. An aliquot is a new tube, here from now on, with the
 * named assays ordered on it; what is ordered on the parent stays there. A recollection is expected,
 * ordered now, for the assays rejected on the parent unless others are named. Both take the parent's
 * type, location and priority; an aliquot its collection too.
 *
 * 409 for a number that is taken, a voided parent, and an aliquot of a tube that was rejected or has
 * not come; 422 for an assay this lab does not have.
 */
export async function makeChild(
  ctx: Ctx,
  parentNumber: string,
  relation: Relation,
  given: MakeChild,
): Promise<Specimen> {
  authorize(ctx, 'specimens.write');
  const [rules, ids] = await Promise.all([
    readLabRules(ctx),
    findActive(ctx, ASSAY_ROWS, given.tests ?? [], (index) => `tests.${index}`),
  ]);
  const named = ids.map((id, index) => ({ id, code: given.tests?.[index] ?? '' }));
  const dueRules = await readDueRules(ctx, rules.headline);
  const action = relation === 'aliquot' ? 'aliquot' : 'recollect';
  let number = given.specimen_id ?? '';
  try {
    await ctx.db.$transaction(async (tx) => {
      const locked = await lockSpecimen(tx, ctx, parentNumber, given.version);
      refuseVoided(locked);
      const [parent, tests] = await Promise.all([
        tx.specimen.findFirstOrThrow({ where: { id: locked.id } }),
        readWorkTests(tx, ctx, locked.id),
      ]);
      if (relation === 'aliquot') refuseAliquotOf(parent, rules);
      const assays = assaysOf(named, relation, tests);
      number = await numberFor(tx, given, relation, parentNumber);
      const receivedAt = relation === 'aliquot' ? ctx.now : null;
      const collectedAt = relation === 'aliquot' ? parent.collectedAt : null;
      const { locationId, specimenType } = parent;
      const planned = assays.map((assay): PlannedTest => {
        const onParent = newestRuns(tests).find((test) => test.assayId === assay.id);
        const priority = onParent?.priority ?? parent.priority;
        return { assay: assay.code, priority, orderedAt: ctx.now, receivedAt };
      });
      const assayIds = assays.map((assay) => assay.id);
      const id = newId();
      const state = relation === 'aliquot' ? 'received' : 'expected';
      await insertSpecimen(tx, ctx, rules, {
        id,
        number,
        state,
        specimenType,
        locationId,
        priority: parent.priority,
        collectedAt,
        receivedAt,
        tests: readyTests(dueRules, planned, assayIds, { collectedAt, locationId }),
        parent: { id: parent.id, relation },
      });
      await appendHistory(tx, ctx, locked, [
        { action, occurredAt: ctx.now, comment: number, reason: given.reason ?? null },
      ]);
      await recordAuditEvent(tx, ctx, {
        action: `specimen.${action}`,
        entity: 'specimen',
        entityId: id,
        after: {
          specimen_id: number,
          parent: parentNumber,
          relation,
          state,
          assays: assays.map((assay) => assay.code),
        },
        ...(given.reason === undefined ? {} : { reason: given.reason }),
      });
      await bumpSpecimen(tx, ctx, locked, rules.states);
    });
  } catch (error) {
    // Somebody was faster.
    if (violatedConstraint(error) === 'specimens_lab_id_number_key') throw alreadyExists(number);
    throw error;
  }
  return readSpecimenBy(ctx, number, rules);
}
