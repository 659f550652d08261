'use client';

import { CircleCheck, CircleX } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Dialog, DialogClose } from '@/components/ui/dialog';
import type { BulkResult } from '@/lib/specimens/transitions/transition-contract';
import type { Bench } from './bench-context';
import { stateLabel } from './use-take-action';

/** What came of each specimen of a selection, those that were refused first. */
export function BulkResults({
  bench,
  outcome,
  refusedText = 'What was refused stays selected.',
  onClose,
}: {
  bench: Bench;
  outcome: { label: string; results: readonly BulkResult[] } | null;
  /** What becomes of those that were refused. */
  refusedText?: string;
  onClose: () => void;
}) {
  const results = outcome?.results.toSorted((a, b) => Number(a.ok) - Number(b.ok)) ?? [];
  const refused = results.filter(({ ok }) => !ok).length;
  const done = results.length - refused;
  return (
    <Dialog
      open={outcome !== null}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={`${outcome?.label ?? ''}: ${done} done${refused > 0 ? `, ${refused} refused` : ''}`}
      description={refused > 0 ? refusedText : 'Every one of them was done.'}
      footer={
        <DialogClose>
          <Button variant="primary">Close</Button>
        </DialogClose>
      }
    >
      <ul aria-label="Results" className="divide-y text-dense">
        {results.map((result, index) => (
          <li
            key={`${result.specimen_id} ${index}`}
            className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2.5 py-2 sm:grid-cols-[auto_auto_minmax(0,1fr)]"
          >
            {result.ok ? (
              <CircleCheck aria-hidden="true" className="mt-px size-4 shrink-0 text-positive" />
            ) : (
              <CircleX aria-hidden="true" className="mt-px size-4 shrink-0 text-danger" />
            )}
            <span className="font-mono font-medium break-all">{result.specimen_id}</span>
            <span className="min-w-0 text-ink-soft max-sm:col-start-2">
              {result.ok
                ? `Done${result.state === undefined ? '' : `: ${stateLabel(bench, result.state)}`}`
                : `Refused: ${result.detail ?? result.code ?? 'no reason given'}`}
            </span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
