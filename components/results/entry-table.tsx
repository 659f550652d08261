'use client';

import { TriangleAlert } from 'lucide-react';
import { useId, type KeyboardEvent, type RefObject } from 'react';
import { Badge } from '@/components/ui/badge';
import { Input } from '@/components/ui/input';
import { rangeText } from '@/lib/results/reference-range';
import type { EntryRow } from '@/lib/results/result-entry';
import { corrects, previewOf } from './entry-values';

/** The analytes of a test with a field each, their unit and range, and how a value will be judged. */
export function EntryTable({
  assay,
  rows,
  values,
  faults,
  inputs,
  onChange,
  onKeyDown,
}: {
  assay: string;
  rows: readonly EntryRow[];
  values: ReadonlyMap<string, string>;
  /** Why a row was refused, by analyte. */
  faults: ReadonlyMap<string, string>;
  /** Where the fields are, for whoever moves the focus. */
  inputs: RefObject<Map<string, HTMLInputElement>>;
  onChange: (analyte: string, value: string) => void;
  onKeyDown: (event: KeyboardEvent<HTMLInputElement>, analyte: string) => void;
}) {
  const id = useId();
  if (rows.length === 0) {
    return (
      <p className="text-dense text-muted">{assay} lists no analytes; add those you measured.</p>
    );
  }
  return (
    <ul aria-label={`Analytes of ${assay}`} className="divide-y border-b">
      {rows.map((row, index) => {
        const value = values.get(row.analyte) ?? '';
        const fault = faults.get(row.analyte);
        const { referenceLow, referenceHigh, unit } = row.rule;
        const range = rangeText(referenceLow, referenceHigh);
        const noteId = `${id}-${row.analyte}-note`;
        return (
          <li
            key={row.analyte}
            className="grid grid-cols-[minmax(0,1fr)_8rem] items-center gap-x-3 gap-y-1 py-2 md:grid-cols-[minmax(0,14rem)_8rem_minmax(0,1fr)]"
          >
            <label htmlFor={`${id}-${row.analyte}`} className="min-w-0 text-sm">
              <span className="font-medium">{row.name}</span>{' '}
              <span className="font-mono text-xs text-muted">{row.analyte}</span>
            </label>
            <Input
              id={`${id}-${row.analyte}`}
              ref={(input) => {
                if (input) inputs.current.set(row.analyte, input);
                else inputs.current.delete(row.analyte);
              }}
              numeric
              // The first field of a form that was just asked for.
              // oxlint-disable-next-line jsx-a11y/no-autofocus
              autoFocus={index === 0}
              autoComplete="off"
              spellCheck={false}
              enterKeyHint="next"
              maxLength={500}
              aria-describedby={noteId}
              aria-invalid={fault ? true : undefined}
              value={value}
              onChange={(event) => onChange(row.analyte, event.target.value)}
              onKeyDown={(event) => onKeyDown(event, row.analyte)}
            />
            <div
              id={noteId}
              className="flex flex-wrap items-center gap-x-3 gap-y-1 text-dense text-muted max-md:col-span-2"
            >
              {unit ? <span className="text-ink-soft">{unit}</span> : null}
              {range ? <span>{range}</span> : null}
              {row.inForce ? (
                <span>
                  now {row.inForce.value} {row.inForce.unit ?? ''} ({row.inForce.status})
                </span>
              ) : null}
              <Preview row={row} value={value} />
              {fault ? <span className="font-medium text-danger">{fault}</span> : null}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

function Preview({ row, value }: { row: EntryRow; value: string }) {
  const preview = previewOf(row, value);
  if (preview === null) return null;
  return (
    <span role="status" className="inline-flex flex-wrap gap-1">
      {preview.critical ? (
        <Badge tone="danger" icon={<TriangleAlert aria-hidden="true" />}>
          Critical
        </Badge>
      ) : null}
      {preview.flags.map((flag) => (
        <Badge
          key={flag}
          tone={flag === 'N' ? 'positive' : preview.critical ? 'danger' : 'warning'}
        >
          {flag}
        </Badge>
      ))}
      {corrects(row, value) ? <Badge tone="warning">Corrects {row.inForce?.value}</Badge> : null}
    </span>
  );
}
