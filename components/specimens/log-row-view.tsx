'use client';

import { Check as Tick, CircleAlert } from 'lucide-react';
import { cn } from '@/components/ui/class-names';
import { TextLink } from '@/components/ui/link-button';
import { Spinner } from '@/components/ui/spinner';
import { Td, Tr } from '@/components/ui/table';
import type { Check, LogRules } from '@/lib/specimens/paper-log/check-log-row';
import { LOG_COLUMNS, type LogColumn } from '@/lib/specimens/paper-log/paper-log';
import { specimenHref } from './addresses';
import type { GridRow } from './log-rows';

export const LOG_HEADS: Record<LogColumn, string> = {
  number: 'Specimen',
  action: 'Action',
  time: 'Time',
  device: 'Device',
  code: 'Error code or reason',
  comment: 'Comment',
  assays: 'Assays',
};

const WIDTHS: Record<LogColumn, string> = {
  number: 'min-w-36',
  action: 'min-w-32',
  time: 'min-w-20',
  device: 'min-w-32',
  code: 'min-w-36',
  comment: 'min-w-40',
  assays: 'min-w-28',
};

const HINTS: Partial<Record<LogColumn, string>> = { time: 'HH:MM' };

/** One row of the grid, and under it what is wrong with it. */
export function LogRowView({
  row: { cells, outcome },
  at,
  labSlug,
  check,
  active,
  frozen,
  needs,
  onType,
  onKeyDown,
  onPaste,
  onFocus,
  onLeave,
}: {
  row: GridRow;
  at: number;
  labSlug: string;
  check: Check | null;
  /** Whether it is being typed into: what is only missing is not yet wrong. */
  active: boolean;
  frozen: boolean;
  needs: LogRules['actions'];
  onType: (column: LogColumn, text: string) => void;
  onKeyDown: (event: React.KeyboardEvent, at: number, column: LogColumn) => void;
  onPaste: (event: React.ClipboardEvent, at: number, column: LogColumn) => void;
  onFocus: () => void;
  onLeave: () => void;
}) {
  const done = outcome.kind === 'done';
  const failed = outcome.kind === 'failed' ? outcome : null;
  const faults = LOG_COLUMNS.flatMap((column) => {
    const own = check?.ok === false ? check.faults[column] : undefined;
    if (own !== undefined && !(active && cells[column].trim() === ''))
      return [{ column, text: own }];
    return [];
  });
  const wrong = new Set([
    ...faults.map(({ column }) => column),
    ...(failed?.column ? [failed.column] : []),
  ]);
  const messages = failed ? [failed.message] : faults.map(({ text }) => text);
  // The message belongs to its row: no line between them.
  const border = messages.length > 0 ? 'border-b-0' : undefined;
  const messageId = `log-${at}-message`;
  const rejects = needs.some(
    ({ label, needs: its }) =>
      label.toLowerCase() === cells.action.trim().toLowerCase() && its.rejectionReason,
  );
  const lists: Partial<Record<LogColumn, string>> = {
    action: 'log-actions',
    device: 'log-devices',
    code: rejects ? 'log-rejectionReasons' : 'log-errorCodes',
    assays: 'log-assays',
  };
  return (
    <>
      <Tr
        className={done ? 'bg-positive-soft' : undefined}
        onFocus={onFocus}
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) onLeave();
        }}
      >
        <Td numeric muted className={cn('w-10', border)}>
          {at + 1}
        </Td>
        {LOG_COLUMNS.map((column) => (
          <td
            key={column}
            className={cn('border-b px-1 py-1 group-last:border-b-0', border, WIDTHS[column])}
          >
            <input
              data-cell={`${at}-${column}`}
              aria-label={`${LOG_HEADS[column]}, row ${at + 1}`}
              aria-invalid={wrong.has(column) || undefined}
              aria-describedby={messages.length > 0 ? messageId : undefined}
              className={cn(
                'h-8 control px-2 text-dense max-md:h-11 max-md:text-base',
                (column === 'number' || column === 'assays') && 'font-mono',
                done && 'border-transparent bg-transparent',
              )}
              value={cells[column]}
              placeholder={HINTS[column]}
              list={lists[column]}
              readOnly={done || frozen}
              autoComplete="off"
              spellCheck={column === 'comment'}
              maxLength={column === 'comment' ? 2000 : 200}
              onChange={(event) => onType(column, event.target.value)}
              onKeyDown={(event) => onKeyDown(event, at, column)}
              onPaste={(event) => {
                if (!done && !frozen) onPaste(event, at, column);
              }}
            />
          </td>
        ))}
        <Td className={cn('min-w-28 whitespace-nowrap', border)}>
          {outcome.kind === 'sending' ? <Spinner label="Sending" /> : null}
          {outcome.kind === 'done' ? (
            <span className="inline-flex items-center gap-1.5">
              <Tick aria-label="Entered" className="size-4 text-positive" />
              <TextLink href={specimenHref(labSlug, outcome.entered.specimen_id)}>
                {outcome.entered.created ? 'New specimen' : 'Open'}
              </TextLink>
            </span>
          ) : null}
        </Td>
      </Tr>
      {messages.length > 0 ? (
        <tr>
          <td className="border-b" />
          <td colSpan={LOG_COLUMNS.length + 1} className="border-b px-2 pb-1.5">
            <p
              id={messageId}
              className="sticky left-3 flex w-fit max-w-[calc(100vw-4.5rem)] items-start gap-1.5 text-xs font-medium text-danger"
            >
              <CircleAlert aria-hidden="true" className="mt-0.5 size-3.5 shrink-0" />
              {messages.join(' · ')}
            </p>
          </td>
        </tr>
      ) : null}
    </>
  );
}
