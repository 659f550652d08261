'use client';

import type { Place } from '@/lib/containers/contract';
import type { Deck, DeckDevice, DeckFound } from '@/lib/containers/deck/deck';
import { placesOf } from './deck-words';
import { DeviceCard } from './device-card';

/** More devices than this stand in rows under their type, where types have several; else they are fitted together. */
const MANY = 24;
const SEVERAL = 3;

type Marks = ReadonlyMap<string, ReadonlySet<number>>;

/** Positions by their device's name. */
function marksOf(places: readonly Place[]): Marks {
  const marks = new Map<string, Set<number>>();
  for (const { device, position } of places) {
    marks.set(device, (marks.get(device) ?? new Set()).add(position));
  }
  return marks;
}

/** The devices, those of one type beside each other. */
export function DeckDevices({
  labSlug,
  deck,
  found,
  open,
}: {
  labSlug: string;
  deck: Deck;
  found: DeckFound | null;
  open: Place | null;
}) {
  const conflicts = marksOf(deck.conflicts.flatMap(placesOf));
  const hits = marksOf(found?.hits.flatMap(({ place }) => place ?? []) ?? []);
  const card = (device: DeckDevice) => (
    <DeviceCard
      labSlug={labSlug}
      device={device}
      conflicts={conflicts.get(device.name)}
      found={hits.get(device.name)}
      open={open?.device === device.name ? open.position : null}
    />
  );
  const types = new Map<string, DeckDevice[]>();
  for (const device of deck.devices) {
    types.set(device.type, [...(types.get(device.type) ?? []), device]);
  }
  if (deck.devices.length <= MANY || deck.devices.length < SEVERAL * types.size) {
    return (
      <ul aria-label="Devices" className="columns-[20rem] gap-4">
        {deck.devices.map((device) => (
          <li key={device.id} className="mb-4 break-inside-avoid">
            {card(device)}
          </li>
        ))}
      </ul>
    );
  }
  return (
    <div className="space-y-6">
      {[...types].map(([type, devices]) => (
        <section key={type} aria-label={type}>
          <p aria-hidden="true" className="mb-2 text-sm font-semibold">
            {type} <span className="font-normal text-muted">{devices.length}</span>
          </p>
          <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(20rem,100%),1fr))] items-start gap-4">
            {devices.map((device) => (
              <li key={device.id}>{card(device)}</li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
