'use client';

import { LeaveButton } from '@/components/ui/action-form';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import type { Correction } from './entry-values';

/** Asks before values take the place of others that somebody may have acted on. */
export function ConfirmCorrections({
  assay,
  corrections,
  pending,
  onConfirm,
  onClose,
}: {
  assay: string;
  /** Null while there is nothing to ask. */
  corrections: readonly Correction[] | null;
  pending: boolean;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const count = corrections?.length ?? 0;
  const what = count === 1 ? 'this result' : `these ${count} results`;
  return (
    <Dialog
      size="sm"
      open={corrections !== null}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={`Correct ${what} of ${assay}?`}
      description="The earlier values are kept, and the new ones marked as corrected."
      footer={
        <>
          <LeaveButton />
          <Button variant="primary" pending={pending} onClick={onConfirm}>
            Correct {what}
          </Button>
        </>
      }
    >
      <ul className="space-y-2">
        {(corrections ?? []).map(({ analyte, from, to, unit }) => (
          <li key={analyte} className="flex flex-wrap items-baseline gap-x-2 text-sm">
            <span className="font-mono">{analyte}</span>
            <del className="text-muted">{from}</del>
            <span aria-hidden="true">→</span>
            <ins className="font-semibold no-underline">{to}</ins>
            {unit ? <span className="text-muted">{unit}</span> : null}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
