'use client';

import { useCallback, useState } from 'react';
import type { ActionResult } from '@/lib/entry/action-result';

export type ActionState<T> = {
  /** Sends the input; resolves to the answer, which is kept in `result` as well. */
  run: (input: unknown) => Promise<ActionResult<T>>;
  pending: boolean;
  /** The newest answer; null before the first. */
  result: ActionResult<T> | null;
  /** The message for one field of the form, if the newest answer refused it. */
  errorOf: (field: string) => string | undefined;
  reset: () => void;
};

/** Runs a server action of a lab from a form and keeps its answer. */
export function useAction<T>(
  action: (labSlug: string, input: unknown) => Promise<ActionResult<T>>,
  labSlug: string,
): ActionState<T> {
  const [pending, setPending] = useState(false);
  const [result, setResult] = useState<ActionResult<T> | null>(null);
  const run = useCallback(
    async (input: unknown) => {
      setPending(true);
      try {
        const answer = await action(labSlug, input).catch((): ActionResult<T> => ({
          ok: false,
          code: 'unavailable',
          message:
            'The server could not be reached. Look whether it was saved before you try again.',
          fields: [],
          requestId: '',
        }));
        setResult(answer);
        return answer;
      } finally {
        setPending(false);
      }
    },
    [action, labSlug],
  );
  const errorOf = (field: string) =>
    result?.ok === false
      ? result.fields.find((candidate) => candidate.field === field)?.message
      : undefined;
  return { run, pending, result, errorOf, reset: () => setResult(null) };
}
