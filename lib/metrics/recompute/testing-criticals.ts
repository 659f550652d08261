import { unboundDb } from '@/lib/platform/db/client';
import { newId } from '@/lib/platform/ids';

const MINUTE = 60_000;

/** Criticals of some tests: confirmed soon or late, closed in each way, and open for long or not. */
export async function givenCriticals(labId: string, ids: readonly string[], now: Date) {
  const db = unboundDb();
  const analytes = ['KA', 'NAT'].map((code) => ({ id: newId(), labId, code, name: code }));
  await db.analyte.createMany({ data: analytes });
  const closings = ['CONFIRMED', 'CONFIRMED', 'WITHDRAWN', 'NOT_REQUIRED', 'CLOSED_UNREACHED'];
  const tests = await db.orderedTest.findMany({
    where: { labId, id: { in: [...ids] }, resultedAt: { not: null } },
    orderBy: { resultedAt: 'asc' },
  });
  for (const [place, test] of tests.filter((_, index) => index % 6 === 0).entries()) {
    const id = newId();
    // The last ones are open: one since just now, the others for longer.
    const open = place % 9 === 8;
    const available =
      open && place % 2 === 0 ? now.getTime() - 10 * MINUTE : (test.resultedAt?.getTime() ?? 0);
    const closedAs = closings[place % closings.length];
    const closedAt = available + ((place * 7) % 55) * MINUTE;
    const said = { closeReason: 'Given' };
    const how = {
      CONFIRMED: { closedAs: 'CONFIRMED' as const },
      WITHDRAWN: { closedAs: 'WITHDRAWN' as const, ...said },
      NOT_REQUIRED: { closedAs: 'NOT_REQUIRED' as const, ...said },
      CLOSED_UNREACHED: {
        closedAs: 'CLOSED_UNREACHED' as const,
        escalatedTo: 'Head of ward',
        ...said,
      },
    }[closedAs ?? ''];
    await db.critical.create({
      data: {
        id,
        labId,
        testId: test.id,
        analyteId: analytes[place % 2]?.id ?? '',
        availableAt: new Date(available),
        ...(open || !how ? {} : { ...how, closedAt: new Date(closedAt), closedBy: 'Test person' }),
      },
    });
    if (open || closedAs !== 'CONFIRMED') continue;
    await db.criticalNotification.create({
      data: {
        id: newId(),
        labId,
        criticalId: id,
        outcome: 'CONFIRMED',
        notifiedTo: 'Ward',
        readBack: true,
        at: new Date(closedAt),
        value: '7.1',
        actorKind: 'person',
        actorId: newId(),
        actorName: 'Test person',
        requestId: 'test',
      },
    });
  }
}
