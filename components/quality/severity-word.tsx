import type { Severity } from '@/lib/quality/rule';

/** How bad it is where a rule does not hold; beside its verdict, so without a colour of its own. */
export function SeverityWord({ severity }: { severity: Severity }) {
  return (
    <span className="rounded-sm border border-line-strong px-1 text-2xs font-medium text-muted">
      {severity}
    </span>
  );
}
