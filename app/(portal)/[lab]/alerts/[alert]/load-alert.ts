import { notFound } from 'next/navigation';
import { cache } from 'react';
import type { AlertDetail } from '@/lib/alerts/alerts/contract';
import { readAlert } from '@/lib/alerts/alerts/read-alert';
import { pageCtx, type PageCtx } from '@/lib/entry/page';
import { AppError } from '@/lib/platform/errors';

/** The alert of an address, read once a request; one this lab does not have is not found. */
export const loadAlert = cache(
  async (labSlug: string, id: string): Promise<{ ctx: PageCtx; alert: AlertDetail }> => {
    const ctx = await pageCtx(labSlug);
    try {
      return { ctx, alert: await readAlert(ctx, id) };
    } catch (error) {
      if (error instanceof AppError && error.code === 'not_found') notFound();
      throw error;
    }
  },
);
