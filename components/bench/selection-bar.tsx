import { X } from 'lucide-react';
import { Button, IconButton } from '@/components/ui/button';
import { ActionIcon } from './action-look';

/** What the bar offers; `count` is to how many of those selected. */
export type SelectionAction = { action: string; label: string; count: number };

/** Stands over the end of a list while rows are selected: what can be done to at least one of them. */
export function SelectionBar<A extends SelectionAction>({
  count,
  noun,
  offered,
  busy,
  isPending = () => busy,
  isPrimary = () => false,
  onChoose,
  onClear,
}: {
  count: number;
  /** What is counted, “test”; nothing where the list says it. */
  noun?: string;
  offered: readonly A[];
  busy: boolean;
  /** Which of them runs while one does; all, unless told. */
  isPending?: (offered: A) => boolean;
  isPrimary?: (offered: A) => boolean;
  onChoose: (offered: A) => void;
  onClear: () => void;
}) {
  return (
    <section
      aria-label="Selection"
      className="sticky bottom-3 z-20 flex items-center gap-3 rounded-lg border border-line-strong bg-raised px-3 py-2 shadow-raised max-lg:bottom-17 print:hidden"
    >
      <p role="status" className="text-sm font-semibold whitespace-nowrap">
        {count} {noun ? `${noun}${count === 1 ? '' : 's'} ` : ''}
        <span className={noun ? 'max-xs:sr-only' : undefined}>selected</span>
      </p>
      <div className="flex min-w-0 grow gap-2 overflow-x-auto p-0.5 md:flex-wrap">
        {offered.length === 0 ? (
          <p className="text-dense text-muted">Nothing can be done to them.</p>
        ) : (
          offered.map((each) => (
            <Button
              key={each.action}
              size={offered.length > 3 ? 'sm' : 'md'}
              variant={isPrimary(each) ? 'primary' : 'secondary'}
              icon={<ActionIcon action={each.action} />}
              pending={busy && isPending(each)}
              disabled={busy}
              onClick={() => onChoose(each)}
            >
              {each.label} {each.count}
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
