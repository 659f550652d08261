'use client';

import { X } from 'lucide-react';
import { ActionIcon } from '@/components/bench/action-look';
import { Button } from '@/components/ui/button';
import type { WorklistRow } from '@/lib/worklist/contract';
import { NEXT_STEPS } from '@/lib/worklist/contract';

/** What may be done to the tests selected, at the lower edge while there are any. */
export function SelectionBar({
  selected,
  labelOf,
  busy,
  onAct,
  onClear,
}: {
  selected: readonly WorklistRow[];
  labelOf: (action: string) => string;
  busy: boolean;
  onAct: (action: string) => void;
  onClear: () => void;
}) {
  if (selected.length === 0) return null;
  return (
    <div
      role="region"
      aria-label="Selection"
      className="sticky bottom-16 z-20 flex flex-wrap items-center gap-2 rounded-lg border border-line-strong bg-raised px-4 py-2.5 shadow-raised lg:bottom-4 print:hidden"
    >
      <span aria-live="polite" className="mr-auto text-sm font-medium">
        {selected.length === 1 ? '1 test' : `${selected.length} tests`}
        <span className="max-xs:sr-only"> selected</span>
      </span>
      {NEXT_STEPS.map((step) => {
        const able = selected.filter((row) => row.allowed_actions.includes(step)).length;
        if (able === 0) return null;
        return (
          <Button
            key={step}
            variant={able === selected.length ? 'primary' : 'secondary'}
            icon={<ActionIcon action={step} />}
            pending={busy}
            onClick={() => onAct(step)}
          >
            {labelOf(step)} {able}
          </Button>
        );
      })}
      <Button variant="ghost" icon={<X aria-hidden="true" />} onClick={onClear}>
        Clear
      </Button>
    </div>
  );
}
