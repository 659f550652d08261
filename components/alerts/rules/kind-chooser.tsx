import Link from 'next/link';
import { KIND_FACTS } from '@/lib/alerts/kinds/kind-facts';
import { KIND_NAMES, type KindName } from '@/lib/alerts/kinds/params';
import { newRuleHref } from '../addresses';
import { SeverityBadge } from '../severity-badge';

/** Where a new rule of a kind is made. */
export function newRuleOfHref(labSlug: string, kind: KindName): string {
  return `${newRuleHref(labSlug)}?kind=${kind}`;
}

/** What a rule can find: the first choice that its maker has. */
export function KindChooser({ labSlug }: { labSlug: string }) {
  return (
    <ul aria-label="Kinds of rules" className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
      {KIND_NAMES.map((kind) => {
        const { label, description, severity } = KIND_FACTS[kind];
        return (
          <li key={kind} className="group relative rounded-lg border bg-surface p-4 hover:bg-hover">
            <span className="flex items-start justify-between gap-3">
              <Link
                href={newRuleOfHref(labSlug, kind)}
                className="text-sm font-semibold text-ink group-hover:text-accent after:absolute after:inset-0 focus-visible:outline-none focus-visible:after:rounded-lg focus-visible:after:outline-2 focus-visible:after:outline-accent"
              >
                {label}
              </Link>
              <SeverityBadge severity={severity} />
            </span>
            <span className="mt-1 block text-dense text-pretty text-muted">{description}</span>
          </li>
        );
      })}
    </ul>
  );
}
