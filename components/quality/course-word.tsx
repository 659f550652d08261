import { ArrowDownRight, ArrowUpRight, Equal, Sparkle, type LucideIcon } from 'lucide-react';
import { cn } from '@/components/ui/class-names';
import { courseOf, type Course, type FindingThen } from '@/lib/quality/compare-findings';
import { VERDICT_LOOKS } from './verdict-looks';

const LOOKS: Readonly<Record<Course, { label: string; Icon: LucideIcon; tone: string } | null>> = {
  better: { label: 'Better than before', Icon: ArrowUpRight, tone: 'text-positive' },
  worse: { label: 'Worse than before', Icon: ArrowDownRight, tone: 'text-danger' },
  same: { label: 'As before', Icon: Equal, tone: 'text-muted' },
  new: { label: 'Not in the run before', Icon: Sparkle, tone: 'text-muted' },
  unclear: null,
};

/** How a rule does beside the run before. */
export function CourseWord({ now, then }: { now: FindingThen; then: FindingThen | undefined }) {
  const look = LOOKS[courseOf(now, then)];
  const before = then
    ? ` (${VERDICT_LOOKS[then.verdict].label}${then.checked === 0 ? '' : `, ${then.failed.toLocaleString('en')} of ${then.checked.toLocaleString('en')}`})`
    : '';
  if (now.verdict === 'unjudged' && then?.verdict === 'unjudged')
    return <span className="text-muted">Could not be judged before either</span>;
  if (!look) return <span className="text-muted">Not to be compared with before{before}</span>;
  return (
    <span className={cn('inline-flex items-center gap-1', look.tone)}>
      <look.Icon aria-hidden="true" className="size-3.5 shrink-0" />
      <span>
        {look.label}
        <span className="text-muted">{before}</span>
      </span>
    </span>
  );
}
