'use client';

import { useRouter } from 'next/navigation';
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
  return (
    <SpecimenActions
      bench={bench}
      act={act}
      specimen={specimen}
      look="bar"
      onSpecimen={() => router.refresh()}
    />
  );
}
