import { Alert as Notice } from '@/components/ui/alert';
import { LinkButton } from '@/components/ui/link-button';
import type { Alert } from '@/lib/alerts/alerts/contract';
import { acknowledgeToldHref, deliveryHref } from './addresses';

/** Above the alerts that one notification told of: what they are, and what can be done to all. */
export function ToldOf({
  labSlug,
  notification,
  alerts,
  may,
}: {
  labSlug: string;
  notification: string;
  /** Those on the page. */
  alerts: readonly Alert[];
  /** Whether the reader may acknowledge. */
  may: boolean;
}) {
  const fires = alerts.some(({ status }) => status === 'firing');
  return (
    <Notice
      tone="info"
      title="What one notification told of, as it stands now"
      actions={
        <>
          {may && fires ? (
            <LinkButton
              variant="primary"
              size="sm"
              href={acknowledgeToldHref(labSlug, notification)}
            >
              Acknowledge them
            </LinkButton>
          ) : null}
          <LinkButton size="sm" href={deliveryHref(labSlug, notification)}>
            The notification
          </LinkButton>
        </>
      }
    />
  );
}
