import { ArrowDown, ArrowUp, Minus } from 'lucide-react';
import { cn } from '@/components/ui/class-names';
import type { Verdict } from './estimates';

const WORDS: Record<Verdict, string> = {
  better: 'better',
  worse: 'worse',
  more: 'more',
  less: 'less',
  same: 'no difference',
};

const TONES: Record<Verdict, string> = {
  better: 'text-positive',
  worse: 'text-danger',
  more: 'text-ink-soft',
  less: 'text-ink-soft',
  same: 'text-muted',
};

/** Better or worse, by sign and word; a difference only where the runs can tell one. */
export function VerdictWord({ verdict, mean }: { verdict: Verdict; mean: number }) {
  const Sign = verdict === 'same' ? Minus : mean > 0 ? ArrowUp : ArrowDown;
  return (
    <span className={cn('inline-flex items-center gap-0.5 font-medium', TONES[verdict])}>
      <Sign aria-hidden="true" className="size-3.5" />
      {WORDS[verdict]}
    </span>
  );
}
