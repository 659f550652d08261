'use client';

import { MapPinPen } from 'lucide-react';
import { useState } from 'react';
import { CorrectPlace, type CorrectAction } from '@/components/deck/correct-place';
import { Button } from '@/components/ui/button';
import type { Place } from '@/lib/containers/contract';
import type { DeckContainer } from '@/lib/containers/deck/deck';

/** Opens the form that says by hand where a container stands, or that it is gone. */
export function CorrectPlaceButton({
  labSlug,
  container,
  place,
  devices,
  action,
}: {
  labSlug: string;
  container: DeckContainer;
  place: Place;
  devices: readonly { name: string; slots: number }[];
  action: CorrectAction;
}) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={<MapPinPen aria-hidden="true" />} onClick={() => setOpen(true)}>
        Correct place
      </Button>
      {open ? (
        <CorrectPlace
          labSlug={labSlug}
          container={container}
          place={place}
          devices={devices}
          action={action}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </>
  );
}
