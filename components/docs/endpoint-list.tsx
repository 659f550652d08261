import { ChevronRight } from 'lucide-react';
import Link from 'next/link';
import { Card } from '@/components/ui/card';
import { Code } from '@/components/ui/code';
import type { ReferenceLine, ReferenceSection } from '@/lib/entry/reference-index';
import { MethodBadge } from './method-badge';

/** A section of the index: a line for each endpoint, which leads to its page. */
export function EndpointList({ section: { tag, id, lines } }: { section: ReferenceSection }) {
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="scroll-mt-4">
      <h2 id={`${id}-title`} className="mb-2 text-lg font-semibold">
        {tag}
      </h2>
      <Card flush>
        <ul className="divide-y">
          {lines.map((line) => (
            <li key={line.id} id={line.id} className="scroll-mt-4 target:bg-accent-soft">
              <EndpointLine line={line} />
            </li>
          ))}
        </ul>
      </Card>
    </section>
  );
}

function EndpointLine({ line }: { line: ReferenceLine }) {
  return (
    // One reads few of them: nothing is fetched before it is asked for.
    <Link
      href={`/docs/${line.id}`}
      prefetch={false}
      className="group flex items-center gap-x-3 px-4 py-2.5 hover:bg-hover focus-visible:-outline-offset-2"
    >
      <span className="flex min-w-0 grow flex-wrap items-center gap-x-3 gap-y-1">
        <MethodBadge method={line.method} />
        <Code className="text-sm font-medium group-hover:text-accent">{line.address}</Code>
        <span className="text-dense text-muted">{line.summary}</span>
        {line.fields.length > 0 ? (
          <span className="w-full text-xs text-muted">
            has <Code>{line.fields.join(', ')}</Code>
          </span>
        ) : null}
      </span>
      <span className="text-xs text-muted max-sm:hidden">{line.leastRole}</span>
      <ChevronRight aria-hidden="true" className="size-4 shrink-0 text-muted" />
    </Link>
  );
}
