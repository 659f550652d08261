import Link from 'next/link';
import { specimenHref } from '@/components/specimens/addresses';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import type { BulkOutcome } from '@/lib/worklist/bulk-requests';

/** What came of an action on many: how many it was done to, and each that it was not, with why. */
export function BulkOutcomeNotice({
  label,
  outcome,
  labSlug,
  onDismiss,
}: {
  label: string;
  outcome: BulkOutcome;
  labSlug: string;
  onDismiss: () => void;
}) {
  const { done, refused } = outcome;
  const specimens = done.length === 1 ? '1 specimen' : `${done.length} specimens`;
  return (
    <Alert
      tone={refused.length > 0 ? 'warning' : 'positive'}
      title={`${label}: done on ${specimens}${refused.length > 0 ? `, not on ${refused.length}` : ''}`}
      live
      actions={
        <Button size="sm" onClick={onDismiss}>
          Dismiss
        </Button>
      }
    >
      {refused.length > 0 ? (
        <ul aria-label="Not done" className="mt-1 grid max-h-60 gap-1 overflow-y-auto text-dense">
          {refused.map((row) => (
            <li key={`${row.specimen_id} ${row.assays.join(' ')}`}>
              <Link
                href={specimenHref(labSlug, row.specimen_id)}
                className="font-mono underline underline-offset-3"
              >
                {row.specimen_id}
              </Link>{' '}
              {row.assays.join(', ')}: {row.why}
            </li>
          ))}
        </ul>
      ) : null}
    </Alert>
  );
}
