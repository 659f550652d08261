import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { LOCATION_ROWS } from '@/lib/labs/locations/location-row';
import { authorize, type Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { AppError } from '@/lib/platform/errors';
import { appendHistory } from '../append-history';
import { bumpSpecimen } from '../bump-specimen';
import type { ChangeSpecimen } from './change-contract';
import type { Priority, Specimen } from '../contract';
import { type DueRules, dueOf, readDueRules } from '../due-rules';
import { findActive } from '../find-named';
import { type LabRules, readLabRules } from '../lab-rules';
import { lockSpecimen, refuseVoided } from '../lock-specimen';
import { readSpecimenBy } from '../read-specimen';
import { sourceOf } from '../source-of';
import { readSources } from '../read-sources';
import { readWorkTests } from '../transitions/work-tests';

type Facts = { priority: Priority; location: string | null; specimen_type: string | null };

const NAMES: Record<keyof Facts, string> = {
  priority: 'Priority',
  location: 'Location',
  specimen_type: 'Type',
};
const FIELDS = ['priority', 'location', 'specimen_type'] as const;

/** What changed in words: "Priority ROUTINE → STAT; Location none → Ward 1". */
function inWords(before: Facts, after: Facts, changed: readonly (keyof Facts)[]): string {
  return changed
    .map((field) => `${NAMES[field]} ${before[field] ?? 'none'} → ${after[field] ?? 'none'}`)
    .join('; ');
}

/**
 * Gives the open tests that had the tube's priority its new one, and re-reads when they are due by
 * the target in force when their headline segment began. What is finished keeps what it was
 * measured by, amended later or not, and a test ordered with a priority of its own keeps that.
 */
async function changePriority(
  tx: LabTx,
  ctx: Ctx,
  rules: LabRules,
  tube: { id: string; number: string; priority: Priority; locationId: string | null },
  priority: Priority,
  dueRules: DueRules,
): Promise<string[]> {
  const tests = await readWorkTests(tx, ctx, tube.id);
  const open = tests.filter((test) => rules.kindOf.get(test.state) === 'open');
  if (tests.length > 0 && open.length === 0) {
    throw new AppError(
      'conflict',
      `priority: the work on ${tube.number} is over; its priority can no longer change.`,
      { fields: [{ field: 'priority', message: 'the work on it is over' }] },
    );
  }
  const moved = open.filter(
    ({ priority: had, milestones }) => had === tube.priority && milestones.released === null,
  );
  for (const test of moved) {
    const { id, sources } = test;
    await tx.orderedTest.update({
      where: { labId_id: { labId: ctx.lab.id, id } },
      data: {
        priority,
        dueAt: dueOf(dueRules, { ...test, priority, locationId: tube.locationId }),
        sources: { ...sources, priority: sourceOf(ctx.actor) },
        updatedAt: ctx.now,
      },
    });
  }
  return moved.map((test) => test.assay);
}

/**
 * Changes what is known of a tube: its priority, where it came from, what it is. Fields left out
 * stay; a change of nothing leaves no trace. 409 `version_conflict` for another version than the
 * one seen, `conflict` for a voided specimen or the priority of finished work.
 */
export async function changeSpecimen(
  ctx: Ctx,
  number: string,
  given: ChangeSpecimen,
): Promise<Specimen> {
  authorize(ctx, 'specimens.write');
  const [rules, [locationId = null]] = await Promise.all([
    readLabRules(ctx),
    findActive(ctx, LOCATION_ROWS, given.location ? [given.location] : [], () => 'location'),
  ]);
  const dueRules = await readDueRules(ctx, rules.headline);
  await ctx.db.$transaction(async (tx) => {
    const specimen = await lockSpecimen(tx, ctx, number, given.version);
    refuseVoided(specimen);
    const row = await tx.specimen.findFirstOrThrow({
      where: { id: specimen.id },
      select: {
        priority: true,
        specimenType: true,
        locationId: true,
        location: { select: { name: true } },
        sources: true,
      },
    });
    const before: Facts = {
      priority: row.priority,
      location: row.location?.name ?? null,
      specimen_type: row.specimenType,
    };
    const sameLocation = given.location === undefined || locationId === row.locationId;
    const after: Facts = {
      priority: given.priority ?? before.priority,
      location: sameLocation ? before.location : (given.location ?? null),
      specimen_type: given.specimen_type === undefined ? before.specimen_type : given.specimen_type,
    };
    const changed = FIELDS.filter((field) => before[field] !== after[field]);
    if (changed.length === 0) return;
    const newLocationId = sameLocation ? row.locationId : locationId;
    const tube = { ...specimen, priority: row.priority, locationId: newLocationId };
    const tests = changed.includes('priority')
      ? await changePriority(tx, ctx, rules, tube, after.priority, dueRules)
      : [];
    const comment = inWords(before, after, changed);
    await appendHistory(tx, ctx, specimen, [{ action: 'change', occurredAt: ctx.now, comment }]);
    await recordAuditEvent(tx, ctx, {
      action: 'specimen.change',
      entity: 'specimen',
      entityId: specimen.id,
      before: { specimen_id: number, ...before },
      after: { specimen_id: number, ...after, tests },
    });
    const source = sourceOf(ctx.actor);
    await bumpSpecimen(tx, ctx, specimen, rules.states, {
      priority: after.priority,
      specimenType: after.specimen_type,
      locationId: newLocationId,
      sources: {
        ...readSources(row.sources),
        ...Object.fromEntries(changed.map((field) => [field, source])),
      },
    });
  });
  return readSpecimenBy(ctx, number, rules);
}
