import type { WorkTest } from '@/lib/specimens/transitions/move-test';
import type { NamedRule } from '@/lib/results/analyte-rules';
import { chooseTest, takesResults, type ResultTest } from '@/lib/results/choose-test';
import type { GivenNow } from '@/lib/results/plan-result';
import { AppError } from '@/lib/platform/errors';
import type { InstrumentEvent, ReportedResult, TestReport } from '../event';
import { codeRemedy } from './code-remedy';
import { isKnownResult, isOlderNews } from './known-result';
import { namedTest, namesOf, refuseVoided } from './name-test';
import { Refused } from './refused';
import { type Draft, refuseAhead } from './scene';
import { bringToBench, isTold, refuseVoid, takeStep } from './take-step';
import type { ToldResult, TubeDraft } from './tube-draft';

type Resulted = Extract<InstrumentEvent, { kind: 'specimen.resulted' }>;

/** A result with its analyte, as results are planned with. */
export type ReadyResult = { rule: NamedRule; given: GivenNow; deviceName: string };

const COMPLETES = new Set(['received', 'in_process']);

/** Text that the database can keep: without NUL or half a character. */
const kept = (text: string) => text.replace(/[\u0000\p{Surrogate}]/gu, '\ufffd');
const keptOrNull = (text: string | null) => (text === null ? undefined : kept(text));

function deviceOf(draft: Draft, { device: name }: ReportedResult): { id: string; name: string } {
  const { device, devices } = draft.scene;
  if (name === undefined || name.toLowerCase() === device.name.toLowerCase()) return device;
  if (draft.message.actor.role === 'instrument') {
    throw new Refused(
      'not_allowed',
      `${device.name} reports for itself alone, not for ${name}: leave the device out.`,
    );
  }
  const id = devices.get(name.toLowerCase());
  if (id === undefined) throw new Refused('unknown_device', `This lab has no device “${name}”.`);
  return { id, name };
}

/** When a value was found; unknown where nothing in the message says it. */
function observedAt(draft: Draft, result: ReportedResult, report: TestReport): Date | undefined {
  const isStated = report.at.getTime() !== draft.message.receivedAt.getTime();
  return result.observedAt ?? (isStated ? report.at : undefined);
}

/** The results with their analytes; what this lab does not measure is named, all of it at once. */
function readyResults(draft: Draft, report: TestReport): ReadyResult[] {
  const { catalogue, device } = draft.scene;
  const unknown: string[] = [];
  const ready = report.results.flatMap((result): ReadyResult[] => {
    const rule = catalogue.analyteNamed(namesOf(result.analyte));
    if (!rule) {
      unknown.push(`“${result.analyte.code}”`);
      return [];
    }
    refuseAhead(draft.scene, result.observedAt, `The time of ${rule.code}`);
    const by = deviceOf(draft, result);
    const given: GivenNow = {
      value: kept(result.value),
      unit: keptOrNull(result.unit),
      reference_range: keptOrNull(result.referenceRange),
      flags: result.flags.map(kept),
      critical: result.critical,
      status: result.status,
      observed_at: observedAt(draft, result, report),
      deviceId: by.id,
      comment: keptOrNull(result.comment),
    };
    return [{ rule, given, deviceName: by.name }];
  });
  if (unknown.length > 0) {
    const names = [...new Set(unknown)].slice(0, 20).join(', ');
    throw new Refused(
      'unknown_analyte',
      `This lab has no analyte ${names}: ${codeRemedy(draft.message, device.name, 'analytes')}`,
    );
  }
  return ready;
}

/** The test a report is of: the one named, else the only one that its analytes fit. */
function testOf(
  draft: Draft,
  tube: TubeDraft,
  report: TestReport,
  ready: readonly ReadyResult[],
): WorkTest {
  if (report.assay !== null) return namedTest(draft, tube, report.assay);
  const { newest, tube: row } = tube.work;
  // The same again is of the test that has it, also where another would take it now.
  const knows = newest.find(({ id }) =>
    ready.every((one) => isKnownResult(tube.resultsOf(id), one)),
  );
  if (knows && ready.length > 0) return knows;
  const tests = newest.map(({ id, assay, assayId, run, state, deviceId }): ResultTest => {
    const analyteIds = draft.scene.catalogue.assay(assayId)?.analyteIds ?? [];
    return { id, assay, run, state, deviceId, analyteIds };
  });
  try {
    const chosen = chooseTest(
      tests,
      undefined,
      ready.map(({ rule }) => rule.id),
      (state) => takesResults(state) || state === 'expected',
    );
    return tube.work.now(chosen);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    throw new Refused('refused', `${row.number}: ${error.fields?.[0]?.message ?? error.message}.`);
  }
}

/** An assay that lists what it measures takes nothing else: it would be another test's result. */
function refuseForeign(draft: Draft, test: WorkTest, ready: readonly ReadyResult[]): void {
  const listed = draft.scene.catalogue.assay(test.assayId)?.analyteIds ?? [];
  if (listed.length === 0) return;
  const foreign = ready.filter(({ rule }) => !listed.includes(rule.id));
  if (foreign.length === 0) return;
  const names = [...new Set(foreign.map(({ rule }) => rule.code))].join(', ');
  throw new Refused(
    'unknown_analyte',
    draft.message.format === 'json'
      ? `${test.assay} does not measure ${names}: add it to the assay, then replay.`
      : `${test.assay} does not measure ${names}: add it to the assay, or leave it out in the table of ${draft.scene.device.name}, then replay.`,
  );
}

const told = (
  test: WorkTest,
  { rule }: ReadyResult,
  result: { value: string; unit: string | null; status: string; critical: boolean },
): ToldResult => ({
  assay: test.assay,
  analyte: rule.code,
  value: result.value,
  unit: result.unit,
  status: result.status,
  critical: result.critical,
});

/** When results of a test became available: after its last retract, by which four eyes look. */
function availableAt(draft: Draft, tube: TubeDraft, test: WorkTest): Date {
  const { now } = draft.scene;
  const retracts = tube.work.past.filter(
    ({ testId, action }) => testId === test.id && action === 'retract',
  );
  const last = Math.max(0, ...retracts.map(({ recordedAt }) => recordedAt.getTime()));
  return last < now.getTime() ? now : new Date(last + 1);
}

/** Enters results into a test that takes them; answers whether anything is new. */
function enter(
  draft: Draft,
  tube: TubeDraft,
  test: WorkTest,
  news: readonly ReadyResult[],
): boolean {
  const work = tube.workOn(test.id);
  const { actor, source } = draft.hand;
  const hand = { actor, source, at: availableAt(draft, tube, test) };
  let changed = false;
  for (const one of news) {
    const planned = work.plan(one.rule.id, one.given, one.rule);
    if (planned.kind === 'unchanged') continue;
    if (planned.kind === 'refused') {
      const { number } = tube.work.tube;
      throw new Refused(
        'refused',
        `${number} ${test.assay}: a final value of ${one.rule.code} is in force, and this one is preliminary. Have it sent as corrected.`,
      );
    }
    const old = work.inForce.get(one.rule.id);
    if (old) tube.replacedTold.push(told(test, one, old));
    work.take(one.rule.id, planned, hand);
    tube.entered.push(told(test, one, planned.result));
    changed = true;
  }
  return changed;
}

/** Results of what was verified or published wait for a supervisor. */
function propose(
  draft: Draft,
  tube: TubeDraft,
  test: WorkTest,
  report: TestReport,
  news: readonly ReadyResult[],
): void {
  const { work } = tube.resultsOf(test.id);
  const differing = news.filter(({ rule, given }) => {
    const old = work.inForce.get(rule.id);
    // The same value again needs nobody.
    if (old && old.value === given.value && old.status !== 'cancelled') {
      return given.status === 'cancelled';
    }
    return work.plan(rule.id, given, rule).kind === 'write';
  });
  if (differing.length === 0) return;
  tube.proposals.push({
    kind: 'results',
    testId: test.id,
    at: report.at,
    data: {
      complete: report.complete,
      results: differing.map(({ rule, given, deviceName }) => ({
        analyte: rule.code,
        value: given.value,
        unit: given.unit ?? null,
        reference_range: given.reference_range ?? null,
        flags: [...(given.flags ?? [])],
        critical: given.critical ?? null,
        status: given.status ?? 'final',
        observed_at: given.observed_at?.toISOString() ?? null,
        device: deviceName,
        comment: given.comment ?? null,
      })),
    },
  });
}

function applyReport(draft: Draft, tube: TubeDraft, report: TestReport): void {
  refuseAhead(draft.scene, report.at, 'The result');
  const ready = readyResults(draft, report);
  const given = testOf(draft, tube, report, ready);
  if (ready.length === 0 && !report.complete) return;
  refuseVoid(draft, tube, given);
  refuseForeign(draft, given, ready);
  const results = tube.resultsOf(given.id);
  const news = ready.filter((one) => !isKnownResult(results, one) && !isOlderNews(results, one));
  if (given.state === 'verified' || given.state === 'published') {
    return propose(draft, tube, given, report, news);
  }
  const completes = report.complete && !isTold(draft, tube, given, ['submit'], report.at);
  if (news.length === 0 && (!completes || given.state === 'submitted')) return;
  const test = given.state === 'submitted' ? given : bringToBench(draft, tube, given, report.at);
  const changed = enter(draft, tube, test, news);
  if (report.complete && COMPLETES.has(test.state)) {
    takeStep(draft, tube, test, 'submit', { at: report.at });
    tube.submitted.set(test.id, report.at);
    return;
  }
  if (!changed) return;
  const { device, now } = draft.scene;
  if (test.state === 'submitted') tube.submitted.set(test.id, now);
  if (test.deviceId !== device.id) {
    const sources = { ...test.sources, device: draft.hand.source };
    tube.work.keep({ ...test, deviceId: device.id, sources });
  }
}

/** Results of one or more tests of a specimen. */
export function applyResulted(draft: Draft, event: Resulted): void {
  const tube = draft.tube(event.specimen);
  refuseVoided(tube);
  for (const report of event.tests) applyReport(draft, tube, report);
}
