'use client';

import { useCallback } from 'react';
import { type ActionState, useAction } from '@/components/ui/use-action';
import type { ActionResult } from '@/lib/entry/action-result';

/** Runs a server action about the person themself, which has no lab. */
export function usePersonalAction<T>(
  action: (given: unknown) => Promise<ActionResult<T>>,
): ActionState<T> {
  const withoutLab = useCallback((_lab: string, given: unknown) => action(given), [action]);
  return useAction(withoutLab, '');
}
