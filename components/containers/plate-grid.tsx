'use client';

import { useRef, useState, type CSSProperties, type KeyboardEvent } from 'react';
import { TextLink } from '@/components/ui/link-button';
import { StateBadge, StateGlyph } from '@/components/ui/state-badge';
import { specimenHref } from '@/components/specimens/addresses';
import {
  placeOfWell,
  rowName,
  wellName,
  type PlateShape,
  type WellPlace,
} from '@/lib/containers/contents/wells';
import { stateColour } from './state-colour';

/** A specimen of a well, as the plate draws it. */
export type WellSpecimen = { number: string; state: string; voided: boolean };

const STEPS: Partial<Record<string, WellPlace>> = {
  ArrowUp: { row: -1, column: 0 },
  ArrowDown: { row: 1, column: 0 },
  ArrowLeft: { row: 0, column: -1 },
  ArrowRight: { row: 0, column: 1 },
};

const SHOWN_AT_MOST = 12;

/** A plate as it looks from above: each well in the colour and sign of its specimen's state. */
export function PlateGrid({
  labSlug,
  shape,
  wells,
  stateLabels,
}: {
  labSlug: string;
  shape: PlateShape;
  /** What is in each well that has something. */
  wells: Readonly<Record<string, readonly WellSpecimen[]>>;
  stateLabels: Readonly<Record<string, string>>;
}) {
  const { rows, columns } = shape;
  const grid = useRef<HTMLDivElement>(null);
  const firstFilled = Object.keys(wells)[0] ?? 'A1';
  const [stop, setStop] = useState(firstFilled);
  const [kept, setKept] = useState<string | null>(null);
  const [hovered, setHovered] = useState<string | null>(null);
  const shown = hovered ?? kept;
  const label = (state: string) => stateLabels[state] ?? state;

  const wellOf = (target: EventTarget) =>
    target instanceof Element
      ? (target.closest<HTMLElement>('[data-well]')?.dataset.well ?? null)
      : null;
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    const from = placeOfWell(wellOf(event.target) ?? '');
    if (!step || !from) return;
    event.preventDefault();
    const row = Math.min(Math.max(from.row + step.row, 0), rows - 1);
    const column = Math.min(Math.max(from.column + step.column, 0), columns - 1);
    const next = wellName({ row, column });
    grid.current?.querySelector<HTMLElement>(`[data-well="${next}"]`)?.focus();
  };
  const style: Record<`--${string}`, number> & CSSProperties = { '--columns': columns };
  const size = columns > 24 ? 'large' : columns > 12 ? 'middle' : 'small';

  return (
    <div className="grid gap-3">
      <div
        role="region"
        aria-label="Plate"
        tabIndex={0}
        className="overflow-x-auto p-1 contain-inline-size"
      >
        <div
          ref={grid}
          role="group"
          aria-label={`Wells, ${rows} rows of ${columns}`}
          className="plate"
          data-size={size}
          style={style}
          onKeyDown={onKeyDown}
          onPointerOver={(event) => {
            if (event.pointerType === 'mouse') setHovered(wellOf(event.target));
          }}
          onPointerLeave={() => setHovered(null)}
          onFocus={(event) => {
            const well = wellOf(event.target);
            if (well === null) return;
            setStop(well);
            setKept(well);
          }}
          onClick={(event) => setKept(wellOf(event.target))}
        >
          <span aria-hidden="true" />
          {Array.from({ length: columns }, (_, column) => (
            <span key={column} aria-hidden="true">
              {column + 1}
            </span>
          ))}
          {Array.from({ length: rows }, (_, row) => (
            <Row
              key={row}
              row={row}
              columns={columns}
              wells={wells}
              label={label}
              stop={stop}
              kept={kept}
            />
          ))}
        </div>
      </div>
      <div role="status" className="min-h-18 rounded-md bg-sunken px-3 py-2 text-dense">
        {shown === null ? (
          <p className="text-muted">Point at a well, or choose one, to read what is in it.</p>
        ) : (
          <WellText
            well={shown}
            specimens={wells[shown] ?? []}
            labSlug={labSlug}
            stateLabels={stateLabels}
          />
        )}
      </div>
    </div>
  );
}

function Row({
  row,
  columns,
  wells,
  label,
  stop,
  kept,
}: {
  row: number;
  columns: number;
  wells: Readonly<Record<string, readonly WellSpecimen[]>>;
  label: (state: string) => string;
  stop: string;
  kept: string | null;
}) {
  return (
    <>
      <span aria-hidden="true">{rowName(row)}</span>
      {Array.from({ length: columns }, (_, column) => {
        const well = wellName({ row, column });
        const specimens = wells[well] ?? [];
        const [first] = specimens;
        const words = specimens
          .slice(0, SHOWN_AT_MOST)
          .map(({ number, state, voided }) => `${number}, ${voided ? 'voided' : label(state)}`);
        const more = specimens.length - words.length;
        if (more > 0) words.push(`${more} more`);
        return (
          <button
            key={well}
            type="button"
            className="plate-well"
            data-well={well}
            data-filled={first ? '' : undefined}
            aria-pressed={well === kept}
            aria-label={`${well}: ${words.length === 0 ? 'empty' : words.join('; ')}`}
            tabIndex={well === stop ? 0 : -1}
            style={first ? { color: stateColour(first.state) } : undefined}
          >
            {first === undefined ? null : specimens.length > 1 ? (
              <span aria-hidden="true">{specimens.length}</span>
            ) : (
              <StateGlyph state={first.state} />
            )}
          </button>
        );
      })}
    </>
  );
}

function WellText({
  well,
  specimens,
  labSlug,
  stateLabels,
}: {
  well: string;
  specimens: readonly WellSpecimen[];
  labSlug: string;
  stateLabels: Readonly<Record<string, string>>;
}) {
  const more = specimens.length - SHOWN_AT_MOST;
  return (
    <>
      <p className="font-semibold">
        Well {well}
        <span className="font-normal text-muted">
          {specimens.length === 0
            ? ': empty'
            : specimens.length > 1
              ? `: a pool of ${specimens.length}`
              : ''}
        </span>
      </p>
      <ul className="flex flex-wrap gap-x-5 gap-y-1">
        {specimens.slice(0, SHOWN_AT_MOST).map(({ number, state, voided }) => (
          <li key={number} className="flex items-center gap-2">
            <TextLink href={specimenHref(labSlug, number)} className="font-mono">
              {number}
            </TextLink>
            {voided ? 'Voided' : <StateBadge state={state} label={stateLabels[state]} />}
          </li>
        ))}
        {more > 0 ? <li className="text-muted">and {more} more, in the list</li> : null}
      </ul>
    </>
  );
}
