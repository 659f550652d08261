import { authorize, type Ctx } from '@/lib/platform/context';
import type { LabTx } from '@/lib/platform/db/lab-db';
import { parseInput } from '@/lib/platform/http/parse-input';
import type { z } from 'zod';
import { EstimateRequest, type Estimate, type EstimateAnswer } from './contract';
import { findSamples, questionName } from './find-samples';
import { inOneSnapshot } from './one-snapshot';
import { readWindows } from './read-windows';
import { devicesOfSteps, stepQuestions, type StepQuestion } from './step-questions';

/**
 * How long steps are going to take, by the steps that were finished well; `endpoints.ts` says by which
 * rules. Durations in seconds, to the microsecond.
 */
export async function estimateDurations(
  ctx: Ctx,
  given: z.input<typeof EstimateRequest>,
): Promise<EstimateAnswer> {
  authorize(ctx, 'platform.read');
  const { steps, confidence } = parseInput(EstimateRequest, given);
  return inOneSnapshot(ctx, async (tx) => {
    const questions = await stepQuestions(tx, steps, await devicesOfSteps(tx, ctx, steps));
    const estimates = await estimatesOf(tx, ctx.lab.id, questions, confidence);
    const known = estimates.flatMap(({ seconds }) => seconds ?? []);
    const total = known.reduce((sum, seconds) => sum + seconds, 0);
    return { estimates, total_seconds: known.length > 0 ? secondsOf(total * 1_000) : null };
  });
}

/** The estimate of each question, in their order. */
export async function estimatesOf(
  tx: LabTx,
  labId: string,
  questions: readonly StepQuestion[],
  confidence: number,
): Promise<Estimate[]> {
  const found = await findSamples(tx, labId, questions);
  const groups = [...new Set(found.values())];
  const windows = await readWindows(tx, labId, groups, confidence);
  const byGroup = new Map(groups.map((group, index) => [group, windows[index]]));
  return questions.map((question): Estimate => {
    const group = found.get(questionName(question));
    const window = group && byGroup.get(group);
    if (!group || !window) {
      // Nothing was found by any rule: the last of them that applies.
      const method = question.method === 'move' ? 'move' : 'general';
      return { seconds: null, samples: 0, method, from: [] };
    }
    const { samples, method } = group;
    return { seconds: secondsOf(window.ms), samples, method, from: window.ids };
  });
}

function secondsOf(ms: number): number {
  return Math.round(ms * 1_000) / 1_000_000;
}
