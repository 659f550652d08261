import { recordAuditEvent } from '@/lib/audit/record-audit-event';
import { DEVICE_ROWS } from '@/lib/devices/device-row';
import { ANALYTE_ROWS } from '@/lib/labs/analytes/analyte-row';
import { authorize, type Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { AppError, invalidField } from '@/lib/platform/errors';
import { bumpSpecimen } from '@/lib/specimens/bump-specimen';
import type { Specimen } from '@/lib/specimens/contract';
import { findNamed } from '@/lib/specimens/find-named';
import { autoverifyAgain } from '@/lib/specimens/transitions/follow-ups';
import { readLabRules } from '@/lib/specimens/lab-rules';
import { lockSpecimen, refuseVoided } from '@/lib/specimens/lock-specimen';
import { readSpecimenBy } from '@/lib/specimens/read-specimen';
import { refuseFuture } from '@/lib/specimens/refuse-future';
import { sourceOf } from '@/lib/specimens/source-of';
import { readAnalyteRules, type NamedRule } from './analyte-rules';
import { chooseTest, refuseForeignDevice, refuseState, type ResultTest } from './choose-test';
import type { ResultsRequest } from './contract';
import { isCriticalBasis } from './judge-result';
import type { InForce, ResultPlan } from './plan-result';
import { ResultWork, type StandingResult } from './result-work';
import { writeResults } from './write-results';

type Ready = ResultsRequest['results'][number] & { rule: NamedRule; deviceId: string | null };
type Writing = {
  ready: Ready;
  old: StandingResult | null;
  planned: Extract<ResultPlan, { kind: 'write' }>;
};

function refuseWrongInput(ctx: Ctx, { results }: ResultsRequest): void {
  const seen = new Set<string>();
  for (const [index, { analyte, observed_at: at }] of results.entries()) {
    const key = analyte.toLowerCase();
    if (seen.has(key))
      throw invalidField(`results.${index}.analyte`, `“${analyte}” is there twice`);
    seen.add(key);
    refuseFuture([[`results.${index}.observed_at`, at]], ctx.now);
  }
}

/** The results with the analytes and devices they name; an instrument reports for itself alone. */
async function resolve(ctx: Ctx, { results }: ResultsRequest): Promise<Ready[]> {
  const analytes = await findNamed(
    ctx,
    ANALYTE_ROWS,
    results.map(({ analyte }) => analyte),
    (index) => `results.${index}.analyte`,
  );
  const withDevice = results.flatMap(({ device }, index) => (device ? [{ device, index }] : []));
  const devices = await findNamed(
    ctx,
    DEVICE_ROWS,
    withDevice.map(({ device }) => device),
    (index) => `results.${withDevice[index]?.index ?? 0}.device`,
  );
  const deviceAt = new Map(withDevice.map(({ index }, at) => [index, devices[at]?.id ?? null]));
  const own = ctx.actor.kind === 'key' ? ctx.actor.deviceId : null;
  const rules = await readAnalyteRules(
    ctx,
    analytes.map(({ id }) => id),
  );
  return results.map((result, index) => {
    const rule = rules.get(analytes[index]?.id ?? '');
    if (!rule) throw invalidField(`results.${index}.analyte`, 'is not known');
    const deviceId = deviceAt.get(index) ?? own;
    if (own !== null && deviceId !== own) {
      throw new AppError('forbidden', 'An instrument’s key reports for its own device only.');
    }
    return { ...result, rule, deviceId };
  });
}

/** The newest run of each assay on a specimen. */
async function newestTests(tx: LabTx, specimenId: string): Promise<ResultTest[]> {
  const tests = await tx.orderedTest.findMany({
    where: { specimenId, voidedAt: null },
    orderBy: { run: 'asc' },
    select: {
      id: true,
      run: true,
      stateKey: true,
      deviceId: true,
      assay: { select: { id: true, code: true, analytes: { select: { analyteId: true } } } },
    },
  });
  const newest = new Map(tests.map((test) => [test.assay.id, test]));
  return [...newest.values()].map(({ id, run, stateKey, deviceId, assay }) => ({
    id,
    run,
    assay: assay.code,
    state: stateKey,
    deviceId,
    analyteIds: assay.analytes.map(({ analyteId }) => analyteId),
  }));
}

/** An assay that lists what it measures takes nothing else: it would be another test's result. */
function refuseForeignAnalytes(test: ResultTest, results: readonly Ready[]): void {
  if (test.analyteIds.length === 0) return;
  for (const [index, { rule }] of results.entries()) {
    if (test.analyteIds.includes(rule.id)) continue;
    throw invalidField(
      `results.${index}.analyte`,
      `${test.assay} does not measure ${rule.code}; name its own test in assay, or have it added to ${test.assay}`,
    );
  }
}

async function workOf(tx: LabTx, testId: string): Promise<ResultWork> {
  const rows = await tx.result.findMany({
    where: { testId, replacedAt: null },
    select: {
      id: true,
      analyteId: true,
      value: true,
      unit: true,
      referenceRange: true,
      flags: true,
      critical: true,
      criticalBasis: true,
      criticalId: true,
      status: true,
      deviceId: true,
      observedAt: true,
      comment: true,
    },
  });
  const standing = new Map(
    rows.map(({ analyteId, criticalBasis, ...row }) => [
      analyteId,
      { ...row, criticalBasis: isCriticalBasis(criticalBasis) ? criticalBasis : null },
    ]),
  );
  return new ResultWork(testId, standing);
}

function plan(ready: readonly Ready[], work: ResultWork): Writing[] {
  return ready.flatMap((given, index): Writing[] => {
    const planned = work.plan(given.rule.id, given, given.rule);
    if (planned.kind === 'unchanged') return [];
    if (planned.kind === 'refused') {
      throw invalidField(
        `results.${index}.status`,
        `a final value of ${given.rule.code} is in force; send a corrected one`,
      );
    }
    return [{ ready: given, old: work.inForce.get(given.rule.id) ?? null, planned }];
  });
}

/**
 * Now, or a time after the test's last retract: four eyes ask by it whose results came since,
 * and a request that began before the retract and waited for it came since.
 */
async function afterRetract(
  tx: LabTx,
  ctx: Ctx,
  specimenId: string,
  testId: string,
): Promise<Date> {
  const retract = await tx.testTransition.findFirst({
    where: { specimenId, testId, action: 'retract' },
    orderBy: { sequence: 'desc' },
    select: { recordedAt: true },
  });
  if (retract === null || retract.recordedAt < ctx.now) return ctx.now;
  return new Date(retract.recordedAt.getTime() + 1);
}

const told = (
  { rule }: Ready,
  result: Pick<InForce, 'value' | 'unit' | 'status' | 'critical'>,
) => ({
  analyte: rule.code,
  value: result.value,
  unit: result.unit,
  status: result.status,
  critical: result.critical,
});

/**
 * Enters or corrects results of one test, all or none, and opens or withdraws their criticals. The
 * same values again change nothing. 404 for an unknown specimen; 422 naming `assay` or
 * `results.N.…`; 403 for an instrument's key and another device's test; 409 for a test that is
 * expected, verified, published or void (with the remedy), a voided specimen, or `version_conflict`.
 */
export async function enterResults(
  ctx: Ctx,
  number: string,
  given: ResultsRequest,
): Promise<Specimen> {
  authorize(ctx, 'results.write');
  refuseWrongInput(ctx, given);
  const [rules, ready] = await Promise.all([readLabRules(ctx), resolve(ctx, given)]);
  await ctx.db.$transaction(async (tx) => {
    const specimen = await lockSpecimen(tx, ctx, number, given.version);
    refuseVoided(specimen);
    const test = chooseTest(
      await newestTests(tx, specimen.id),
      given.assay,
      ready.map(({ rule }) => rule.id),
    );
    refuseForeignDevice(ctx.actor, test);
    refuseState(test);
    refuseForeignAnalytes(test, ready);
    const work = await workOf(tx, test.id);
    const writings = plan(ready, work);
    if (writings.length === 0) return;
    const { actor } = ctx;
    const at = await afterRetract(tx, ctx, specimen.id, test.id);
    const hand = { actor, source: sourceOf(actor), at };
    for (const { ready: one, planned } of writings) work.take(one.rule.id, planned, hand);
    await writeResults(tx, ctx, [work]);
    await recordAuditEvent(tx, ctx, {
      action: 'result.enter',
      entity: 'specimen',
      entityId: specimen.id,
      before: {
        specimen_id: specimen.number,
        results: writings.flatMap(({ ready: one, old }) => (old ? [told(one, old)] : [])),
      },
      after: {
        specimen_id: specimen.number,
        assay: test.assay,
        run: test.run,
        count: writings.length,
        results: writings.map(({ ready: one, planned }) => told(one, planned.result)),
      },
    });
    if (test.state === 'submitted') await autoverifyAgain(tx, ctx, specimen, rules, test.id);
    await bumpSpecimen(tx, ctx, specimen, rules.states);
  });
  return readSpecimenBy(ctx, number, rules);
}
