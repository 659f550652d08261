import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import type { NextStep } from '@/lib/worklist/contract';

const NONE: Record<NextStep, { title: string; text: string }> = {
  verify: {
    title: 'Nothing waits for your verification',
    text: 'Tests appear here once somebody else submitted them.',
  },
  publish: {
    title: 'Nothing waits to be published',
    text: 'Tests appear here once they are verified.',
  },
};

/** Why the worklist is empty, and where there may be more. */
export function NothingOpen({
  filtered,
  next,
  mine,
  resetHref,
  allHref,
}: {
  filtered: boolean;
  next: NextStep | null;
  mine: boolean;
  resetHref: string;
  allHref: string;
}) {
  const all = mine ? <LinkButton href={allHref}>Look at all departments</LinkButton> : null;
  if (filtered) {
    return (
      <EmptyState
        title="Nothing matches"
        actions={
          <>
            <LinkButton href={resetHref}>Clear filters</LinkButton>
            {all}
          </>
        }
      >
        No open test meets all that is chosen above.
      </EmptyState>
    );
  }
  if (next) {
    return (
      <EmptyState title={NONE[next].title} actions={all}>
        {NONE[next].text}
      </EmptyState>
    );
  }
  return mine ? (
    <EmptyState title="Nothing is open on your bench" actions={all}>
      Every test of your departments is finished.
    </EmptyState>
  ) : (
    <EmptyState title="Nothing is open">
      Every test of this lab is finished. New ones appear here by themselves.
    </EmptyState>
  );
}
