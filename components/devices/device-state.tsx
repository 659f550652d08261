import { Hand } from 'lucide-react';
import { KINDS } from '@/components/metrics/uptime-words';
import { Badge } from '@/components/ui/badge';
import { LabTime } from '@/components/ui/lab-time';
import type { StateNowAnswer } from '@/lib/devices/states/contract';
import { stateText } from '@/lib/devices/states/state-names';

/** What a device is now, in words: kind, state, since when, and whether a person holds it. */
export function DeviceState({ now, timeZone }: { now: StateNowAnswer | null; timeZone: string }) {
  if (now === null) {
    return (
      <p className="text-sm text-muted">
        Retired: it takes nothing any more and has no state. Its history stays.
      </p>
    );
  }
  const { label, tone } = KINDS[now.limited ? 'limited' : now.kind];
  return (
    <div className="space-y-1.5">
      <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
        <Badge tone={tone} className="h-6 px-2 text-sm">
          {label}
        </Badge>
        {now.code === null ? null : <span className="text-sm">{stateText(now.code)}</span>}
        {now.held ? (
          <Badge tone="info" icon={<Hand aria-hidden="true" />}>
            Held by a person
          </Badge>
        ) : null}
      </p>
      <p className="text-dense text-muted">
        {now.since === null ? (
          'Nothing was ever reported of it.'
        ) : (
          <>
            Since <LabTime time={now.since} timeZone={timeZone} />
          </>
        )}
        {now.reason === null ? null : <span className="text-ink-soft"> · {now.reason}</span>}
      </p>
    </div>
  );
}
