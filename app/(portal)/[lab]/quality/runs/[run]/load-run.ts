import { notFound } from 'next/navigation';
import type { PageCtx } from '@/lib/entry/page';
import { AppError } from '@/lib/platform/errors';
import { readRunFindings, type RunFindings } from '@/lib/quality/runs/read-run';

/** The run an address names, or the page that says there is none. */
export async function loadRun(ctx: PageCtx, id: string): Promise<RunFindings> {
  try {
    return await readRunFindings(ctx, id);
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') notFound();
    throw error;
  }
}
