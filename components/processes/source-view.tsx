'use client';

import { CopyButton } from '@/components/ui/copy-button';
import { lineCount } from '@/lib/processes/line-count';

/**
 * A source with the numbers of its lines beside it. Two texts, whatever its length: ten thousand
 * elements would take a phone seconds.
 */
export function SourceView({ source, label }: { source: string; label: string }) {
  const numbers = Array.from({ length: lineCount(source) }, (_, line) => line + 1).join('\n');
  return (
    <div className="relative">
      <div
        tabIndex={0}
        role="region"
        aria-label={label}
        className="max-h-[75dvh] overflow-auto contain-inline-size focus-visible:outline-offset-[-2px]"
      >
        <div className="flex min-w-max font-mono text-xs leading-5">
          <pre
            aria-hidden="true"
            className="sticky left-0 border-r bg-sunken px-3 py-3 text-right text-muted select-none"
          >
            {numbers}
          </pre>
          <pre className="py-3 pr-14 pl-4 [tab-size:4]">{source}</pre>
        </div>
      </div>
      <CopyButton
        value={source}
        label="Copy the source"
        className="absolute top-1.5 right-4 bg-surface"
      />
    </div>
  );
}
