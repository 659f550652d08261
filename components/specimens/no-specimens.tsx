import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { newSpecimenHref } from './addresses';

/** A lab that has nothing yet: where its first specimens come from. */
export function NoSpecimens({
  what,
  labSlug,
  mayImport,
  mayWrite,
}: {
  what: string;
  labSlug: string;
  mayImport: boolean;
  mayWrite: boolean;
}) {
  return (
    <EmptyState
      title={`No ${what} yet`}
      actions={
        mayImport || mayWrite ? (
          <>
            {mayImport ? (
              <LinkButton href={`/${labSlug}/imports`} variant="primary">
                Import a file
              </LinkButton>
            ) : null}
            {mayWrite ? (
              <LinkButton href={newSpecimenHref(labSlug)}>New specimen</LinkButton>
            ) : null}
          </>
        ) : null
      }
    >
      {mayImport || mayWrite
        ? 'Import a CSV file from your LIS, or enter the first by hand.'
        : 'They appear here once they are imported or received.'}
    </EmptyState>
  );
}
