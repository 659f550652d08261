import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { ASSAY_ROWS } from '@/lib/labs/assays/assay-row';
import { authorize, type Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { AppError } from '@/lib/platform/errors';
import { planAddOns, tubeIsHere, type Tube } from './add-on-plan';
import { appendHistory, type NewHistoryRow } from '../append-history';
import { bumpSpecimen } from '../bump-specimen';
import type { AddTests } from './change-contract';
import type { Specimen } from '../contract';
import type { ReadyTest } from '../creation-history';
import { readDueRules } from '../due-rules';
import { findActive } from '../find-named';
import { insertTests } from '../insert-specimen';
import { type LabRules, readLabRules } from '../lab-rules';
import { lockSpecimen, refuseVoided } from '../lock-specimen';
import { readSpecimenBy } from '../read-specimen';
import { readyTests } from '../ready-tests';
import { refuseFuture } from '../refuse-future';

/** 409 for an assay the tube has already, or had and lost. */
async function refuseKnown(
  tx: Pick<LabTx, 'orderedTest'>,
  rules: Pick<LabRules, 'states' | 'kindOf'>,
  specimen: { id: string; number: string },
  assays: readonly { id: string; code: string; field: string }[],
): Promise<void> {
  const rows = await tx.orderedTest.findMany({
    where: { specimenId: specimen.id, assayId: { in: assays.map(({ id }) => id) } },
    orderBy: { run: 'desc' },
    select: { assayId: true, stateKey: true },
  });
  for (const { id, code, field } of assays) {
    const newest = rows.find((row) => row.assayId === id);
    if (!newest) continue;
    const label = rules.states.find(({ key }) => key === newest.stateKey)?.label ?? newest.stateKey;
    const lost = rules.kindOf.get(newest.stateKey) === 'void';
    const message = lost
      ? `is on ${specimen.number} already, ${label.toLowerCase()}: reinstate or receive that test instead of ordering ${code} again`
      : `is on ${specimen.number} already, ${label.toLowerCase()}`;
    throw new AppError(lost ? 'conflict' : 'already_exists', `${field}: ${code} ${message}.`, {
      fields: [{ field, message }],
      extra: { state: newest.stateKey },
    });
  }
}

/** What each added test's history begins with: its order and, where the tube is here, its receipt. */
function historyOf(tests: readonly ReadyTest[], now: Date): NewHistoryRow[] {
  const ordered = tests.map((test): NewHistoryRow => ({
    testId: test.id,
    action: 'create',
    toState: 'expected',
    occurredAt: test.orderedAt ?? now,
    stamps: test.orderedAt ? { ordered: test.orderedAt.toISOString() } : {},
  }));
  const received = tests.flatMap((test): NewHistoryRow[] =>
    test.receivedAt === null
      ? []
      : [
          {
            testId: test.id,
            action: 'receive',
            fromState: 'expected',
            toState: 'received',
            occurredAt: test.receivedAt,
          },
        ],
  );
  return [...ordered, ...received];
}

async function readTube(tx: Pick<LabTx, 'specimen'>, id: string): Promise<Tube> {
  return tx.specimen.findFirstOrThrow({
    where: { id },
    select: {
      stateKey: true,
      priority: true,
      receivedAt: true,
      collectedAt: true,
      locationId: true,
    },
  });
}

/**
 * Adds tests to a tube. An add-on of a tube that is here is received at the later of the tube's
 * receipt and its order; else it is expected with the tube.
 *
 * 409 for an assay the tube has already (`already_exists`) or had and lost (`conflict`: reinstate
 * it), and for a rejected or voided tube; 422 for an assay this lab does not have.
 */
export async function addTests(ctx: Ctx, number: string, given: AddTests): Promise<Specimen> {
  authorize(ctx, 'specimens.write');
  const { assay, priority, ordered_at } = given;
  const asked = given.tests ?? (assay === undefined ? [] : [{ assay, priority, ordered_at }]);
  const fieldOf = (index: number, field: string) =>
    given.tests ? `tests.${index}.${field}` : field;
  refuseFuture(
    asked.map((test, index) => [fieldOf(index, 'ordered_at'), test.ordered_at] as const),
    ctx.now,
  );
  const [rules, ids] = await Promise.all([
    readLabRules(ctx),
    findActive(
      ctx,
      ASSAY_ROWS,
      asked.map((test) => test.assay),
      (index) => fieldOf(index, 'assay'),
    ),
  ]);
  const dueRules = await readDueRules(ctx, rules.headline);
  await ctx.db.$transaction(async (tx) => {
    const specimen = await lockSpecimen(tx, ctx, number, given.version);
    refuseVoided(specimen);
    const tube = await readTube(tx, specimen.id);
    if (tube.stateKey === 'rejected') {
      throw new AppError(
        'conflict',
        `${number} was rejected: ask for a recollection, or reinstate it first.`,
      );
    }
    await refuseKnown(
      tx,
      rules,
      specimen,
      asked.map((test, index) => ({
        id: ids[index] ?? '',
        code: test.assay,
        field: fieldOf(index, 'assay'),
      })),
    );
    const planned = planAddOns(asked, tube, rules, ctx.now);
    const tests = readyTests(dueRules, planned, ids, tube);
    const state = tubeIsHere(tube, rules) ? 'received' : 'expected';
    await insertTests(tx, ctx, specimen.id, state, tests);
    await appendHistory(tx, ctx, specimen, historyOf(tests, ctx.now));
    await recordAuditEvent(tx, ctx, {
      action: 'specimen.add_tests',
      entity: 'specimen',
      entityId: specimen.id,
      after: { specimen_id: number, state, assays: tests.map((test) => test.assay) },
    });
    await bumpSpecimen(tx, ctx, specimen, rules.states);
  });
  return readSpecimenBy(ctx, number, rules);
}
