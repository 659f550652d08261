import Link from 'next/link';
import { ArrowDown, ArrowUp, ChevronsUpDown } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import { cn } from './class-names';

/**
 * A dense table in a region that scrolls sideways and takes the keyboard focus. `label` names it.
 * With `tall` it also scrolls downwards within the screen, under its sticky header.
 */
export function Table({
  label,
  tall,
  caption,
  className,
  children,
}: {
  label: string;
  tall?: boolean;
  /** Shown under the table; `label` alone is for screen readers. */
  caption?: ReactNode;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div
      role="region"
      aria-label={label}
      tabIndex={0}
      className={cn(
        'relative w-full overflow-x-auto contain-inline-size focus-visible:outline-offset-[-2px]',
        tall && 'max-h-[75dvh] overflow-y-auto',
        className,
      )}
    >
      <table className="w-full border-separate border-spacing-0 text-left text-dense">
        {caption ? (
          <caption className="caption-bottom border-t px-3 py-2 text-left text-xs text-muted">
            {caption}
          </caption>
        ) : null}
        {children}
      </table>
    </div>
  );
}

/** The head rows; sticks to the top of a `tall` table. */
export function TableHead({ children }: { children: ReactNode }) {
  return <thead className="sticky top-0 z-10 bg-surface">{children}</thead>;
}

/** The body rows. */
export function TableBody({ children }: { children: ReactNode }) {
  return <tbody>{children}</tbody>;
}

/** A row. `selected` marks it; put one RowLink in it to make all of it a link. */
export function Tr({
  selected,
  className,
  ...rest
}: ComponentProps<'tr'> & { selected?: boolean }) {
  return (
    <tr
      aria-selected={selected}
      className={cn(
        'group relative',
        selected ? 'bg-accent-soft' : '[tbody_&:hover]:bg-hover',
        className,
      )}
      {...rest}
    />
  );
}

type ThProps = Omit<ComponentProps<'th'>, 'align'> & {
  numeric?: boolean;
  /** Where a click sorts to; `sorted` is the present order. */
  sortHref?: string;
  sorted?: 'asc' | 'desc';
};

/** A column heading; with `sortHref` a link that sorts, announced through aria-sort. */
export function Th({
  numeric,
  sortHref,
  sorted,
  className,
  children,
  scope = 'col',
  ...rest
}: ThProps) {
  const Arrow = sorted === 'asc' ? ArrowUp : sorted === 'desc' ? ArrowDown : ChevronsUpDown;
  return (
    <th
      scope={scope}
      aria-sort={sorted === 'asc' ? 'ascending' : sorted === 'desc' ? 'descending' : undefined}
      className={cn(
        'border-b px-3 py-2 text-xs font-medium whitespace-nowrap text-muted first:pl-4 last:pr-4',
        numeric && 'text-right',
        scope === 'row' && 'border-b text-dense font-normal text-ink group-last:border-b-0',
        className,
      )}
      {...rest}
    >
      {sortHref ? (
        <Link
          href={sortHref}
          className={cn(
            'inline-flex items-center gap-1 rounded-sm hover:text-ink',
            numeric && 'flex-row-reverse',
            sorted && 'text-ink',
          )}
        >
          {children}
          <Arrow aria-hidden="true" className={cn('size-3', !sorted && 'opacity-60')} />
        </Link>
      ) : (
        children
      )}
    </th>
  );
}

/** A cell. `numeric` aligns right; null or nothing prints a dash. */
export function Td({
  numeric,
  muted,
  className,
  children,
  ...rest
}: Omit<ComponentProps<'td'>, 'align'> & { numeric?: boolean; muted?: boolean }) {
  const empty = children === null || children === undefined || children === '';
  return (
    <td
      className={cn(
        'border-b px-3 py-2 align-middle whitespace-nowrap group-last:border-b-0 first:pl-4 last:pr-4',
        numeric && 'text-right',
        (muted || empty) && 'text-muted',
        className,
      )}
      {...rest}
    >
      {empty ? '–' : children}
    </td>
  );
}

/** The link of a row: covers the whole row, one tab stop. Other links in the row need `relative z-1`. */
export function RowLink({
  href,
  className,
  children,
}: {
  href: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <Link
      href={href}
      className={cn(
        'font-medium text-ink group-hover:text-accent after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:outline-2 focus-visible:after:-outline-offset-2 focus-visible:after:outline-accent',
        className,
      )}
    >
      {children}
    </Link>
  );
}
