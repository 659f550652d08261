import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { readCalendars } from '@/lib/labs/read-calendars';
import { readTargets } from '@/lib/labs/read-targets';
import type { Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { readLabRules } from '@/lib/specimens/lab-rules';
import { criticalCalls, type OpenedCritical } from './critical-calls';
import { generateTubes, type Wanted } from './generate-tubes';
import { generateStates } from './device-states';
import type { HistoryActor } from './history-actor';
import { historyRows, type HistoryRows, type LabFacts } from './history-rows';
import { loadStates } from './load-states';
import type { Scenario } from './scenario';

/** The audit event by which a lab's history is known to be complete. */
export const LOADED = 'demo.load';

const TUBES_AT_ONCE = 500;
// Seconds on an idle machine; a busy or slow one must not fail its first start.
const TIMEOUT_MS = 600_000;

/** The people who did it all. */
export type Staff = { technician: HistoryActor; verifiers: readonly HistoryActor[] };

/**
 * Writes generated work with its whole history, all of it or nothing, and the event that says so.
 * It writes the tables itself: as requests it would be a hundred thousand of them.
 */
export async function loadHistory(ctx: Ctx, wanted: Wanted, staff: Staff): Promise<number> {
  const facts = await readFacts(ctx, wanted.scenario, staff);
  return ctx.db.$transaction(
    async (tx) => {
      let tests = 0;
      let waiting: HistoryRows[] = [];
      const criticals: OpenedCritical[] = [];
      for (const tube of generateTubes(wanted)) {
        tests += tube.tests.length;
        const rows = historyRows(facts, tube);
        waiting.push(rows);
        criticals.push(...rows.criticals);
        if (waiting.length < TUBES_AT_ONCE) continue;
        await insert(tx, ctx.lab.id, waiting);
        waiting = [];
      }
      await insert(tx, ctx.lab.id, waiting);
      const { seed, days, perDay, end } = wanted;
      await call(tx, ctx.lab.id, criticalCalls(criticals, { seed, end, ...facts }));
      await loadStates(tx, facts, generateStates(wanted));
      await recordAuditEvent(tx, ctx, {
        action: LOADED,
        entity: 'lab',
        entityId: ctx.lab.id,
        after: { seed, days, tests_a_day: perDay, tests },
      });
      return tests;
    },
    { timeout: TIMEOUT_MS },
  );
}

async function insert(tx: LabTx, labId: string, rows: readonly HistoryRows[]): Promise<void> {
  const all = (table: Exclude<keyof HistoryRows, 'criticals'>) =>
    JSON.stringify(rows.flatMap((one) => one[table]));
  await tx.$executeRaw`
    INSERT INTO specimens
    SELECT * FROM json_populate_recordset(NULL::specimens, ${all('specimens')}::json)`;
  await tx.$executeRaw`
    INSERT INTO ordered_tests
    SELECT * FROM json_populate_recordset(NULL::ordered_tests, ${all('tests')}::json)`;
  await tx.$executeRaw`
    INSERT INTO test_transitions
    SELECT * FROM json_populate_recordset(NULL::test_transitions, ${all('transitions')}::json)`;
  await tx.critical.createMany({
    data: rows
      .flatMap(({ criticals }) => criticals)
      .map(({ id, testId, analyteId, availableAt }) => ({
        id,
        labId,
        testId,
        analyteId,
        availableAt: new Date(availableAt),
      })),
  });
  await tx.$executeRaw`
    INSERT INTO results
    SELECT * FROM json_populate_recordset(NULL::results, ${all('results')}::json)`;
}

/** Adds who was told of the criticals, and closes those that were handled. */
async function call(
  tx: LabTx,
  labId: string,
  { attempts, closings }: ReturnType<typeof criticalCalls>,
): Promise<void> {
  await tx.criticalNotification.createMany({ data: attempts.map((one) => ({ ...one, labId })) });
  for (const { id, ...closing } of closings) {
    await tx.critical.updateMany({ where: { id }, data: closing });
  }
}

async function readFacts(ctx: Ctx, scenario: Scenario, staff: Staff): Promise<LabFacts> {
  const { db, lab } = ctx;
  const named = { select: { id: true, name: true } } as const;
  const coded = { select: { id: true, code: true } } as const;
  const [rules, targets, calendars, assays, analytes, devices, locations, errorCodes, reasons] =
    await Promise.all([
      readLabRules(ctx),
      readTargets(ctx),
      readCalendars(ctx),
      db.assay.findMany(coded),
      db.analyte.findMany(coded),
      db.device.findMany(named),
      db.location.findMany(named),
      db.errorCode.findMany(coded),
      db.rejectionReason.findMany(coded),
    ]);
  return {
    labId: lab.id,
    timeZone: lab.timeZone,
    rules,
    targets,
    calendars,
    assays: idsBy(assays),
    analytes: idsBy(analytes),
    devices: idsBy(devices),
    locations: idsBy(locations),
    errorCodes: idsBy(errorCodes),
    rejectionReasons: idsBy(reasons),
    limits: new Map(scenario.analytes.map((analyte) => [analyte.code, analyte])),
    ...staff,
  };
}

function idsBy(
  rows: readonly ({ id: string; code: string } | { id: string; name: string })[],
): Map<string, string> {
  return new Map(rows.map((row) => ['code' in row ? row.code : row.name, row.id]));
}
