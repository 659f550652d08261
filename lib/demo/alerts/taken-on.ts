import type { EngineAlert } from '@/lib/alerts/engine/engine-state';
import type { KindName } from '@/lib/alerts/kinds/params';
import type { Random } from '../random';

const MINUTE = 60_000;

/** How likely somebody takes an alert on, in how many minutes, and what they say of it. */
type Habit = { chance: number; minutes: number; notes: readonly string[] };

const HABITS: Partial<Record<KindName, Habit>> = {
  sla_breach: {
    chance: 0.3,
    minutes: 12,
    notes: [
      'Diluted and running again, result within the half hour.',
      'Moved to the other analyser.',
      'Called the ward, they know it is late.',
    ],
  },
  critical_unhandled: { chance: 0.5, minutes: 6, notes: ['Calling the ward now.'] },
  device: {
    chance: 0.9,
    minutes: 4,
    notes: ['At the analyser.', 'Service is on the line; work moved to the other one.'],
  },
  missing_specimen: { chance: 0.3, minutes: 25, notes: ['Asked the courier.'] },
  error_rate: { chance: 0.7, minutes: 8, notes: ['Clot in the sample probe, rinsed.'] },
};

export type TakenOn = { at: Date; note: string };

/**
 * Whether and when the supervisor takes an alert on that fires now. Of those that nobody has dealt
 * with by the end (`stays`) one is surely taken on, `surely`, and no other.
 */
export function takenOn(
  random: Random,
  { kind, firedAt }: Pick<EngineAlert, 'kind' | 'firedAt'>,
  fate: 'passes' | 'stays' | 'surely',
): TakenOn | null {
  const habit = HABITS[kind];
  if (!habit || firedAt === null) return null;
  const minutes = random.logNormal(habit.minutes, 0.4);
  const note = random.weighted(habit.notes, () => 1);
  const wanted = random.chance(habit.chance);
  if (fate === 'stays' || (fate === 'passes' && !wanted)) return null;
  return { at: new Date(firedAt.getTime() + Math.round(minutes * MINUTE)), note };
}
