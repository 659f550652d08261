import type { Ctx } from '@/lib/platform/context';
import type { QualityReport } from '../contract';
import { rulesOfTexts, builtInRules } from './choose-rules';
import { readRun } from './read-run';
import { queueCsv, storeCsv } from './store-csv';
import { workOffRuns } from './work-off-runs';

async function* pieces(bytes: Buffer): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += 100_000) yield bytes.subarray(at, at + 100_000);
}

/** Queues these bytes to be judged by a text of rules, or by the built-in ones. */
export async function queueBytes(
  ctx: Ctx,
  bytes: Buffer | string,
  rules?: string,
): Promise<string> {
  const file = typeof bytes === 'string' ? Buffer.from(bytes) : bytes;
  const upload = await storeCsv(ctx, 'test.csv', pieces(file), 2 ** 30);
  const chosen = rules === undefined ? builtInRules() : rulesOfTexts({ custom_rules: rules });
  return (await queueCsv(ctx, upload, chosen)).id;
}

/** Judges what waits, as the worker would. */
export function judgeAll(): Promise<void> {
  return workOffRuns(new AbortController().signal);
}

/** Judges these bytes to the end. */
export async function judgeBytes(
  ctx: Ctx,
  bytes: Buffer | string,
  rules?: string,
): Promise<QualityReport> {
  const id = await queueBytes(ctx, bytes, rules);
  await judgeAll();
  return readRun(ctx, id);
}
