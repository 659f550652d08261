import { ShieldCheck } from 'lucide-react';
import { Alert } from '@/components/ui/alert';
import { LabTime } from '@/components/ui/lab-time';
import type { AuditStatus } from '@/lib/audit/contract';

const figure = (value: number) => value.toLocaleString('en-GB');

function waitingText({ unsealed }: AuditStatus): string {
  if (unsealed === 0) return 'No event waits for its seal.';
  return unsealed === 1
    ? 'One event waits for its seal.'
    : `${figure(unsealed)} events wait for their seal.`;
}

/** How far the trail is sealed and anchored, and what is wrong with that at a glance. */
export function SealStatus({ status, timeZone }: { status: AuditStatus; timeZone: string }) {
  const { sealed_to, sealed_at, anchor, anchor_agrees, late } = status;
  if (!anchor_agrees && anchor) {
    return (
      <Alert tone="danger" title="The trail does not agree with its anchor" live>
        On <LabTime time={anchor.at} timeZone={timeZone} /> row {figure(anchor.position)} was noted
        outside the database with a hash that it does not bear now. Whoever runs the server should
        find out what happened: npm run audit:verify names the first bad row.
      </Alert>
    );
  }
  if (late > 0) {
    return (
      <Alert tone="warning" title="Events are not being sealed" live>
        {late === 1 ? 'One event has' : `${figure(late)} events have`} waited for more than a
        minute. Ask whoever runs the server whether its worker is up.
      </Alert>
    );
  }
  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5 text-dense text-muted">
      <ShieldCheck aria-hidden="true" className="size-4 text-positive" />
      {sealed_to === 0 ? (
        'Nothing has been sealed yet.'
      ) : (
        <span>
          Sealed to row <strong className="font-semibold text-ink">{figure(sealed_to)}</strong> (
          <LabTime time={sealed_at} timeZone={timeZone} />
          ).
        </span>
      )}
      <span>{waitingText(status)}</span>
      <span>
        {anchor ? (
          <>
            Last anchor: row {figure(anchor.position)} (
            <LabTime time={anchor.at} timeZone={timeZone} />
            ).
          </>
        ) : (
          'No anchor yet.'
        )}
      </span>
    </p>
  );
}
