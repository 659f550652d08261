import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import type { FieldError } from '@/components/ui/form-errors';
import { fieldText } from './mapping-words';

/** More than these are named once these are put right. */
const FAULTS_SHOWN = 4;

const listOf = (count: number, one: string, many: string) =>
  `${count.toLocaleString('en')} ${count === 1 ? one : many}`;

/** What stays in sight while a table is edited: how much is changed, what is wrong, and the ways on. */
export function ChangeBar({
  version,
  count,
  faults,
  refused,
  trying,
  saving,
  onDiscard,
  onTry,
  onSave,
}: {
  version: number;
  /** Of changes that are not saved. */
  count: number;
  faults: readonly FieldError[];
  refused: { code: string; message: string } | null;
  trying: boolean;
  saving: boolean;
  onDiscard: () => void;
  onTry: () => void;
  onSave: () => void;
}) {
  return (
    <section
      aria-label="Changes"
      className="sticky bottom-3 z-20 space-y-2.5 rounded-lg border border-line-strong bg-raised p-2 shadow-raised max-lg:bottom-17 print:hidden"
    >
      {faults.length > 0 ? (
        <Alert
          tone="danger"
          live
          title={listOf(faults.length, 'thing to put right', 'things to put right')}
        >
          <ul className="space-y-0.5">
            {faults.slice(0, FAULTS_SHOWN).map(({ field, message }) => (
              <li key={`${field} ${message}`} className="wrap-anywhere">
                <span className="font-medium">{fieldText(field) ?? field}</span>: {message}
              </li>
            ))}
          </ul>
          {faults.length > FAULTS_SHOWN ? (
            <p>And {faults.length - FAULTS_SHOWN} more, marked where they stand.</p>
          ) : null}
        </Alert>
      ) : refused !== null ? (
        <Alert
          tone="danger"
          live
          title="Not done"
          actions={
            refused.code === 'version_conflict' ? (
              <Button size="sm" onClick={() => window.location.reload()}>
                Load the newer table
              </Button>
            ) : undefined
          }
        >
          {refused.message}
        </Alert>
      ) : null}
      <div className="flex flex-wrap items-center gap-2 pl-1">
        <p role="status" className="min-w-0 grow text-dense">
          {count === 0 ? (
            <span className="text-muted">
              {version === 0 ? 'The default, unchanged' : `Version ${version}, unchanged`}
            </span>
          ) : (
            <span className="font-medium">
              {listOf(count, 'change', 'changes')}
              <span className="max-sm:sr-only"> not saved</span>
            </span>
          )}
        </p>
        {count === 0 ? null : (
          <Button variant="ghost" onClick={onDiscard}>
            Discard
          </Button>
        )}
        <Button pending={trying} onClick={onTry}>
          Try
        </Button>
        <Button variant="primary" pending={saving} disabled={count === 0} onClick={onSave}>
          Save
        </Button>
      </div>
    </section>
  );
}
