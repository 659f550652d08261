import type { Critical, CriticalClosing, CriticalOutcome } from '@/lib/results/contract';
import type { Tone } from '@/components/ui/tone';

export const OUTCOME_WORDS: Readonly<Record<CriticalOutcome, { label: string; tone: Tone }>> = {
  CONFIRMED: { label: 'Told and read back', tone: 'positive' },
  REACHED_NO_READBACK: { label: 'Told, not read back', tone: 'warning' },
  UNABLE_TO_REACH: { label: 'Nobody reached', tone: 'danger' },
};

export const CLOSING_WORDS: Readonly<Record<CriticalClosing, { label: string; tone: Tone }>> = {
  CONFIRMED: { label: 'Confirmed', tone: 'positive' },
  WITHDRAWN: { label: 'Withdrawn', tone: 'neutral' },
  NOT_REQUIRED: { label: 'Not required', tone: 'neutral' },
  CLOSED_UNREACHED: { label: 'Nobody reached', tone: 'danger' },
};

const BASIS_WORDS: Readonly<Record<NonNullable<Critical['basis']>, string>> = {
  given: 'given as critical',
  flag: 'critical by its flag',
  code: 'a critical code',
  limit: 'beyond a critical limit',
};

export function basisText(basis: Critical['basis']): string | null {
  return basis && BASIS_WORDS[basis];
}

/** How pressing a wait is: past the limit, past two thirds of it, or neither. */
export function waitTone(minutes: number, limitMinutes: number): Tone {
  if (minutes > limitMinutes) return 'danger';
  return minutes >= (limitMinutes * 2) / 3 ? 'warning' : 'neutral';
}

/** A running clock: 0:42, 12:05, 2:05:09; from a day on "1 d 2 h". */
export function clockText(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60];
  if (hours >= 24) return `${Math.floor(hours / 24)} d ${hours % 24} h`;
  const tail = String(whole % 60).padStart(2, '0');
  return hours === 0
    ? `${minutes}:${tail}`
    : `${hours}:${String(minutes).padStart(2, '0')}:${tail}`;
}
