'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ActionBar } from '@/components/bench/action-bar';
import { ActionDialog, type Refusal } from '@/components/bench/action-dialog';
import type { ActionInput } from '@/components/bench/action-input';
import type { Bench } from '@/components/bench/bench-context';
import { BulkResults } from '@/components/bench/bulk-results';
import type { ActionResult } from '@/lib/entry/action-result';
import type { OfferedAction } from '@/lib/specimens/transitions/offered-actions';
import type { BulkAnswer, BulkResult } from '@/lib/specimens/transitions/transition-contract';

type TakeMany = (labSlug: string, input: unknown) => Promise<ActionResult<BulkAnswer>>;

/** An action on what is in a container, and the specimens that allow it. */
export type ContentsAction = OfferedAction & { numbers: readonly string[] };

/** So many specimens are taken in one request. */
const AT_ONCE = 500;

/**
 * Acts on everything that is in a container at once, each specimen for itself: what some do not
 * allow is done to the others, and why an action is open to none is told.
 */
export function ContentsActions({
  bench,
  act,
  actions,
  total,
}: {
  bench: Bench;
  act: TakeMany;
  actions: readonly ContentsAction[];
  /** How many specimens are in it. */
  total: number;
}) {
  const router = useRouter();
  const [asking, setAsking] = useState<ContentsAction | null>(null);
  const [working, setWorking] = useState<string | null>(null);
  const [outcome, setOutcome] = useState<{ label: string; results: BulkResult[] } | null>(null);

  const run = async (
    { label, action }: OfferedAction,
    input: ActionInput,
  ): Promise<Refusal | null> => {
    const numbers = asking?.numbers ?? [];
    const results: BulkResult[] = [];
    setWorking(action);
    try {
      for (let from = 0; from < numbers.length; from += AT_ONCE) {
        const part = numbers.slice(from, from + AT_ONCE);
        const answer = await act(bench.labSlug, { specimen_ids: part, action, ...input });
        if (answer.ok) {
          results.push(...answer.data.results);
          continue;
        }
        if (results.length === 0) {
          const wrong = answer.code === 'wrong_password';
          const fields = wrong ? [{ field: 'password', message: answer.message }] : answer.fields;
          return { message: answer.message, fields };
        }
        const detail = answer.message;
        results.push(...part.map((number) => ({ specimen_id: number, ok: false, detail })));
      }
    } catch {
      return { message: 'The server could not be reached. Look what was done first.', fields: [] };
    } finally {
      setWorking(null);
    }
    setAsking(null);
    setOutcome({ label, results });
    router.refresh();
    return null;
  };

  return (
    <div role="group" aria-label="Act on all specimens in it" className="print:hidden">
      <ActionBar
        offered={actions}
        letters={new Map()}
        tests={total}
        working={working}
        onChoose={({ action }) =>
          setAsking(actions.find((candidate) => candidate.action === action) ?? null)
        }
      />
      <ActionDialog
        bench={bench}
        offered={asking}
        subject={
          asking
            ? asking.numbers.length === 1
              ? asking.numbers[0]
              : `${asking.numbers.length} of the ${total} specimens in it`
            : ''
        }
        onTake={run}
        onClose={() => setAsking(null)}
      />
      <BulkResults
        bench={bench}
        outcome={outcome}
        refusedText="What was refused is as it was before."
        onClose={() => setOutcome(null)}
      />
    </div>
  );
}
