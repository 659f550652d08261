import { Alert } from '@/components/ui/alert';
import { LinkButton } from '@/components/ui/link-button';
import { deadHref } from './addresses';

/** Over every page while notifications were given up and nobody has dismissed or replayed them. */
export function DeadNotifications({ labSlug, dead }: { labSlug: string; dead: number }) {
  if (dead === 0) return null;
  return (
    <section aria-label="Notifications that were not delivered" className="mb-5 print:hidden">
      <Alert
        tone="danger"
        title={
          dead === 1
            ? 'A notification could not be delivered'
            : `${dead.toLocaleString('en')} notifications could not be delivered`
        }
        actions={
          <LinkButton size="sm" href={deadHref(labSlug)}>
            See why, and send again
          </LinkButton>
        }
      >
        Nobody was told of these alerts by their channel.
      </Alert>
    </section>
  );
}
