'use client';

import { Printer } from 'lucide-react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { useAction } from '@/components/ui/use-action';
import type { ChangeAction } from './change-action';

/** Puts on record that the label is printed, then opens the browser's print window. */
export function PrintLabelButton({
  labSlug,
  number,
  record,
}: {
  labSlug: string;
  number: string;
  record: ChangeAction<unknown>;
}) {
  const { run, pending, result } = useAction(record, labSlug);
  const print = async () => {
    const answer = await run({ specimen_id: number, given: {} });
    if (answer.ok) window.print();
  };
  return (
    <div className="grid justify-items-start gap-3">
      <Button
        variant="primary"
        icon={<Printer aria-hidden="true" />}
        pending={pending}
        onClick={() => void print()}
      >
        Print label
      </Button>
      {result?.ok === false ? (
        <Alert tone="danger" title="Not printed" live>
          {result.message}
        </Alert>
      ) : null}
    </div>
  );
}
