import { invalidField } from '@/lib/platform/errors';
import { SILENCE_DAYS_AT_MOST } from './contract';

const DAY_MS = 86_400_000;

/** 422 for an end of a silence that is past, not after its start, or too far from it. */
export function refuseEnd(now: Date, startsAt: Date, endsAt: Date): void {
  if (endsAt <= now) throw invalidField('ends_at', 'is past: choose a later time');
  if (endsAt <= startsAt) throw invalidField('ends_at', 'must be after starts_at');
  if (endsAt.getTime() - startsAt.getTime() > SILENCE_DAYS_AT_MOST * DAY_MS) {
    throw invalidField('ends_at', `is more than ${SILENCE_DAYS_AT_MOST} days after the start`);
  }
}
