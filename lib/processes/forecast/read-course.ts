import { deviceNames } from '@/lib/devices/device-names';
import { authorize, type Ctx } from '@/lib/platform/context';
import { Prisma } from '@/lib/platform/db/generated/client';
import { isId } from '@/lib/platform/ids';
import type { ExperimentWithPlan, Step } from '../contract';
import type { Estimate } from '../durations/contract';
import { estimatesOf } from '../durations/estimate-durations';
import { inOneSnapshot } from '../durations/one-snapshot';
import { stepQuestions } from '../durations/step-questions';
import { stepsWhere } from '../steps/step-row';
import type { ExperimentCourse } from './course-contract';
import { deviceIds, readOutlook } from './read-outlook';

/** What a page draws at most; the latest of more. */
const MOST_DRAWN = 1_000;
const CONFIDENCE = 0.95;

type Asked = Omit<ExperimentWithPlan, 'forecast'>;

/**
 * The steps of an experiment beside how long such steps take by all that is known now (themselves
 * included, once they ended well), those to come, and its forecast.
 */
export async function readCourse(ctx: Ctx, experiment: Asked): Promise<ExperimentCourse> {
  authorize(ctx, 'platform.read');
  const outlook = await readOutlook(ctx, experiment);
  const told = await inOneSnapshot(ctx, async (tx) => {
    const latest = await stepsWhere(
      tx,
      Prisma.sql`WHERE s.lab_id = ${ctx.lab.id}::uuid AND s.experiment_id = ${experiment.uuid}::uuid
        ORDER BY s.started_at DESC, s.id DESC LIMIT ${MOST_DRAWN}`,
    );
    const steps = latest.toReversed();
    const questions = await stepQuestions(
      tx,
      steps.map((step) => withLowerNames(step)),
      await deviceIds(tx, ctx.lab.id),
    );
    const estimates = await estimatesOf(tx, ctx.lab.id, questions, CONFIDENCE);
    return steps.map((step, index) => ({ ...step, estimate: estimates[index] ?? NONE }));
  });
  const coming = outlook.forecast === null ? [] : outlook.coming;
  const names = await deviceNames(
    ctx.db,
    ctx,
    coming.flatMap(({ device }) => (isId(device) ? [device] : [])),
  );
  return {
    steps: told,
    omitted: Math.max(0, experiment.steps.total - told.length),
    coming: coming.map((step) => ({ ...step, device: names.get(step.device) ?? step.device })),
    forecast: outlook.forecast,
    why: outlook.forecast === null ? outlook.why : null,
  };
}

const NONE: Estimate = { seconds: null, samples: 0, method: 'general', from: [] };

function withLowerNames({ kind, name, data, device, origin_device, target_device }: Step) {
  return {
    kind,
    name,
    data,
    device: device.toLowerCase(),
    origin_device: origin_device?.toLowerCase() ?? null,
    target_device: target_device?.toLowerCase() ?? null,
  };
}
