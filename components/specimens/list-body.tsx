import type { ReactNode } from 'react';
import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton, TextLink } from '@/components/ui/link-button';
import { Pagination } from '@/components/ui/pagination';

/** A list below its filters: rows and their pages, or why there are none and what to do. */
export function ListBody({
  outcome,
  filtered,
  resetHref,
  none,
  summary,
  sizes = [],
  previousHref,
  nextHref,
  children,
}: {
  outcome: { ok: true; rows: readonly unknown[] } | { ok: false; message: string };
  filtered: boolean;
  resetHref: string;
  /** What stands here while the lab has nothing at all. */
  none: ReactNode;
  summary: string;
  /** How many rows a page may have, and where each choice leads. */
  sizes?: readonly { rows: number; href: string; current: boolean }[];
  previousHref: string | null;
  nextHref: string | null;
  children: ReactNode;
}) {
  const clear = (
    <LinkButton href={resetHref} variant="secondary">
      Clear filters
    </LinkButton>
  );
  if (!outcome.ok) {
    return (
      <Alert tone="warning" title="This list cannot be shown" live actions={clear}>
        {outcome.message}
      </Alert>
    );
  }
  if (outcome.rows.length === 0) {
    return (
      <Card>
        {filtered || previousHref ? (
          <EmptyState title="Nothing matches" actions={clear}>
            No row of this lab meets all the filters above. Take one off, or clear them.
          </EmptyState>
        ) : (
          none
        )}
      </Card>
    );
  }
  return (
    <Card flush>
      {children}
      <Pagination
        className="border-t"
        summary={
          <>
            {summary}
            {sizes.length > 0 ? (
              <span className="ml-3 inline-flex gap-2 whitespace-nowrap">
                Rows:
                {sizes.map(({ rows, href, current }) =>
                  current ? (
                    <strong key={rows} aria-current="true" className="text-ink">
                      {rows}
                    </strong>
                  ) : (
                    <TextLink
                      key={rows}
                      href={href}
                      className="max-md:-my-2.5 max-md:px-1.5 max-md:py-2.5"
                    >
                      {rows}
                    </TextLink>
                  ),
                )}
              </span>
            ) : null}
          </>
        }
        previousHref={previousHref}
        nextHref={nextHref}
      />
    </Card>
  );
}
