import Link from 'next/link';
import { cn } from '@/components/ui/class-names';
import { labTimeText } from '@/components/ui/lab-time';
import { toneSoft } from '@/components/ui/tone';
import type { PastRun } from '@/lib/quality/runs/run-history';
import { runHref } from './addresses';
import { runLook } from './verdict-looks';

/** The verdicts of the last runs, the newest at the right, each a way to its report. */
export function VerdictStrip({
  runs,
  labSlug,
  timeZone,
  label,
}: {
  runs: readonly PastRun[];
  labSlug: string;
  timeZone: string;
  label: string;
}) {
  return (
    <ol aria-label={label} className="relative z-1 flex flex-wrap gap-0.5">
      {runs.map((run) => {
        const status = run.verdict === null ? 'failed' : 'finished';
        const look = runLook({ status, verdict: run.verdict });
        const words = `${look.label}, ${labTimeText(run.at, timeZone)}`;
        return (
          <li key={run.id}>
            <Link
              href={runHref(labSlug, run.id)}
              prefetch={false}
              title={words}
              aria-label={words}
              className={cn(
                'flex size-6 items-center justify-center rounded-sm hover:ring-1 hover:ring-line-strong',
                toneSoft[look.tone],
              )}
            >
              <look.Icon aria-hidden="true" className="size-3.5" />
            </Link>
          </li>
        );
      })}
    </ol>
  );
}
