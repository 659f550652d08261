import { Badge } from '@/components/ui/badge';

/** How many steps of an experiment failed, for a cell: none is quiet. */
export function FailureCount({ failed }: { failed: number }) {
  return failed === 0 ? (
    <span className="text-muted">0</span>
  ) : (
    <Badge tone="danger">{failed.toLocaleString('en')}</Badge>
  );
}
