import type { ReactNode } from 'react';
import { Alert } from '@/components/ui/alert';
import { CodeBlock } from '@/components/ui/code';

/** A link or key that is shown now and never again, ready to copy. */
export function OnceOnly({
  title,
  label,
  value,
  children,
}: {
  title: string;
  /** What the value is: “Invitation link”. */
  label: string;
  value: string;
  children: ReactNode;
}) {
  return (
    <div className="grid gap-3">
      <Alert tone="positive" title={title} live>
        {children}
      </Alert>
      <CodeBlock label={label}>{value}</CodeBlock>
    </div>
  );
}
