'use client';

import { useRouter } from 'next/navigation';
import { useRef } from 'react';
import type { Specimen } from '@/lib/specimens/contract';
import type { Bench, TakeAction } from './bench-context';
import { SpecimenActions } from './specimen-actions';

/** The actions of a whole tube at the head of its page, which is read again after each. */
export function PageActions({
  bench,
  act,
  specimen,
}: {
  bench: Bench;
  act: TakeAction;
  specimen: Specimen;
}) {
  const router = useRouter();
  const place = useRef<HTMLDivElement>(null);
  const taken = useRef(false);
  return (
    <div ref={place} tabIndex={-1} role="group" aria-label="Actions" className="outline-none">
      <SpecimenActions
        bench={bench}
        act={act}
        specimen={specimen}
        look="bar"
        onSpecimen={() => {
          taken.current = true;
          router.refresh();
        }}
        onIdle={() => {
          if (!taken.current) return;
          taken.current = false;
          // After the dialog has given its focus back to a button that is about to go.
          setTimeout(() => place.current?.focus({ preventScroll: true }), 0);
        }}
      />
    </div>
  );
}
