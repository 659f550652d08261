'use client';

import { useEffect, useRef } from 'react';
import { TriangleAlert } from 'lucide-react';
import type { ConflictActions } from '@/components/containers/conflict-notice';
import { Button } from '@/components/ui/button';
import { LabTime } from '@/components/ui/lab-time';
import type { Place } from '@/lib/containers/contract';
import { labelOf, type DeckConflict, type DeckContainer } from '@/lib/containers/deck/deck';
import { ConflictButtons } from './conflict-buttons';
import { conflictText } from './deck-words';

/** The moves that were refused and that nobody has dealt with, above the deck. */
export function ConflictStrip({
  labSlug,
  timeZone,
  conflicts,
  count,
  actions,
  onShow,
  onCorrect,
}: {
  labSlug: string;
  timeZone: string;
  conflicts: readonly DeckConflict[];
  /** Of all that are open; only the latest are listed. */
  count: number;
  /** Null for those who may not correct places. */
  actions: ConflictActions | null;
  onShow: (conflict: DeckConflict) => void;
  onCorrect: (container: DeckContainer, place: Place) => void;
}) {
  const heading = useRef<HTMLHeadingElement>(null);
  const ended = useRef(false);
  useEffect(() => {
    // The buttons of what was dealt with are gone, and the focus with them: on to what is left.
    if (!ended.current || document.activeElement !== document.body) return;
    ended.current = false;
    heading.current?.focus({ preventScroll: true });
  }, [conflicts]);
  if (conflicts.length === 0) return null;
  return (
    <section
      aria-labelledby="deck-conflicts"
      className="overflow-hidden rounded-lg border border-danger/40 bg-surface"
    >
      <h2
        id="deck-conflicts"
        ref={heading}
        tabIndex={-1}
        className="flex items-center gap-2 bg-danger-soft px-4 py-2 text-sm font-semibold text-danger"
      >
        <TriangleAlert aria-hidden="true" className="size-4" />
        {count === 1 ? '1 placement conflict' : `${count.toLocaleString('en')} placement conflicts`}
      </h2>
      <ul className="max-h-96 divide-y divide-line overflow-y-auto">
        {conflicts.map((conflict) => (
          <li key={conflict.id} className="flex flex-wrap items-center gap-x-4 gap-y-2.5 px-4 py-3">
            <div className="min-w-0 grow basis-80">
              <p className="text-sm text-pretty">{conflictText(conflict)}</p>
              <p className="text-xs text-muted">
                The arm may have moved all the same. Told{' '}
                <LabTime time={conflict.last_at} timeZone={timeZone} />
                {conflict.times > 1 ? `, ${conflict.times} times` : ''}.{' '}
                <Button
                  variant="link"
                  className="text-xs max-md:min-h-8"
                  onClick={() => onShow(conflict)}
                >
                  Show on the deck
                </Button>
                {actions ? <CorrectOther conflict={conflict} onCorrect={onCorrect} /> : null}
              </p>
            </div>
            {actions ? (
              <div className="max-md:w-full">
                <ConflictButtons
                  // What was refused before is no news once something else stands in the way.
                  key={conflict.in_the_way?.id ?? ''}
                  labSlug={labSlug}
                  conflict={conflict}
                  actions={actions}
                  onEnded={() => {
                    ended.current = true;
                  }}
                />
              </div>
            ) : null}
          </li>
        ))}
      </ul>
      {count > conflicts.length ? (
        <p className="border-t px-4 py-2 text-dense text-muted">
          The latest {conflicts.length} are listed; the others follow as these are dealt with.
        </p>
      ) : null}
    </section>
  );
}

/** Another container stands in the way: it has to leave before the one that moved can have its place. */
function CorrectOther({
  conflict: { kind, container, in_the_way: other, to },
  onCorrect,
}: {
  conflict: DeckConflict;
  onCorrect: (container: DeckContainer, place: Place) => void;
}) {
  if (kind !== 'TARGET_TAKEN' || other?.thing !== 'container' || other.id === container?.id) {
    return null;
  }
  return (
    <Button
      variant="link"
      className="ml-3 text-xs max-md:ml-0 max-md:min-h-8"
      onClick={() => onCorrect(other, to)}
    >
      Correct the place of {labelOf(other)}
    </Button>
  );
}
