import { X } from 'lucide-react';
import { Button, IconButton } from '@/components/ui/button';
import type { OfferedAction } from '@/lib/specimens/transitions/offered-actions';
import { ActionIcon } from './action-look';

/** Stands over the end of a list while rows are selected: what can be done to at least one of them. */
export function SelectionBar({
  count,
  offered,
  working,
  onChoose,
  onClear,
}: {
  count: number;
  /** `count` of each: to how many of the rows. */
  offered: readonly OfferedAction[];
  working: string | null;
  onChoose: (offered: OfferedAction) => void;
  onClear: () => void;
}) {
  return (
    <section
      aria-label="Selection"
      className="sticky bottom-3 z-20 flex items-center gap-3 rounded-lg bg-raised px-3 py-2 shadow-raised max-lg:bottom-17 print:hidden"
    >
      <p role="status" className="text-sm font-semibold whitespace-nowrap">
        {count} selected
      </p>
      <div className="flex min-w-0 grow gap-2 overflow-x-auto p-0.5 md:flex-wrap">
        {offered.length === 0 ? (
          <p className="text-dense text-muted">Nothing can be done to them.</p>
        ) : (
          offered.map((each) => (
            <Button
              key={each.action}
              size="sm"
              icon={<ActionIcon action={each.action} />}
              pending={working === each.action}
              disabled={working !== null}
              onClick={() => onChoose(each)}
            >
              {each.label}
              {each.count < count ? (
                <span className="text-xs font-normal text-muted">{each.count}</span>
              ) : null}
            </Button>
          ))
        )}
      </div>
      <IconButton label="Clear the selection" size="sm" onClick={onClear}>
        <X aria-hidden="true" />
      </IconButton>
    </section>
  );
}
