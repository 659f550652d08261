import { Hand } from 'lucide-react';
import { LabTime } from '@/components/ui/lab-time';
import type { StateChangeAnswer } from '@/lib/devices/states/contract';
import { stateText } from '@/lib/devices/states/state-names';

function What({ change }: { change: StateChangeAnswer }) {
  if (change.clears) return <>Held state cleared</>;
  return (
    <>
      {change.code === null ? 'Nothing' : stateText(change.code)}
      {change.held ? (
        <span className="ml-1.5 inline-flex items-center gap-1 text-xs text-info">
          <Hand aria-hidden="true" className="size-3" /> held
        </span>
      ) : null}
    </>
  );
}

/** What was last said of a device, the newest first. */
export function StateChanges({
  device,
  changes,
  timeZone,
}: {
  /** Its name: what it said itself needs no teller. */
  device: string;
  changes: readonly StateChangeAnswer[];
  timeZone: string;
}) {
  return (
    <ol className="divide-y text-dense">
      {changes.map((change) => (
        <li
          key={change.id}
          className="grid gap-x-4 gap-y-0.5 py-2 first:pt-0 last:pb-0 sm:grid-cols-[9.5rem_minmax(0,1fr)]"
        >
          <LabTime time={change.at} timeZone={timeZone} className="text-muted" />
          <span className="min-w-0">
            <What change={change} />
            {change.reason === null ? null : (
              <span className="break-words text-ink-soft"> · {change.reason}</span>
            )}
            {change.actor === device ? null : (
              <span className="block text-xs text-muted">{change.actor}</span>
            )}
          </span>
        </li>
      ))}
    </ol>
  );
}
