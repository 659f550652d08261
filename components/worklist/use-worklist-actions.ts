'use client';

import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import { asksForSomething, type Refusal } from '@/components/bench/action-dialog';
import type { ActionInput } from '@/components/bench/action-input';
import type { Bench, TakeAction } from '@/components/bench/bench-context';
import { useTakeAction } from '@/components/bench/use-take-action';
import type { ActionResult } from '@/lib/entry/action-result';
import { offeredActions, type OfferedAction } from '@/lib/specimens/transitions/offered-actions';
import type { BulkAnswer } from '@/lib/specimens/transitions/transition-contract';
import { bulkGroups, withResults, type BulkOutcome } from '@/lib/worklist/bulk-requests';
import type { WorklistRow } from '@/lib/worklist/contract';

export type TakeMany = (labSlug: string, input: unknown) => Promise<ActionResult<BulkAnswer>>;

/** An action about to be taken: on one test, or on those selected. */
type Asking = { offered: OfferedAction; rows: readonly WorklistRow[]; many: boolean };

/**
 * Actions from the worklist: on one test by the version that was seen, on a selection each specimen
 * by itself. What needs a device, a reason or a signature asks for it first.
 */
export function useWorklistActions(bench: Bench, act: TakeAction, actMany: TakeMany) {
  const router = useRouter();
  // Whoever acts on two tests of one tube is not raced by themselves.
  const ownVersions = useRef(new Map<string, number>());
  const one = useTakeAction(bench, act, (specimen, how) => {
    if (how === 'done') ownVersions.current.set(specimen.specimen_id, specimen.version);
    router.refresh();
  });
  const [asking, setAsking] = useState<Asking | null>(null);
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());
  const [outcome, setOutcome] = useState<{ label: string; outcome: BulkOutcome } | null>(null);

  const takeOne = async (
    offered: OfferedAction,
    row: WorklistRow,
    input: ActionInput,
  ): Promise<Refusal | null> => {
    const own = ownVersions.current.get(row.specimen_id) ?? 0;
    return one.take(
      offered,
      {
        number: row.specimen_id,
        version: Math.max(row.version, own),
        assays: [row.assay],
      },
      input,
    );
  };

  const takeMany = async (
    offered: OfferedAction,
    rows: readonly WorklistRow[],
    input: ActionInput,
  ): Promise<Refusal | null> => {
    let sum: BulkOutcome = { done: [], refused: [] };
    let refusal: Refusal | null = null;
    for (const group of bulkGroups(rows)) {
      const answer = await actMany(bench.labSlug, {
        ...group,
        action: offered.action,
        ...input,
      }).catch(() => null);
      if (answer?.ok) {
        sum = withResults(sum, group, answer.data.results);
        continue;
      }
      const message =
        answer?.message ??
        'The server could not be reached. Look what was done before you try again.';
      const wrong = answer?.code === 'wrong_password';
      refusal = {
        message,
        fields: wrong ? [{ field: 'password', message }] : (answer?.fields ?? []),
      };
      break;
    }
    if (sum.done.length + sum.refused.length > 0) {
      setOutcome({ label: offered.label, outcome: sum });
    }
    router.refresh();
    return refusal;
  };

  const run = async ({ rows, many }: Asking, offered: OfferedAction, input: ActionInput) => {
    const [row] = rows;
    if (row === undefined) return null;
    setOutcome(null);
    setBusy(new Set(rows.map(rowKey)));
    const refused = many
      ? await takeMany(offered, rows, input)
      : await takeOne(offered, row, input);
    setBusy(new Set());
    if (refused === null) setAsking(null);
    return refused;
  };

  const begin = async (next: Asking): Promise<void> => {
    if (busy.size > 0) return;
    one.setNotice(null);
    if (asksForSomething(next.offered)) {
      setAsking(next);
      return;
    }
    const refused = await run(next, next.offered, {});
    if (refused) one.setNotice({ tone: 'danger', title: 'Not done', text: refused.message });
  };

  return {
    notice: one.notice,
    outcome,
    dismiss: () => {
      setOutcome(null);
      one.setNotice(null);
    },
    busy,
    asking,
    close: () => setAsking(null),
    /** Takes what the open dialog asked for. */
    answer: (offered: OfferedAction, input: ActionInput) =>
      asking === null ? Promise.resolve(null) : run(asking, offered, input),
    actOnOne: (offered: OfferedAction, row: WorklistRow) =>
      begin({ offered, rows: [row], many: false }),
    actOnMany: (action: string, rows: readonly WorklistRow[]) => {
      const able = rows.filter((row) => row.allowed_actions.includes(action));
      const offered = offeredActions(able, bench.options).find((each) => each.action === action);
      if (offered === undefined || able.length === 0) return Promise.resolve();
      return begin({ offered, rows: able, many: true });
    },
  };
}

export function rowKey(row: Pick<WorklistRow, 'specimen_id' | 'assay' | 'run'>): string {
  return `${row.specimen_id} ${row.assay} ${row.run}`;
}
