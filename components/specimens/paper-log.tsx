'use client';

import { useEffect, useRef, useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Table, TableHead, Th, Tr } from '@/components/ui/table';
import type { ActionResult } from '@/lib/entry/action-result';
import { labClock } from '@/lib/platform/csv/lab-clock';
import { checkLogRow, type Check, type LogRules } from '@/lib/specimens/paper-log/check-log-row';
import type { EnteredRow } from '@/lib/specimens/paper-log/log-row';
import {
  isBlank,
  LOG_COLUMNS,
  readPastedLog,
  type LogColumn,
} from '@/lib/specimens/paper-log/paper-log';
import { LOG_HEADS, LogRowView } from './log-row-view';
import { columnOf, firstRows, pasted, typed, withOutcome, type GridRow } from './log-rows';

type Enter = (labSlug: string, input: unknown) => Promise<ActionResult<EnteredRow>>;

/** Rows typed, scanned or pasted, checked as they stand, and entered one after the other. */
export function PaperLog({
  labSlug,
  timeZone,
  rules,
  today,
  yesterday,
  enter,
}: {
  labSlug: string;
  timeZone: string;
  rules: LogRules;
  today: string;
  yesterday: string;
  enter: Enter;
}) {
  const [day, setDay] = useState(yesterday);
  const [rows, setRows] = useState(firstRows);
  const [active, setActive] = useState(-1);
  const [progress, setProgress] = useState<{ at: number; of: number } | null>(null);
  const [said, setSaid] = useState<{ ok: boolean; text: string } | null>(null);
  const [clock] = useState(() => labClock(timeZone));
  const grid = useRef<HTMLTableSectionElement>(null);

  const check = (row: GridRow): Check | null =>
    isBlank(row.cells) || row.outcome.kind === 'done'
      ? null
      : checkLogRow(row.cells, rules, { day, clock, now: new Date() });
  const checks = rows.map(check);
  const ready = rows.filter((_, index) => checks[index]?.ok);
  const faulty = checks.filter((each) => each !== null && !each.ok).length;
  const unsaved = checks.some((each) => each !== null);

  useEffect(() => {
    if (!unsaved) return undefined;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [unsaved]);

  const focusCell = (at: number, column: LogColumn) =>
    grid.current?.querySelector<HTMLInputElement>(`[data-cell="${at}-${column}"]`)?.focus();

  const onKeyDown = (event: React.KeyboardEvent, at: number, column: LogColumn) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void send();
      return;
    }
    if (event.altKey || event.metaKey) return;
    const above = rows[at - 1]?.cells[column];
    if (event.ctrlKey && event.key.toLowerCase() === 'd' && above !== undefined) {
      event.preventDefault();
      setRows(typed(rows, at, column, above));
    } else if (event.key === 'Enter') {
      event.preventDefault();
      focusCell(at + (event.shiftKey ? -1 : 1), column);
    }
  };

  const onPaste = (event: React.ClipboardEvent, at: number, column: LogColumn) => {
    const text = event.clipboardData.getData('text/plain');
    if (!/[\t\r\n]/.test(text.replace(/(\r\n|\n)$/, ''))) return;
    event.preventDefault();
    setRows(pasted(rows, at, readPastedLog(text, column)));
  };

  const send = async () => {
    if (progress !== null || ready.length === 0) return;
    setActive(-1);
    setSaid(null);
    let entered = 0;
    for (const [index, { key, cells }] of ready.entries()) {
      const checked = checkLogRow(cells, rules, { day, clock, now: new Date() });
      if (!checked.ok) continue;
      setProgress({ at: index + 1, of: ready.length });
      setRows((present) => withOutcome(present, key, { kind: 'sending' }));
      const answer = await enter(labSlug, checked.row).catch(() => null);
      if (answer?.ok) {
        entered += 1;
        setRows((present) => withOutcome(present, key, { kind: 'done', entered: answer.data }));
        continue;
      }
      const message = answer?.message ?? 'The server could not be reached. Try again.';
      const column = columnOf(answer?.fields[0]?.field);
      setRows((present) => withOutcome(present, key, { kind: 'failed', message, column }));
      if (answer === null || answer.code === 'unauthenticated') break;
    }
    setProgress(null);
    const rest = ready.length - entered;
    setSaid({
      ok: rest === 0,
      text:
        rest === 0
          ? `${rowsText(entered)} entered.`
          : `${rowsText(entered)} entered; ${rowsText(rest)} not: what is wrong stands below each.`,
    });
  };

  return (
    <div className="space-y-5">
      <Card>
        <div className="flex flex-wrap items-end gap-x-6 gap-y-3">
          <Field
            label="Day of the log"
            hint={`Times are by the clock of ${timeZone.replaceAll('_', ' ')}.`}
          >
            <Input
              type="date"
              value={day}
              max={today}
              onChange={(event) => {
                if (event.target.value !== '') setDay(event.target.value);
              }}
            />
          </Field>
          <p className="max-w-prose grow text-dense text-muted">
            Enter goes down, Tab goes right, Ctrl + D copies the cell above. A block copied from a
            spreadsheet fills the rows; a first row with the names of columns is understood. A
            number nobody knows is entered by Receive or Expect with its assays.
          </p>
        </div>
      </Card>
      {said ? (
        <Alert tone={said.ok ? 'positive' : 'warning'} live>
          {said.text}
        </Alert>
      ) : null}
      <Card flush>
        <Choices rules={rules} />
        <Table label="Paper log">
          <TableHead>
            <Tr>
              <Th>
                <span className="sr-only">Row</span>
              </Th>
              {LOG_COLUMNS.map((column) => (
                <Th key={column}>{LOG_HEADS[column]}</Th>
              ))}
              <Th>Entered</Th>
            </Tr>
          </TableHead>
          <tbody ref={grid}>
            {rows.map((row, at) => (
              <LogRowView
                key={row.key}
                row={row}
                at={at}
                labSlug={labSlug}
                check={checks[at] ?? null}
                active={active === at}
                frozen={progress !== null}
                needs={rules.actions}
                onType={(column, text) => setRows(typed(rows, at, column, text))}
                onKeyDown={onKeyDown}
                onPaste={onPaste}
                onFocus={() => setActive(at)}
                onLeave={() => setActive((present) => (present === at ? -1 : present))}
              />
            ))}
          </tbody>
        </Table>
        <div className="flex flex-wrap items-center gap-3 border-t px-4 py-3">
          <Button
            variant="primary"
            pending={progress !== null}
            disabled={ready.length === 0}
            onClick={() => void send()}
          >
            {ready.length === 0 ? 'Enter rows' : `Enter ${rowsText(ready.length)}`}
          </Button>
          <p role="status" className="text-dense text-muted">
            {progress === null
              ? faulty > 0
                ? `${rowsText(faulty)} not complete`
                : ''
              : `${progress.at} of ${progress.of}`}
          </p>
        </div>
      </Card>
    </div>
  );
}

/** What the cells suggest while one types. */
function Choices({ rules }: { rules: LogRules }) {
  const lists = {
    actions: rules.actions.map(({ label }) => ({ value: label, label })),
    devices: rules.devices,
    errorCodes: rules.errorCodes,
    rejectionReasons: rules.rejectionReasons,
    assays: rules.assays,
  };
  return Object.entries(lists).map(([name, options]) => (
    <datalist key={name} id={`log-${name}`}>
      {options.map(({ value, label }) => (
        <option key={value} value={value} label={label === value ? undefined : label} />
      ))}
    </datalist>
  ));
}

function rowsText(count: number): string {
  return count === 1 ? '1 row' : `${count} rows`;
}
