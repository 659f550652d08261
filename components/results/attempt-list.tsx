import { PhoneMissed, PhoneCall, PhoneOutgoing } from 'lucide-react';
import { LabTime } from '@/components/ui/lab-time';
import { toneText } from '@/components/ui/tone';
import type { CriticalAttempt, CriticalOutcome } from '@/lib/results/contract';
import { OUTCOME_WORDS } from './critical-words';

const ICONS: Readonly<Record<CriticalOutcome, typeof PhoneCall>> = {
  CONFIRMED: PhoneCall,
  REACHED_NO_READBACK: PhoneOutgoing,
  UNABLE_TO_REACH: PhoneMissed,
};

/** Who was told or tried, how and when, oldest first. */
export function AttemptList({
  attempts,
  timeZone,
}: {
  attempts: readonly CriticalAttempt[];
  timeZone: string;
}) {
  if (attempts.length === 0) return null;
  return (
    <ol aria-label="Calls" className="space-y-1 text-dense">
      {attempts.map((attempt) => {
        const { label, tone } = OUTCOME_WORDS[attempt.outcome];
        const Icon = ICONS[attempt.outcome];
        const about = [attempt.role, attempt.method, `by ${attempt.by}`];
        return (
          <li key={attempt.id} className="flex gap-2">
            <Icon aria-hidden="true" className={`mt-0.5 size-3.5 shrink-0 ${toneText[tone]}`} />
            <span className="min-w-0">
              <span className={`font-medium ${toneText[tone]}`}>{label}</span>
              {': '}
              <span>{attempt.notified_to}</span>{' '}
              <span className="text-muted">
                {about.filter((text) => text !== null).join(' · ')} ·{' '}
                <LabTime time={attempt.at} timeZone={timeZone} />
                {attempt.comment ? ` · ${attempt.comment}` : ''}
              </span>
            </span>
          </li>
        );
      })}
    </ol>
  );
}
