import { LabTime } from '@/components/ui/lab-time';
import type { ContainerHistoryEntry } from '@/lib/containers/contract';
import { historyWords } from './history-words';

const SOURCES: Record<string, string> = {
  portal: 'in the portal',
  api: 'through the interface',
  instrument: 'by instrument',
  job: 'by the system',
  import: 'by import',
};

/** Where a container has been and what was done to it, in the order given. */
export function ContainerTimeline({
  entries,
  timeZone,
}: {
  entries: readonly ContainerHistoryEntry[];
  timeZone: string;
}) {
  return (
    <ol aria-label="History" className="space-y-4">
      {entries.map((entry) => {
        const { title, details } = historyWords(entry);
        const byHand = entry.action === 'correct' || entry.action === 'reconcile';
        return (
          <li key={entry.id} className="relative break-inside-avoid border-l-2 pl-4">
            <span
              aria-hidden="true"
              className={`absolute top-1.5 -left-[5px] size-2 rounded-full ${byHand ? 'bg-warning' : 'bg-line-strong'}`}
            />
            <p className="text-sm font-medium break-words">{title}</p>
            <p className="text-dense text-muted">
              <LabTime time={entry.at} timeZone={timeZone} /> · {entry.actor.name}{' '}
              {SOURCES[entry.source] ?? ''}
            </p>
            {entry.reason === null && details.length === 0 ? null : (
              <p className="mt-0.5 text-dense break-words">
                {[...details, ...(entry.reason ? [`Reason: ${entry.reason}`] : [])].join(' · ')}
              </p>
            )}
          </li>
        );
      })}
    </ol>
  );
}
