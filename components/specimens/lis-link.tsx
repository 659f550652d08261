'use client';

import { ExternalLink } from 'lucide-react';
import { createContext, type ReactNode, useContext } from 'react';
import { cn } from '@/components/ui/class-names';
import { lisLink } from '@/lib/specimens/lis-link';

const Template = createContext<string | null>(null);

/** Tells the lab's pages where a specimen is found in its own LIS; null where the lab did not say. */
export function LisLinkProvider({
  template,
  children,
}: {
  template: string | null;
  children: ReactNode;
}) {
  return <Template value={template}>{children}</Template>;
}

/** The way to this specimen in the lab's LIS, for beside its number; nothing where there is none. */
export function LisLink({ number, className }: { number: string; className?: string }) {
  const template = useContext(Template);
  if (template === null) return null;
  return (
    <a
      href={lisLink(template, number)}
      target="_blank"
      rel="noreferrer"
      aria-label={`Open ${number} in the LIS`}
      title="Open in the LIS"
      className={cn(
        // Above the link that covers a row.
        'relative z-10 inline-flex size-6 items-center justify-center rounded align-middle text-muted hover:text-accent',
        className,
      )}
    >
      <ExternalLink aria-hidden="true" className="size-3.5" />
    </a>
  );
}
