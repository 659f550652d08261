import { FlaskConical } from 'lucide-react';
import type { ReactNode } from 'react';

/** A quiet line over the page: what is shown here is not real. `children` may hold a link. */
export function DemoRibbon({ children }: { children?: ReactNode }) {
  return (
    <aside
      aria-label="Notice"
      className="flex items-center justify-center gap-2 bg-accent-soft px-4 py-1 text-center text-xs text-accent-strong print:hidden [&_a]:underline [&_a]:underline-offset-2"
    >
      <FlaskConical aria-hidden="true" className="size-3.5 shrink-0" />
      {children ?? 'Demo lab: made-up specimens, nothing here is a real result.'}
    </aside>
  );
}
