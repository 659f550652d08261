import { Alert as Notice } from '@/components/ui/alert';
import { LinkButton } from '@/components/ui/link-button';
import type { Alert } from '@/lib/alerts/alerts/contract';

/** Of a critical result that is open: acknowledging is not handling it. Else nothing. */
export function OnlyHandlingEnds({ alert, labSlug }: { alert: Alert; labSlug: string }) {
  if (alert.rule.kind !== 'critical_unhandled' || alert.resolved !== null) return null;
  return (
    <Notice
      tone="warning"
      title="Only handling the critical result ends this"
      actions={
        <LinkButton size="sm" href={`/${labSlug}/criticals`}>
          Go to the criticals
        </LinkButton>
      }
    >
      Acknowledging says that you see to it. Its channels are told again until the call is recorded.
    </Notice>
  );
}
