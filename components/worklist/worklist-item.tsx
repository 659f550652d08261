'use client';

import { Eye } from 'lucide-react';
import { ActionIcon, likelyNext } from '@/components/bench/action-look';
import { specimenHref } from '@/components/specimens/addresses';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { PriorityBadge } from '@/components/ui/priority-badge';
import { StateBadge } from '@/components/ui/state-badge';
import { RowLink } from '@/components/ui/table';
import type { OfferedAction } from '@/lib/specimens/transitions/offered-actions';
import type { WorklistRow } from '@/lib/worklist/contract';
import { Countdown, useUrgency } from './countdown';
import { URGENCY_LOOKS } from './urgency-look';
import { rowKey } from './use-worklist-actions';
import { LisLink } from '@/components/specimens/lis-link';

/** On a desk one line of columns, on a phone three lines; the same elements in both. */
export const COLUMNS =
  'lg:grid-cols-[1.25rem_8.5rem_minmax(8rem,1.2fr)_minmax(7rem,1.2fr)_5.5rem_7rem_minmax(5rem,1fr)_minmax(5rem,1fr)_8.5rem]';

/** One open test: how long it has, what and where it is, and the next step for whoever looks. */
export function WorklistItem({
  row,
  labSlug,
  timeZone,
  stateLabel,
  offered,
  selectable,
  gutter,
  selected,
  busy,
  onSelect,
  onAct,
}: {
  row: WorklistRow;
  labSlug: string;
  timeZone: string;
  stateLabel: string;
  offered: readonly OfferedAction[];
  /** Whether it can be part of a selection. */
  selectable: boolean;
  /** Whether a phone has room for selecting; a desk always has. */
  gutter: boolean;
  selected: boolean;
  busy: boolean;
  onSelect: (selected: boolean) => void;
  onAct: (offered: OfferedAction) => void;
}) {
  const urgency = useUrgency(row);
  const next = offered.find(({ action }) => action === likelyNext(offered));
  const [refused] = row.refused_actions;
  const assay = row.run > 1 ? `${row.assay} run ${row.run}` : row.assay;
  const where = [row.location, row.device].filter((text) => text !== null).join(' · ');
  return (
    <li
      data-row={rowKey(row)}
      className={cn(
        'group relative grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 py-2.5 pr-3 pl-4 text-dense lg:min-h-11 lg:gap-x-4 lg:py-1.5 lg:pr-4',
        COLUMNS,
        selected ? 'bg-accent-soft' : 'hover:bg-hover',
      )}
    >
      <span
        aria-hidden="true"
        className={cn('absolute inset-y-0 left-0 w-1', URGENCY_LOOKS[urgency].edge)}
      />
      <span className="row-span-3 flex items-center self-stretch lg:row-span-1">
        {selectable ? (
          <label
            className={cn(
              'relative z-1 -m-2.5 flex cursor-pointer p-2.5',
              !gutter && 'max-lg:hidden',
            )}
          >
            <input
              type="checkbox"
              aria-label={`Select ${row.specimen_id} ${assay}`}
              checked={selected}
              onChange={(event) => onSelect(event.target.checked)}
              className="size-5 cursor-pointer accent-accent lg:size-4"
            />
          </label>
        ) : (
          <span className={cn('lg:size-4', gutter && 'size-5')} />
        )}
      </span>
      <Countdown
        row={row}
        timeZone={timeZone}
        className="justify-self-end text-right text-sm max-lg:col-start-3 max-lg:row-start-1 lg:justify-self-start lg:text-left"
      />
      <span className="min-w-0 max-lg:col-start-2 max-lg:row-start-1">
        <RowLink
          href={specimenHref(labSlug, row.specimen_id)}
          className="font-mono text-sm break-all lg:text-dense"
        >
          {row.specimen_id}
        </RowLink>
        <LisLink number={row.specimen_id} />
      </span>
      <span className="flex min-w-0 flex-wrap items-center gap-x-2.5 max-lg:col-start-2 max-lg:row-start-2">
        <span title={row.assay_name} className="truncate font-medium">
          {assay}
        </span>
        {row.priority === 'ROUTINE' ? null : (
          <PriorityBadge priority={row.priority} className="lg:hidden" />
        )}
      </span>
      <PriorityBadge priority={row.priority} className="max-lg:hidden" />
      <StateBadge
        state={row.state}
        label={stateLabel}
        className="max-lg:col-start-3 max-lg:row-start-2 max-lg:justify-self-end"
      />
      <span className="truncate text-xs text-muted max-lg:col-start-2 max-lg:row-start-3 lg:hidden">
        {where}
      </span>
      <Place text={row.location} />
      <Place text={row.device} />
      <span className="relative z-1 justify-self-end max-lg:col-start-3 max-lg:row-start-3">
        {next ? (
          <Button
            size="sm"
            variant="secondary"
            icon={<ActionIcon action={next.action} />}
            pending={busy}
            aria-label={`${next.label} ${row.specimen_id} ${assay}`}
            onClick={() => onAct(next)}
          >
            {next.label}
          </Button>
        ) : refused ? (
          <span
            title={refused.why}
            className="inline-flex items-center gap-1.5 text-xs whitespace-nowrap text-muted"
          >
            <Eye aria-hidden="true" className="size-3.5" />
            Other eyes<span className="sr-only">. {refused.why}</span>
          </span>
        ) : null}
      </span>
    </li>
  );
}

function Place({ text }: { text: string | null }) {
  return (
    <span title={text ?? undefined} className="truncate text-ink-soft max-lg:hidden">
      {text ?? <span className="text-muted">–</span>}
    </span>
  );
}
