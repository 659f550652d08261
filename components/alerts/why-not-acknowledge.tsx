import { Alert as Notice } from '@/components/ui/alert';
import { LabTime } from '@/components/ui/lab-time';
import { LinkButton } from '@/components/ui/link-button';
import type { Alert } from '@/lib/alerts/alerts/contract';
import { alertHref } from './addresses';
import { RESOLVED_WORDS } from './alert-words';

/** In place of the form, where an alert cannot be acknowledged, or not by its reader. */
export function WhyNotAcknowledge({
  alert,
  labSlug,
  timeZone,
}: {
  alert: Alert;
  labSlug: string;
  timeZone: string;
}) {
  const { status, acknowledged, resolved } = alert;
  const look = <LinkButton href={alertHref(labSlug, alert.id)}>See the alert</LinkButton>;
  if (status === 'acknowledged' && acknowledged !== null) {
    return (
      <Notice tone="positive" title={`${acknowledged.by} has acknowledged it`} actions={look}>
        <LabTime time={acknowledged.at} timeZone={timeZone} />
      </Notice>
    );
  }
  if (resolved !== null) {
    return (
      <Notice tone="positive" title="It is over" actions={look}>
        {RESOLVED_WORDS[resolved.as]}, <LabTime time={resolved.at} timeZone={timeZone} />. There is
        nothing to acknowledge any more.
      </Notice>
    );
  }
  if (status === 'pending') {
    return (
      <Notice tone="info" title="It does not fire yet" actions={look}>
        Nobody was told of it: there is nothing to acknowledge.
      </Notice>
    );
  }
  return (
    <Notice tone="info" title="Acknowledging takes a supervisor" actions={look}>
      With your role in this lab you can read it and leave a note.
    </Notice>
  );
}
