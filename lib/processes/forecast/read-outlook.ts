import { z } from 'zod';
import { authorize, type Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { isId } from '@/lib/platform/ids';
import type { StepToEstimate } from '../durations/contract';
import { findSamples, questionName } from '../durations/find-samples';
import { inOneSnapshot } from '../durations/one-snapshot';
import { readSpread } from '../durations/read-spread';
import { stepQuestions } from '../durations/step-questions';
import type { PlannedStep } from '../experiments/planned-step';
import { STEP_FAILED } from '../steps/step-sql';
import type { Forecast } from './contract';
import type { NoForecast } from './course-contract';
import { forecastEnd, withoutHistory, type Course, type ExpectedStep } from './forward-pass';
import { matchSteps, type Doing } from './match-steps';
import { MOST_USUAL_STEPS, readUsualSteps } from './read-usual-steps';
import { usualOrder } from './usual-order';

/** A step not begun yet, and when it is going to begin and end. `device` is an id. */
export type ComingStep = { name: string; fct: string; device: string } & Course;

/** What is known of how a running experiment goes on. */
export type Outlook =
  { forecast: Forecast; coming: ComingStep[] } | { forecast: null; why: NoForecast };

type Expected = Doing & { name: string; data: Record<string, unknown> } & Pick<
    ExpectedStep,
    'after' | 'lagMs' | 'earliestMs'
  >;

/** Steps that run besides what was expected, of which the end counts too; the latest of more. */
const MOST_BESIDES = 200;

const Told = z.array(
  z.object({
    name: z.string(),
    /** Of running steps only. */
    data: z.record(z.string(), z.unknown()),
    kind: z.enum(['PROCESS', 'MOVE']),
    fct: z.string(),
    device: z.string(),
    origin: z.string().nullable(),
    target: z.string().nullable(),
    startedMs: z.number(),
    finishedMs: z.number().nullable(),
    failed: z.boolean(),
  }),
);
const DeviceNames = z.array(z.object({ id: z.string(), name: z.string() }));

type Asked = { uuid: string; process_uuid: string; plan: readonly PlannedStep[] | null } & {
  finished_at: string | null;
};

/**
 * When a running experiment ends, by its plan, or without one by the steps usual in earlier
 * finished experiments of its process version; and which steps are still to come.
 */
export async function readOutlook(ctx: Ctx, experiment: Asked): Promise<Outlook> {
  authorize(ctx, 'platform.read');
  if (experiment.finished_at !== null) return { forecast: null, why: { reason: 'finished' } };
  return inOneSnapshot(ctx, (tx) => outlookOf(tx, ctx.lab.id, experiment, ctx.now));
}

async function outlookOf(
  tx: LabTx,
  labId: string,
  { uuid, process_uuid: processId, plan }: Asked,
  now: Date,
): Promise<Outlook> {
  const told = await readTold(tx, labId, uuid);
  const ids = await deviceIds(tx, labId);
  const expecting =
    plan === null
      ? await byHistory(tx, labId, processId, beganMs(told) ?? now.getTime())
      : await byPlan(tx, plan, ids);
  if (expecting === null) return { forecast: null, why: { reason: 'too_long' } };
  const { steps, basedOn, basis } = expecting;
  if (steps.length === 0) return { forecast: null, why: { reason: 'nothing_to_go_by' } };

  const matched = matchSteps(steps, told);
  const besides = runningBesides(told, matched);
  const samples = await samplesOf(tx, labId, [...steps, ...besides]);
  const expected = steps.map(({ after, lagMs, earliestMs }, place): ExpectedStep => ({
    after,
    lagMs,
    ...(earliestMs === undefined ? {} : { earliestMs }),
    told: matched[place] ?? null,
    samples: samples[place] ?? [],
  }));
  const others = besides.map((step, place): ExpectedStep => ({
    after: [],
    lagMs: 0,
    told: step,
    samples: samples[steps.length + place] ?? [],
  }));
  const known = others.filter((step) => step.samples.length > 0);
  const ended = forecastEnd([...expected, ...known], now.getTime(), seedOf(uuid));
  if (ended === null) {
    const unknown = withoutHistory(expected);
    const name = steps[unknown[0] ?? 0]?.name ?? '';
    return { forecast: null, why: { reason: 'no_history', name, steps: unknown.length } };
  }
  const iso = (ms: number) => new Date(ms).toISOString();
  return {
    forecast: {
      end: iso(ended.endMs),
      from: iso(ended.fromMs),
      to: iso(ended.toMs),
      overrun: ended.overrun,
      basis,
      based_on: basedOn,
    },
    coming: steps.flatMap((step, place) => comingOf(step, ended.course[place], matched[place])),
  };
}

/** What runs and was not expected: the experiment does not end before it. */
function runningBesides<T extends { startedMs: number; finishedMs: number | null }>(
  told: readonly T[],
  matched: readonly (T | null)[],
): T[] {
  const taken = new Set(matched);
  return told
    .filter((step) => step.finishedMs === null && !taken.has(step))
    .toSorted((a, b) => a.startedMs - b.startedMs)
    .slice(-MOST_BESIDES);
}

function comingOf(step: Expected, course: Course | null | undefined, told: unknown): ComingStep[] {
  if (!course || told != null) return [];
  const { name, fct, device } = step;
  return [{ name, fct, device, ...course }];
}

/** The same experiment draws the same runs: what moves its forecast is what was told. */
function seedOf(id: string): number {
  return Number.parseInt(id.replaceAll('-', '').slice(-8), 16);
}

async function readTold(tx: LabTx, labId: string, experimentId: string) {
  return Told.parse(
    await tx.$queryRaw`
      SELECT s.name, CASE WHEN s.finished_at IS NULL THEN s.data ELSE '{}' END AS data,
        kind::text AS kind, fct, device_id::text AS device, origin_device_id::text AS origin,
        target_device_id::text AS target,
        extract(epoch FROM started_at)::float8 * 1000 AS "startedMs",
        extract(epoch FROM finished_at)::float8 * 1000 AS "finishedMs",
        ${STEP_FAILED} AS failed
      FROM steps s WHERE s.lab_id = ${labId}::uuid AND s.experiment_id = ${experimentId}::uuid`,
  );
}

/** All devices by their names without capitals, retired ones too. */
export async function deviceIds(tx: LabTx, labId: string): Promise<Map<string, string>> {
  const rows = DeviceNames.parse(
    await tx.$queryRaw`
      SELECT id::text AS id, lower(name) AS name FROM devices WHERE lab_id = ${labId}::uuid`,
  );
  return new Map(rows.map(({ id, name }) => [name, id]));
}

async function byPlan(tx: LabTx, plan: readonly PlannedStep[], ids: ReadonlyMap<string, string>) {
  const fcts = await fctsOf(tx, plan);
  const idOf = (name: string) => ids.get(name.toLowerCase()) ?? name;
  const steps = plan.map((step, place): Expected => ({
    kind: step.kind,
    fct: fcts[place] ?? step.name,
    device: idOf(step.device),
    origin: step.origin_device === null ? null : idOf(step.origin_device),
    target: step.target_device === null ? null : idOf(step.target_device),
    name: step.name,
    data: step.data,
    after: step.after,
    lagMs: 0,
  }));
  return { steps, basedOn: plan.length, basis: 'plan' as const };
}

/** As the column steps.fct. */
async function fctsOf(tx: LabTx, plan: readonly PlannedStep[]): Promise<string[]> {
  const questions = await stepQuestions(
    tx,
    plan.map(({ name, data }) => asProcess(name, data)),
    new Map(),
  );
  return questions.map((question) => (question.method === 'move' ? '' : question.fct));
}

function asProcess(name: string, data: Record<string, unknown>): StepToEstimate {
  return {
    kind: 'PROCESS',
    name,
    data,
    device: null,
    origin_device: null,
    target_device: null,
  };
}

/** When the first of them began; null of none. */
function beganMs(told: readonly { startedMs: number }[]): number | null {
  return told.reduce<number | null>(
    (least, { startedMs }) => Math.min(least ?? startedMs, startedMs),
    null,
  );
}

/** Null where more steps are usual than are forecast. */
async function byHistory(tx: LabTx, labId: string, processId: string, began: number) {
  const usual = await readUsualSteps(tx, labId, processId);
  if (usual.steps.length > MOST_USUAL_STEPS) return null;
  const steps = usualOrder(usual.steps).map(
    ({ step: { startMs, finishMs: _, ...step }, after, lagMs }): Expected => ({
      ...step,
      after,
      lagMs,
      ...(after.length === 0 ? { earliestMs: began + startMs } : {}),
    }),
  );
  return { steps, basedOn: usual.experiments, basis: 'history' as const };
}

/** Durations of such steps, by the rules of duration estimates. */
async function samplesOf(
  tx: LabTx,
  labId: string,
  steps: readonly (Doing & Pick<Expected, 'name' | 'data'>)[],
): Promise<(readonly number[])[]> {
  // Devices are ids already.
  const ids = new Map(
    steps.flatMap(({ device, origin, target }) =>
      [device, origin, target].flatMap((id) =>
        id === null || !isId(id) ? [] : [[id, id] as const],
      ),
    ),
  );
  const questions = await stepQuestions(
    tx,
    steps.map(({ kind, name, data, device, origin, target }) => ({
      kind,
      name,
      data,
      device,
      origin_device: origin,
      target_device: target,
    })),
    ids,
  );
  const found = await findSamples(tx, labId, questions);
  const groups = [...new Set(found.values())];
  const spread = await readSpread(tx, labId, groups);
  const byGroup = new Map(groups.map((group, index) => [group, spread[index] ?? []]));
  return questions.map((question) => {
    const group = found.get(questionName(question));
    return (group && byGroup.get(group)) ?? [];
  });
}
