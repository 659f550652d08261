import { CopyButton } from './copy-button';
import { cn } from './class-names';

/** A number or key as it stands on a label, in the mono face. */
export function Code({ children, className }: { children: string; className?: string }) {
  return <code className={cn('font-mono text-[0.94em] wrap-anywhere', className)}>{children}</code>;
}

/** A block to copy: a key, a command, an example. Scrolls sideways, reachable by keyboard. */
export function CodeBlock({ children, label }: { children: string; label: string }) {
  return (
    <div className="relative w-full rounded-md border bg-sunken contain-inline-size">
      <pre
        tabIndex={0}
        role="region"
        aria-label={label}
        className="overflow-x-auto p-3 pr-12 font-mono text-xs leading-5"
      >
        {children}
      </pre>
      <CopyButton
        value={children}
        label={`Copy: ${label}`}
        className="absolute top-1 right-1 bg-sunken"
      />
    </div>
  );
}
