'use client';

import { MoveRight } from 'lucide-react';
import { containerHref } from '@/components/containers/addresses';
import { Button } from '@/components/ui/button';
import { LinkButton } from '@/components/ui/link-button';
import type { Place } from '@/lib/containers/contract';
import type { DeckConflict, DeckContainer, DeckThing } from '@/lib/containers/deck/deck';
import { ConflictButtons } from './conflict-buttons';
import type { DeckActions } from './deck-board';
import { conflictText, placesOf, samePlace } from './deck-words';
import { PlaceFacts } from './place-facts';

/** What stands on a position, what is in conflict about it, and what can be done. */
export function PlacePanelBody({
  labSlug,
  timeZone,
  place,
  thing,
  conflicts,
  actions,
  onCorrect,
}: {
  labSlug: string;
  timeZone: string;
  place: Place;
  /** Null where it is free. */
  thing: DeckThing | null;
  conflicts: readonly DeckConflict[];
  /** Null for those who may not correct places. */
  actions: DeckActions | null;
  onCorrect: (container: DeckContainer, place: Place) => void;
}) {
  const here = conflicts.filter((conflict) =>
    placesOf(conflict).some((about) => samePlace(about, place)),
  );
  // Only a container has a place of its own to correct; that of a lid follows it.
  const standsAt = thing?.thing === 'container' ? place : null;
  return (
    <div className="grid gap-4">
      {thing ? (
        <PlaceFacts labSlug={labSlug} timeZone={timeZone} thing={thing} />
      ) : (
        <p className="text-muted">Neither a container nor a lid.</p>
      )}
      {here.map((conflict) => (
        <section
          key={conflict.id}
          aria-label="Placement conflict"
          className="grid gap-2.5 rounded-md bg-danger-soft p-3"
        >
          <p className="text-dense text-pretty">{conflictText(conflict)}</p>
          {actions ? (
            <ConflictButtons labSlug={labSlug} conflict={conflict} actions={actions} />
          ) : null}
        </section>
      ))}
      {thing ? (
        <div className="flex flex-wrap gap-2">
          <LinkButton
            href={containerHref(labSlug, thing.id)}
            size="sm"
            className="max-md:h-11 max-md:grow"
          >
            Open container
          </LinkButton>
          {actions && standsAt ? (
            <Button
              size="sm"
              className="max-md:h-11 max-md:grow"
              icon={<MoveRight aria-hidden="true" />}
              onClick={() => onCorrect(thing, standsAt)}
            >
              Correct place
            </Button>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
