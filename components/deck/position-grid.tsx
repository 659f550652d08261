'use client';

import { useState } from 'react';
import type { DeckDevice, DeckThing } from '@/lib/containers/deck/deck';
import { labelOf } from '@/lib/containers/deck/deck';
import { cellText } from './deck-words';

/** Up to so many positions there is room to say what stands on each. */
const WIDE_AT_MOST = 12;

type Props = {
  device: DeckDevice;
  /** Positions that a conflict is about, that were looked for, and the one that is open. */
  conflicts: ReadonlySet<number> | undefined;
  found: ReadonlySet<number> | undefined;
  open: number | null;
};

/**
 * The positions of a device as buttons: one stop of the Tab key, arrows between them. What a press,
 * an arrow or a hover does is up to the board, which listens for all of them (useDeckEvents).
 */
export function PositionGrid({ device, conflicts, found, open }: Props) {
  const { from, to } = device;
  const [current, setCurrent] = useState(from);
  const stop = current >= from && current < to ? current : from;
  const wide = to - from <= WIDE_AT_MOST;
  const things = new Map(device.things.map((thing) => [thing.position, thing]));
  return (
    <div
      role="group"
      aria-label={`Positions of ${device.name}`}
      data-device={device.id}
      data-wide={wide ? '' : undefined}
      className="deck-grid"
    >
      {Array.from({ length: to - from }, (_, index) => from + index).map((position) => (
        <Cell
          key={position}
          position={position}
          thing={things.get(position)}
          wide={wide}
          conflict={conflicts?.has(position) ?? false}
          found={found?.has(position) ?? false}
          open={open === position}
          stop={position === stop}
          onCome={setCurrent}
        />
      ))}
    </div>
  );
}

function Cell({
  position,
  thing,
  wide,
  conflict,
  found,
  open,
  stop,
  onCome,
}: {
  position: number;
  thing: DeckThing | undefined;
  wide: boolean;
  conflict: boolean;
  found: boolean;
  open: boolean;
  stop: boolean;
  onCome: (position: number) => void;
}) {
  const on = (is: boolean | undefined) => (is ? '' : undefined);
  const isContainer = thing?.thing === 'container';
  return (
    <button
      type="button"
      className="deck-cell"
      data-p={position}
      data-thing={thing?.thing}
      data-filled={on(isContainer && thing.filled)}
      data-lidded={on(isContainer && thing.lidded)}
      data-experiment={on(thing?.experiment !== undefined && thing.experiment !== null)}
      data-conflict={on(conflict)}
      data-found={on(found)}
      data-open={on(open)}
      tabIndex={stop ? 0 : -1}
      onFocus={() => onCome(position)}
      aria-haspopup="dialog"
      aria-label={cellText(position, thing, conflict)}
    >
      <span>{position}</span>
      {wide ? <Words thing={thing} /> : null}
      {conflict ? <span className="deck-mark">!</span> : null}
    </button>
  );
}

function Words({ thing }: { thing: DeckThing | undefined }) {
  if (!thing) return <span className="deck-label">free</span>;
  const about =
    thing.thing === 'lid'
      ? 'lid'
      : (thing.experiment?.process ?? (thing.name === labelOf(thing) ? '' : thing.name));
  return (
    <>
      <span className="deck-label">{labelOf(thing)}</span>
      {about === '' ? null : <span className="deck-about">{about}</span>}
    </>
  );
}
