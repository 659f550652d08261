import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { authorize, type Ctx } from '@/lib/platform/context';
import { AppError, invalidField } from '@/lib/platform/errors';
import { appendHistory, type NewHistoryRow } from '../append-history';
import { bumpSpecimen } from '../bump-specimen';
import type { CorrectMilestone } from './change-contract';
import type { Specimen } from '../contract';
import {
  type Correction,
  correctTest,
  correctTube,
  isOfTube,
  notThereYet,
  type TubeTimes,
} from './correction-plan';
import { dueOf, readDueRules } from '../due-rules';
import { type LabRules, readLabRules } from '../lab-rules';
import { type LockedSpecimen, lockSpecimen, refuseVoided } from '../lock-specimen';
import type { Milestones } from '../milestones';
import type { WorkTest } from '../transitions/move-test';
import { newestRuns } from '../newest-runs';
import { readSources } from '../read-sources';
import { readSpecimenBy } from '../read-specimen';
import { refuseFuture } from '../refuse-future';
import { sourceOf } from '../source-of';
import { readWorkTests, writeWorkTest } from '../transitions/work-tests';

/** The test that is meant; null for the tube. */
function meantTest(
  given: CorrectMilestone,
  number: string,
  tests: readonly WorkTest[],
): WorkTest | null {
  const newest = newestRuns(tests);
  const { assay, milestone } = given;
  if (assay !== undefined) {
    if (milestone === 'collected') {
      throw invalidField('assay', 'collection is the tube’s: leave the assay out');
    }
    const named = newest.find((test) => test.assay.toLowerCase() === assay.toLowerCase());
    if (!named) throw invalidField('assay', `${number} has no test ${assay}`);
    return named;
  }
  if (isOfTube(milestone)) return null;
  const [only, ...more] = newest;
  if (!only) throw new AppError('conflict', `${number} has no tests.`);
  if (more.length > 0) {
    const codes = newest.map((test) => test.assay).join(', ');
    throw invalidField('assay', `say which test: ${number} has ${codes}`);
  }
  return only;
}

function plan(
  given: CorrectMilestone,
  specimen: LockedSpecimen,
  tube: TubeTimes,
  tests: readonly WorkTest[],
  rules: LabRules,
): Correction {
  const { milestone, time } = given;
  const test = meantTest(given, specimen.number, tests);
  const had = test ? test.milestones[milestone] : isOfTube(milestone) ? tube[milestone] : null;
  if (time !== null && had === null) {
    const why = notThereYet(milestone, test?.state ?? specimen.stateKey, rules);
    if (why !== null) {
      const what = test ? `${specimen.number} ${test.assay}` : specimen.number;
      throw new AppError('conflict', `${what}: ${why}.`);
    }
  }
  if (test && milestone !== 'collected') {
    return correctTest(milestone, time, tube.received, test);
  }
  if (isOfTube(milestone)) return correctTube(milestone, time, tube, tests, rules);
  throw new Error(`${milestone} is no milestone of a tube`);
}

function stampsOf(times: Partial<Milestones>): Record<string, string | null> {
  return Object.fromEntries(
    Object.entries(times).map(([name, time]) => [name, time?.toISOString() ?? null]),
  );
}

/** Times of the tube and of its tests as they stood before, by what is changed of them. */
function timesBefore(
  correction: Correction,
  tube: TubeTimes,
  tests: readonly WorkTest[],
): Record<string, Record<string, string | null>> {
  const of = (changed: Partial<Milestones>, times: Partial<Milestones>) =>
    Object.fromEntries(
      Object.entries(times)
        .filter(([name]) => name in changed)
        .map(([name, time]) => [name, time?.toISOString() ?? null]),
    );
  return {
    ...(Object.keys(correction.tube).length > 0 ? { tube: of(correction.tube, tube) } : {}),
    ...Object.fromEntries(
      tests.flatMap((test) => {
        const changed = correction.tests.get(test.id);
        return changed ? [[`${test.assay} ${test.run}`, of(changed, test.milestones)]] : [];
      }),
    ),
  };
}

/** The same as they stand afterwards. */
function timesAfter(correction: Correction, tests: readonly WorkTest[]) {
  return {
    ...(Object.keys(correction.tube).length > 0 ? { tube: stampsOf(correction.tube) } : {}),
    ...Object.fromEntries(
      tests.flatMap((test) => {
        const changed = correction.tests.get(test.id);
        return changed ? [[`${test.assay} ${test.run}`, stampsOf(changed)]] : [];
      }),
    ),
  };
}

/**
 * Corrects one time of a tube or of one of its tests, whoever gave it; null takes it away. Tests
 * whose time came of the tube's move with it, and due times are read again where the start of the
 * headline segment moved. A correction of nothing leaves no trace.
 *
 * 422 for a time in the future, an assay the tube does not have, or none where it has several; 409
 * for a step that was not taken yet, and for a voided specimen.
 */
export async function correctMilestone(
  ctx: Ctx,
  number: string,
  given: CorrectMilestone,
): Promise<Specimen> {
  authorize(ctx, 'milestones.correct');
  refuseFuture([['time', given.time]], ctx.now);
  const { reason, milestone } = given;
  const rules = await readLabRules(ctx);
  const dueRules = await readDueRules(ctx, rules.headline);
  await ctx.db.$transaction(async (tx) => {
    const specimen = await lockSpecimen(tx, ctx, number, given.version);
    refuseVoided(specimen);
    const [row, tests] = await Promise.all([
      tx.specimen.findFirstOrThrow({
        where: { id: specimen.id },
        select: {
          collectedAt: true,
          receivedAt: true,
          rejectedAt: true,
          locationId: true,
          sources: true,
        },
      }),
      readWorkTests(tx, ctx, specimen.id),
    ]);
    const tube = { collected: row.collectedAt, received: row.receivedAt, rejected: row.rejectedAt };
    const correction = plan(given, specimen, tube, tests, rules);
    const ofTube = Object.keys(correction.tube);
    if (ofTube.length === 0 && correction.tests.size === 0) return;
    const source = sourceOf(ctx.actor);
    const rows: NewHistoryRow[] =
      ofTube.length > 0
        ? [{ action: 'correct', occurredAt: ctx.now, stamps: stampsOf(correction.tube), reason }]
        : [];
    for (const test of tests) {
      const changed = correction.tests.get(test.id);
      const collected =
        correction.tube.collected === undefined ? {} : { collected: correction.tube.collected };
      const milestones: Milestones = { ...test.milestones, ...collected, ...changed };
      const start = rules.headline.start;
      const moved = milestones[start]?.getTime() !== test.milestones[start]?.getTime();
      if (!changed && !moved) continue;
      const { locationId } = row;
      await writeWorkTest(tx, ctx, {
        ...test,
        milestones,
        dueAt: moved ? dueOf(dueRules, { ...test, locationId, milestones }) : test.dueAt,
        sources: {
          ...test.sources,
          ...Object.fromEntries(Object.keys(changed ?? {}).map((name) => [name, source])),
        },
      });
      if (changed) {
        const { id: testId } = test;
        rows.push({
          testId,
          action: 'correct',
          occurredAt: ctx.now,
          stamps: stampsOf(changed),
          reason,
        });
      }
    }
    await appendHistory(tx, ctx, specimen, rows);
    await recordAuditEvent(tx, ctx, {
      action: 'specimen.correct',
      entity: 'specimen',
      entityId: specimen.id,
      before: { specimen_id: number, milestone, times: timesBefore(correction, tube, tests) },
      after: { specimen_id: number, milestone, times: timesAfter(correction, tests) },
      reason,
    });
    const { collected, received, rejected } = correction.tube;
    await bumpSpecimen(tx, ctx, specimen, rules.states, {
      ...(collected === undefined ? {} : { collectedAt: collected }),
      ...(received === undefined ? {} : { receivedAt: received }),
      ...(rejected === undefined ? {} : { rejectedAt: rejected }),
      sources: {
        ...readSources(row.sources),
        ...Object.fromEntries(ofTube.map((name) => [name, source])),
      },
    });
  });
  return readSpecimenBy(ctx, number, rules);
}
