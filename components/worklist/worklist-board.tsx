'use client';

import { useId, useRef, useState, type ReactNode } from 'react';
import { ActionDialog } from '@/components/bench/action-dialog';
import type { Bench, TakeAction } from '@/components/bench/bench-context';
import { SelectionBar } from '@/components/bench/selection-bar';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { useToast } from '@/components/ui/toast';
import { offeredActions } from '@/lib/specimens/transitions/offered-actions';
import { NEXT_STEPS, type NextStep, type WorklistRow } from '@/lib/worklist/contract';
import { URGENCIES } from '@/lib/worklist/urgency';
import { BulkOutcomeNotice } from './bulk-outcome';
import { KeyHint } from './key-hint';
import { URGENCY_LOOKS } from './urgency-look';
import { useKeepPlace } from './use-keep-place';
import { useListKeys } from './use-list-keys';
import { useRefreshWhenDue } from './use-refresh-when-due';
import { useStoredSwitch } from './use-stored-switch';
import { rowKey, useWorklistActions, type TakeMany } from './use-worklist-actions';
import { COLUMNS, WorklistItem } from './worklist-item';

const HEADINGS = ['Due', 'Specimen', 'Assay', 'Priority', 'State', 'Location', 'Device'];

const LETTERS: Record<string, (typeof NEXT_STEPS)[number]> = { v: 'verify', p: 'publish' };

/** The rows of the worklist with what can be done to them: one, or many at once, by hand or by key. */
export function WorklistBoard({
  rows,
  bench,
  act,
  actMany,
  next,
  empty,
}: {
  rows: readonly WorklistRow[];
  /** Stands where the rows would: what came of the last of them is told above it. */
  empty: ReactNode;
  bench: Bench;
  /** The one step that all rows wait for, where the list is of that. */
  next: NextStep | null;
  act: TakeAction;
  actMany: TakeMany;
}) {
  const toast = useToast();
  const list = useRef<HTMLDivElement>(null);
  const heading = useId();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [keysOn, toggleKeys] = useStoredSwitch('benchwatch.list-keys');
  const work = useWorklistActions(bench, act, actMany);
  useRefreshWhenDue(rows);
  useKeepPlace(list, rows);

  const selectable = rows.filter((row) =>
    NEXT_STEPS.some((step) => row.allowed_actions.includes(step)),
  );
  const selected = selectable.filter((row) => chosen.has(rowKey(row)));
  const labelOf = (action: string) =>
    bench.options.actions.find((each) => each.action === action)?.label ?? action;
  const steps = NEXT_STEPS.map((action) => ({
    action,
    label: labelOf(action),
    count: selected.filter((row) => row.allowed_actions.includes(action)).length,
  })).filter(({ count }) => count > 0);
  const stateLabel = (state: string) =>
    bench.options.states.find(({ key }) => key === state)?.label ?? state;
  const select = (row: WorklistRow, on: boolean) => {
    const next = new Set(chosen);
    if (on) next.add(rowKey(row));
    else next.delete(rowKey(row));
    setChosen(next);
  };
  const actOnSelected = async (action: string) => {
    await work.actOnMany(action, selected);
  };

  useListKeys(list, keysOn && work.asking === null, (letter, key) => {
    const row = rows.find((candidate) => rowKey(candidate) === key);
    if (letter === 'x' && row && selectable.includes(row)) {
      select(row, !chosen.has(rowKey(row)));
      return true;
    }
    const action = LETTERS[letter];
    if (action === undefined) return false;
    if (selected.length > 0) {
      void actOnSelected(action);
      return true;
    }
    if (row === undefined) return false;
    const offered = offeredActions([row], bench.options).find((each) => each.action === action);
    if (offered === undefined) return false;
    if (offered.why === null) void work.actOnOne(offered, row);
    else toast({ title: `${offered.label}: not ${row.specimen_id}`, description: offered.why });
    return true;
  });

  const allSelected = selectable.length > 0 && selected.length === selectable.length;
  return (
    <div className="space-y-3">
      {work.notice ? (
        <Alert tone={work.notice.tone} title={work.notice.title} live>
          {work.notice.text}
        </Alert>
      ) : null}
      {work.outcome ? (
        <BulkOutcomeNotice
          label={work.outcome.label}
          outcome={work.outcome.outcome}
          labSlug={bench.labSlug}
          onDismiss={work.dismiss}
        />
      ) : null}
      <div
        className={cn(
          'flex flex-wrap items-center gap-x-4 gap-y-2',
          (next === null || selectable.length < 2) && 'max-lg:hidden',
          rows.length === 0 && 'hidden',
        )}
      >
        {selectable.length > 1 ? (
          <Button
            size="sm"
            aria-pressed={allSelected}
            onClick={() => setChosen(new Set(allSelected ? [] : selectable.map(rowKey)))}
          >
            {allSelected
              ? 'Select none'
              : `Select all ${selectable.length} to ${next ?? 'verify or publish'}`}
          </Button>
        ) : null}
        <span className="lg:ml-auto">
          <KeyHint on={keysOn} onToggle={toggleKeys} />
        </span>
      </div>
      {rows.length === 0 ? empty : null}
      <div
        ref={list}
        hidden={rows.length === 0}
        className="overflow-hidden rounded-lg border bg-surface"
      >
        <div
          aria-hidden="true"
          className={cn(
            'grid gap-x-4 border-b py-2 pr-4 pl-4 text-xs font-medium text-muted max-lg:hidden',
            COLUMNS,
          )}
        >
          <span />
          {HEADINGS.map((text) => (
            <span key={text}>{text}</span>
          ))}
          <span className="text-right">Next step</span>
        </div>
        {URGENCIES.map((urgency) => {
          const those = rows.filter((row) => row.urgency === urgency);
          if (those.length === 0) return null;
          return (
            <section key={urgency} aria-labelledby={`${heading}-${urgency}`}>
              <h2
                id={`${heading}-${urgency}`}
                className="border-b bg-sunken px-4 py-1.5 text-xs font-semibold text-ink-soft [section:not(:first-of-type)_&]:border-t"
              >
                {URGENCY_LOOKS[urgency].label}
              </h2>
              <ul className="divide-y">
                {those.map((row) => (
                  <WorklistItem
                    key={rowKey(row)}
                    row={row}
                    labSlug={bench.labSlug}
                    timeZone={bench.timeZone}
                    stateLabel={stateLabel(row.state)}
                    offered={offeredActions([row], bench.options)}
                    selectable={selectable.includes(row)}
                    gutter={next !== null && selectable.length > 0}
                    selected={selected.includes(row)}
                    busy={work.busy.has(rowKey(row))}
                    onSelect={(on) => select(row, on)}
                    onAct={(offered) => void work.actOnOne(offered, row)}
                  />
                ))}
              </ul>
            </section>
          );
        })}
      </div>
      {selected.length > 0 ? (
        <SelectionBar
          count={selected.length}
          noun="test"
          offered={steps}
          busy={work.busy.size > 0}
          isPrimary={({ count }) => count === selected.length}
          onChoose={({ action }) => void actOnSelected(action)}
          onClear={() => setChosen(new Set())}
        />
      ) : null}
      <ActionDialog
        bench={bench}
        offered={work.asking?.offered ?? null}
        subject={subjectOf(work.asking?.rows ?? [])}
        onTake={work.answer}
        onClose={work.close}
      />
    </div>
  );
}

function subjectOf(rows: readonly WorklistRow[]): string {
  const [row] = rows;
  if (row === undefined) return '';
  if (rows.length === 1) return `${row.specimen_id} · ${row.assay}`;
  const specimens = new Set(rows.map((each) => each.specimen_id)).size;
  return `${rows.length} tests on ${specimens === 1 ? 'one specimen' : `${specimens} specimens`}`;
}
