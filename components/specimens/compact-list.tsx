import type { ReactNode } from 'react';
import { SelectAllBox } from '@/components/bench/select-box';
import { RowLink } from '@/components/ui/table';
import { LisLink } from './lis-link';

/** Rows for a phone, in place of the table. */
export function CompactList({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul aria-label={label} className="divide-y md:hidden">
      {children}
    </ul>
  );
}

/** Selects all rows of a phone's list. */
export function SelectAllRow() {
  return (
    <div className="border-b px-3 md:hidden">
      <SelectAllBox text="Select all on this page" />
    </div>
  );
}

/** One row: number and state, then what it is about, then its times. All of it is the link. */
export function CompactRow({
  box,
  href,
  number,
  beside,
  state,
  priority,
  received,
  due,
  rest,
}: {
  /** Selects the row. */
  box?: ReactNode;
  href: string;
  number: string;
  beside: string;
  state: ReactNode;
  priority: ReactNode;
  received: ReactNode;
  due: ReactNode;
  rest: readonly (string | null)[];
}) {
  const known = rest.filter((text) => text !== null && text !== '');
  return (
    <li className="group relative space-y-1 px-3 py-2.5">
      <div className="flex items-center justify-between gap-3">
        <span className="flex min-w-0 items-center gap-2.5">
          {box}
          <RowLink href={href} className="font-mono text-sm break-all">
            {number}
          </RowLink>
          <LisLink number={number} />
        </span>
        {state}
      </div>
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 text-dense">
        <span className="min-w-0 font-medium break-words">{beside}</span>
        {priority}
        <span className="ml-auto">{due}</span>
      </div>
      <div className="flex flex-wrap gap-x-3 text-xs text-muted">
        {received}
        {known.length > 0 ? <span>{known.join(' · ')}</span> : null}
      </div>
    </li>
  );
}
