import { CircleAlert } from 'lucide-react';
import { LinkButton } from '@/components/ui/link-button';
import { deadHref } from './addresses';

/** Over every page while notifications were given up and nobody has dismissed or replayed them. */
export function DeadNotifications({ labSlug, dead }: { labSlug: string; dead: number }) {
  if (dead === 0) return null;
  return (
    <section
      aria-label="Notifications that were not delivered"
      className="mb-5 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-md bg-danger-soft px-3.5 py-2 text-sm print:hidden"
    >
      <p className="flex min-w-0 grow basis-72 items-start gap-3">
        <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-danger" />
        <span>
          <strong className="font-semibold">
            {dead === 1
              ? 'A notification could not be delivered.'
              : `${dead.toLocaleString('en')} notifications could not be delivered.`}
          </strong>{' '}
          {dead === 1 ? 'Its channel told nobody.' : 'Their channels told nobody.'}
        </span>
      </p>
      <LinkButton size="sm" href={deadHref(labSlug)}>
        See why, and send again
      </LinkButton>
    </section>
  );
}
