import { cn } from '@/components/ui/class-names';
import { exactLabTime, LabTime } from '@/components/ui/lab-time';
import { durationText } from '@/lib/specimens/duration-text';
import { milestoneSteps, type MilestoneStep } from '@/lib/specimens/milestone-steps';
import { MILESTONE_LABELS, type Milestones } from '@/lib/specimens/milestones';

function Gap({ step }: { step: MilestoneStep }) {
  if (step.minutes === null || step.since === null) return null;
  const from = MILESTONE_LABELS[step.since].toLowerCase();
  return (
    <span
      title={`${durationText(step.minutes)} since ${from}`}
      className={cn('text-xs', step.minutes < 0 ? 'font-medium text-danger' : 'text-muted')}
    >
      <span className="sr-only">after </span>
      {step.minutes < 0 ? '' : '+'}
      {durationText(step.minutes)}
      <span className="sr-only"> since {from}</span>
    </span>
  );
}

/**
 * The milestones of a test from left to right, downwards on phones, with the time between them.
 * One that is not known is hollow.
 */
export function MilestoneTimeline({
  milestones,
  timeZone,
}: {
  milestones: Milestones<string>;
  timeZone: string;
}) {
  const steps = milestoneSteps(milestones);
  return (
    <ol aria-label="Milestones" className="flex max-md:flex-col">
      {steps.map((step, index) => {
        const known = step.time !== null;
        const last = index === steps.length - 1;
        return (
          <li
            key={step.milestone}
            className="relative flex min-w-0 flex-1 gap-3 max-md:pb-3 max-md:last:pb-0 md:flex-col md:gap-1.5"
          >
            {last ? null : (
              <span
                aria-hidden="true"
                className={cn(
                  'absolute border-line-strong max-md:top-3 max-md:bottom-0 max-md:left-[5px] max-md:border-l md:top-[5px] md:right-0 md:left-3 md:border-t',
                  steps[index + 1]?.time === null && 'border-dashed opacity-60',
                )}
              />
            )}
            <span
              aria-hidden="true"
              className={cn(
                'relative mt-1 size-[11px] shrink-0 rounded-full border-2 md:mt-0',
                known ? 'border-accent bg-accent' : 'border-line-strong bg-surface',
                step.milestone === 'rejected' && 'border-state-rejected bg-state-rejected',
              )}
            />
            <div className="grid min-w-0 gap-x-2 max-md:grow max-md:grid-cols-[6.5rem_1fr] md:pr-3">
              <span className={cn('text-dense', known ? 'font-medium' : 'text-muted')}>
                {MILESTONE_LABELS[step.milestone]}
              </span>
              {step.time === null ? (
                <span className="text-dense text-muted">–</span>
              ) : (
                <span className="text-dense" title={exactLabTime(step.time, timeZone)}>
                  <LabTime time={step.time} timeZone={timeZone} shape="clock" />{' '}
                  <span className="text-xs text-muted">
                    <LabTime time={step.time} timeZone={timeZone} shape="day" />
                  </span>
                </span>
              )}
              <span className="max-md:col-start-2">
                <Gap step={step} />
              </span>
            </div>
          </li>
        );
      })}
    </ol>
  );
}
