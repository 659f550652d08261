'use client';

import { useRef, useState, type CSSProperties } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/class-names';
import { TextLink } from '@/components/ui/link-button';
import { StateBadge, StateGlyph } from '@/components/ui/state-badge';
import { specimenHref } from '@/components/specimens/addresses';
import { placeOfWell, rowName, wellName, type PlateShape } from '@/lib/containers/contents/wells';
import { stateColour } from './state-colour';
import { useWellEvents } from './use-well-events';

/** A specimen of a well, as the plate draws it. */
export type WellSpecimen = { number: string; state: string; voided: boolean };

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

  useWellEvents(grid, {
    onPoint: setHovered,
    onChoose: (well) => {
      setStop(well);
      setKept(well);
    },
    onStep: (well, step) => {
      const from = placeOfWell(well);
      if (!from) return;
      const row = Math.min(Math.max(from.row + step.row, 0), rows - 1);
      const column = Math.min(Math.max(from.column + step.column, 0), columns - 1);
      const next = wellName({ row, column });
      grid.current?.querySelector<HTMLElement>(`[data-well="${next}"]`)?.focus();
    },
  });
  const style: Record<`--${string}`, number> & CSSProperties = { '--columns': columns };
  const size = columns > 24 ? 'large' : columns > 12 ? 'middle' : 'small';

  return (
    <div
      className={cn(
        'grid grid-cols-[minmax(0,1fr)] gap-3',
        size !== 'large' && 'lg:grid-cols-[auto_minmax(14rem,1fr)] lg:gap-5',
      )}
    >
      <div
        role="region"
        aria-label="Plate"
        tabIndex={0}
        className="overflow-x-auto p-1 max-lg:contain-inline-size"
      >
        <div
          ref={grid}
          role="group"
          aria-label={`Wells, ${rows} rows of ${columns}`}
          className="plate"
          data-size={size}
          style={style}
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
      <div
        role="status"
        className="min-h-18 self-start rounded-md bg-sunken px-3.5 py-2.5 text-dense"
      >
        {shown === null ? (
          <Legend wells={wells} stateLabels={stateLabels} />
        ) : (
          <>
            <WellText
              well={shown}
              specimens={wells[shown] ?? []}
              labSlug={labSlug}
              stateLabels={stateLabels}
            />
            {kept === null ? null : (
              <Button variant="link" className="mt-2 text-xs" onClick={() => setKept(null)}>
                Count all wells
              </Button>
            )}
          </>
        )}
      </div>
    </div>
  );
}

/** How many specimens are in each state, while no well is pointed at. */
function Legend({
  wells,
  stateLabels,
}: {
  wells: Readonly<Record<string, readonly WellSpecimen[]>>;
  stateLabels: Readonly<Record<string, string>>;
}) {
  const seen = new Map(
    Object.values(wells)
      .flat()
      .map(({ number, state, voided }) => [number, voided ? null : state]),
  );
  const counts = new Map<string | null, number>();
  for (const state of seen.values()) counts.set(state, (counts.get(state) ?? 0) + 1);
  const order = [...Object.keys(stateLabels), null];
  return (
    <>
      <ul className="flex flex-wrap gap-x-5 gap-y-1.5 lg:grid lg:justify-start">
        {order
          .filter((state) => counts.has(state))
          .map((state) => (
            <li key={state ?? ''} className="flex items-center gap-2">
              <span className="min-w-6 text-right font-medium">{counts.get(state)}</span>
              {state === null ? 'Voided' : <StateBadge state={state} label={stateLabels[state]} />}
            </li>
          ))}
      </ul>
      <p className="mt-2 text-xs text-muted">
        A number in a well is a pool of so many. Point at a well, or choose one, to read what is in
        it.
      </p>
    </>
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
      <ul className="mt-1 flex flex-wrap gap-x-5 gap-y-1 lg:grid">
        {specimens.slice(0, SHOWN_AT_MOST).map(({ number, state, voided }) => (
          <li key={number} className="flex items-center gap-2">
            <TextLink
              href={specimenHref(labSlug, number)}
              className="inline-block min-h-6 font-mono leading-6"
            >
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
