import Link from 'next/link';
import { cn } from '@/components/ui/class-names';

/** Where to go within the reference, beside what is read. */
export function SectionNav({
  label,
  links,
  className,
}: {
  label: string;
  links: readonly { href: string; label: string; current?: boolean }[];
  className?: string;
}) {
  return (
    <nav aria-label={label} className={className}>
      <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm lg:sticky lg:top-6 lg:grid">
        {links.map((link) => (
          <li key={link.href}>
            <Link
              href={link.href}
              prefetch={false}
              aria-current={link.current ? 'page' : undefined}
              className={cn(
                'inline-flex min-h-8 items-center rounded-sm hover:text-accent hover:underline',
                link.current ? 'font-medium text-accent' : 'text-ink-soft',
              )}
            >
              {link.label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
