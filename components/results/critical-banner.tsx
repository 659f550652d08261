import { TriangleAlert } from 'lucide-react';
import type { Critical } from '@/lib/results/contract';
import { AttemptList } from './attempt-list';
import { CallSheet } from './call-sheet';
import { CloseSheet } from './close-sheet';
import type { CriticalContext } from './critical-list';
import { CriticalValue } from './critical-value';
import { WaitingClock } from './waiting-clock';

/** What of a specimen somebody has still to be told of; nothing when there is none. */
export function CriticalBanner({
  criticals,
  context,
}: {
  criticals: readonly Critical[];
  context: CriticalContext;
}) {
  if (criticals.length === 0) return null;
  const { labSlug, timeZone, limitMinutes, call, close } = context;
  return (
    <section
      aria-labelledby="open-criticals"
      className="rounded-lg border border-danger bg-danger-soft"
    >
      <h2
        id="open-criticals"
        className="flex items-center gap-2 px-4 pt-3 text-sm font-semibold text-danger"
      >
        <TriangleAlert aria-hidden="true" className="size-4" />
        {criticals.length === 1
          ? 'A critical result waits for its call'
          : `${criticals.length} critical results wait for their call`}
      </h2>
      <ul className="divide-y divide-line-strong/40">
        {criticals.map((critical) => (
          <li
            key={critical.id}
            className="flex flex-wrap items-start gap-x-5 gap-y-3 px-4 py-3 md:flex-nowrap"
          >
            <div className="min-w-0 grow space-y-1.5">
              <CriticalValue critical={critical} />
              <AttemptList attempts={critical.attempts} timeZone={timeZone} />
            </div>
            <div className="flex items-center gap-3 max-md:w-full max-md:justify-between">
              <WaitingClock waitingMinutes={critical.waiting_minutes} limitMinutes={limitMinutes} />
              <span className="flex gap-2">
                {call ? <CallSheet critical={critical} labSlug={labSlug} action={call} /> : null}
                {close ? <CloseSheet critical={critical} labSlug={labSlug} action={close} /> : null}
              </span>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
