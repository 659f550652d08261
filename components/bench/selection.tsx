'use client';

import { useRouter } from 'next/navigation';
import { useMemo, useState, type ReactNode } from 'react';
import type { ActionResult } from '@/lib/entry/action-result';
import {
  offeredActions,
  type ActedTest,
  type OfferedAction,
} from '@/lib/specimens/transitions/offered-actions';
import type { BulkAnswer, BulkResult } from '@/lib/specimens/transitions/transition-contract';
import { ActionDialog, asksForSomething, type Refusal } from './action-dialog';
import type { ActionInput } from './action-input';
import type { Bench } from './bench-context';
import { BulkResults } from './bulk-results';
import { SelectionBar } from './selection-bar';
import { SelectionContext } from './selection-context';
import { bulkGroups } from './selection-range';
import { useSelection } from './use-selection';

/** A row that can be selected: a specimen, or one test of it. */
export type SelectableRow = {
  key: string;
  number: string;
  /** Of a row that is one test; null for the whole tube. */
  assay: string | null;
  /** The row's test, or the tube's tests. */
  tests: readonly ActedTest[];
};

type TakeMany = (labSlug: string, input: unknown) => Promise<ActionResult<BulkAnswer>>;

const NOT_FROM_HERE = 'Not allowed in the state it is in, or not to you';

/** Lets rows of a list be selected and acted on together; a result for each, failures stay selected. */
export function Selection({
  bench,
  act,
  rows,
  children,
}: {
  bench: Bench;
  act: TakeMany;
  rows: readonly SelectableRow[];
  children: ReactNode;
}) {
  const router = useRouter();
  const [asking, setAsking] = useState<OfferedAction | null>(null);
  const [working, setWorking] = useState<string | null>(null);
  const [outcome, setOutcome] = useState<{ label: string; results: BulkResult[] } | null>(null);

  const keys = useMemo(() => rows.map(({ key }) => key), [rows]);
  const { selecting, select } = useSelection(keys);
  const { selected } = selecting;
  const picked = rows.filter(({ key }) => selected.has(key));
  const allows = (row: SelectableRow, action: string) =>
    row.tests.some((test) => test.allowed_actions.includes(action));
  const offered = offeredActions(
    picked.flatMap(({ tests }) => tests),
    bench.options,
  )
    .filter(({ why }) => why === null)
    .map((each) => ({
      ...each,
      count: picked.filter((row) => allows(row, each.action)).length,
    }));

  const run = async (
    { action, label }: OfferedAction,
    input: ActionInput,
  ): Promise<Refusal | null> => {
    setWorking(action);
    // A test's row may be an older run of its assay, which no request can name.
    const sent = picked.filter((row) => row.assay === null || allows(row, action));
    const results: BulkResult[] = picked
      .filter((row) => !sent.includes(row))
      .map(({ number, assay }) => ({
        specimen_id: number,
        ok: false,
        detail: `${assay ?? ''}: ${NOT_FROM_HERE}`,
      }));
    try {
      for (const { numbers, assays } of bulkGroups(sent)) {
        const answer = await act(bench.labSlug, {
          specimen_ids: numbers,
          action,
          ...(assays && { assays }),
          ...input,
        });
        if (answer.ok) {
          results.push(...answer.data.results);
          continue;
        }
        const wrong = answer.code === 'wrong_password';
        if (results.every(({ ok }) => !ok)) {
          const fields = wrong ? [{ field: 'password', message: answer.message }] : answer.fields;
          return { message: answer.message, fields };
        }
        results.push(
          ...numbers.map((number) => ({ specimen_id: number, ok: false, detail: answer.message })),
        );
      }
    } catch {
      return { message: 'The server could not be reached. Look what was done first.', fields: [] };
    } finally {
      setWorking(null);
    }
    const failed = new Set(results.filter(({ ok }) => !ok).map((result) => result.specimen_id));
    select(picked.filter(({ number }) => failed.has(number)).map(({ key }) => key));
    setAsking(null);
    setOutcome({ label, results });
    router.refresh();
    return null;
  };

  const choose = async (each: OfferedAction) => {
    if (asksForSomething(each)) {
      setAsking(each);
      return;
    }
    const refusal = await run(each, {});
    if (refusal) {
      const results = picked.map(({ number }) => ({
        specimen_id: number,
        ok: false,
        detail: refusal.message,
      }));
      setOutcome({ label: each.label, results });
    }
  };

  return (
    <SelectionContext value={selecting}>
      {children}
      {selected.size > 0 ? (
        <SelectionBar
          count={selected.size}
          offered={offered}
          busy={working !== null}
          isPending={({ action }) => action === working}
          onChoose={(each) => void choose(each)}
          onClear={() => select([])}
        />
      ) : null}
      <ActionDialog
        bench={bench}
        offered={asking}
        subject={`${selected.size} selected`}
        onTake={run}
        onClose={() => setAsking(null)}
      />
      <BulkResults bench={bench} outcome={outcome} onClose={() => setOutcome(null)} />
    </SelectionContext>
  );
}
