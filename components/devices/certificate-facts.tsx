import { ShieldAlert, ShieldX } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import { CopyButton } from '@/components/ui/copy-button';
import { LabTime } from '@/components/ui/lab-time';
import type { DeviceCertificate } from '@/lib/devices/certificates/contract';

const DAY_MS = 86_400_000;

function Warning({ validTo, now }: { validTo: string; now: Date }) {
  const left = Date.parse(validTo) - now.getTime();
  if (left <= 0) {
    return (
      <Badge tone="danger" icon={<ShieldX aria-hidden="true" />}>
        Expired
      </Badge>
    );
  }
  const days = Math.floor(left / DAY_MS);
  return (
    <Badge tone="warning" icon={<ShieldAlert aria-hidden="true" />}>
      {days === 0 ? 'Expires within a day' : `Expires in ${days} day${days === 1 ? '' : 's'}`}
    </Badge>
  );
}

/** The certificate of a device's server: whose, until when, and its fingerprint to compare. */
export function CertificateFacts({
  certificate,
  now,
  timeZone,
}: {
  certificate: DeviceCertificate;
  now: Date;
  timeZone: string;
}) {
  const { fingerprint, subject, valid_to: validTo, expires_soon: soon } = certificate;
  if (fingerprint === null || validTo === null) {
    return (
      <p className="text-dense text-muted">
        None. The orchestrator leaves one here when the device’s server has one.
      </p>
    );
  }
  return (
    <div className="space-y-1.5 text-dense">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="min-w-0 break-words">{subject || 'names nobody'}</span>
        {soon ? <Warning validTo={validTo} now={now} /> : null}
      </p>
      <p className="text-muted">
        Valid until <LabTime time={validTo} timeZone={timeZone} />
      </p>
      <div className="flex items-start gap-1 rounded-md bg-sunken py-1 pr-1 pl-2.5">
        <code
          aria-label="SHA-256 fingerprint"
          className="min-w-0 grow py-1 font-mono text-2xs break-all text-ink-soft"
        >
          {fingerprint}
        </code>
        <CopyButton value={fingerprint} label="Copy the fingerprint" />
      </div>
    </div>
  );
}
