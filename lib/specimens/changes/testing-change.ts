import { expect } from 'vitest';
import { makeTestLab, type TestLab } from '@/lib/labs/testing-lab';
import type { Ctx } from '@/lib/platform/context';
import { unboundDb } from '@/lib/platform/db/client';
import type { AppError } from '@/lib/platform/errors';
import { NewSpecimen, type Specimen } from '../contract';
import { createSpecimen } from '../create-specimen';
import { foldHistory, foldTube } from '../fold-history';
import { milestonesOf } from '../milestones';
import { makeBench, STAMPED_BY, type Bench } from '../testing-specimens';

/** The moment at which the tests of changes play. */
export const NOON = new Date('2026-03-02T12:00:00Z');

/** Minutes before (negative) or after noon. */
export function atNoon(minutes: number): Date {
  return new Date(NOON.getTime() + minutes * 60_000);
}

export type Work = {
  home: TestLab;
  bench: Bench;
  technician: Ctx;
  supervisor: Ctx;
  manager: Ctx;
  viewer: Ctx;
  /** An admin of another lab, which has assays of the same codes. */
  stranger: Ctx;
  /** A new specimen, received an hour before noon unless it says otherwise. */
  tube: (given?: object) => Promise<Specimen>;
};

/** Two labs with the same names in them, and people of the first. */
export async function makeWork(): Promise<Work> {
  const names = {
    assays: ['NA', 'K', 'GLU', 'CRP'],
    locations: ['Ward 1', 'Ward 2'],
    devices: ['M1'],
  };
  const home = await makeTestLab({ targetMinutes: 60 });
  const away = await makeTestLab();
  const bench = await makeBench(home.lab, names);
  await makeBench(away.lab, names);
  const technician = await home.ctxFor('technician', NOON);
  let count = 0;
  return {
    home,
    bench,
    technician,
    supervisor: await home.ctxFor('supervisor', NOON),
    manager: await home.ctxFor('manager', NOON),
    viewer: await home.ctxFor('viewer', NOON),
    stranger: await away.ctxFor('admin', NOON),
    tube: (given = {}) => {
      count += 1;
      const expected = 'state' in given && given.state === 'expected';
      return createSpecimen(
        technician,
        NewSpecimen.parse({
          specimen_id: `T-${count}`,
          ...('tests' in given ? {} : { assay: 'NA' }),
          ...(expected ? {} : { received_at: atNoon(-60).toISOString() }),
          ...given,
        }),
      );
    },
  };
}

/** What a verb was refused with. */
export async function refusal(
  promise: Promise<unknown>,
): Promise<Pick<AppError, 'code' | 'fields' | 'message' | 'extra'>> {
  return promise.then(
    () => expect.fail('was not refused'),
    (error: AppError) => ({
      code: error.code,
      fields: error.fields,
      message: error.message,
      extra: error.extra,
    }),
  );
}

/** A specimen's rows as they stand. */
export function rowsOf(work: Pick<Work, 'home'>, number: string) {
  return unboundDb().specimen.findFirstOrThrow({
    where: { labId: work.home.lab.id, number },
    include: {
      tests: { include: { assay: true }, orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] },
      transitions: { orderBy: { sequence: 'asc' } },
      notes: true,
    },
  });
}

/** That the history is without a gap and folds to the state and times the rows hold. */
export async function expectFolds(work: Pick<Work, 'home'>, number: string): Promise<void> {
  const row = await rowsOf(work, number);
  expect(row.transitions.map((each) => each.sequence)).toEqual(
    Array.from({ length: row.lastSequence }, (_, index) => index + 1),
  );
  const folded = foldHistory(row.transitions, STAMPED_BY);
  for (const test of row.tests) {
    expect(folded.get(test.id)).toEqual({
      state: test.stateKey,
      milestones: milestonesOf(test),
      failedAt: test.failedAt,
    });
  }
  expect(foldTube(row.transitions)).toEqual({
    received: row.receivedAt,
    rejected: row.rejectedAt,
  });
}

/** The audit events of one action on a specimen. */
export async function auditOf(work: Pick<Work, 'home'>, number: string, action: string) {
  const { id } = await rowsOf(work, number);
  return unboundDb().auditEvent.findMany({
    where: { labId: work.home.lab.id, entityId: id, action },
  });
}
