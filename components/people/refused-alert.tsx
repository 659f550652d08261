import { Alert } from '@/components/ui/alert';
import type { ActionResult } from '@/lib/entry/action-result';

/** What an action refused, unless a field of the form says it already. */
export function RefusedAlert<T>({ result }: { result: ActionResult<T> | null }) {
  if (result === null || result.ok || result.fields.length > 0) return null;
  return (
    <Alert tone="danger" live>
      {result.message}
    </Alert>
  );
}
