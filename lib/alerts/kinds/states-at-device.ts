import type { LabRules } from '@/lib/specimens/lab-rules';

/**
 * The open states in which a test still stands at its device: those before it has a result. What is
 * submitted waits for people.
 */
export function statesAtDevice({ states }: Pick<LabRules, 'states'>): string[] {
  const resulted = states.find(({ milestone }) => milestone === 'resulted')?.rank ?? Infinity;
  return states
    .filter(({ kind, rank }) => kind === 'open' && rank < resulted)
    .map(({ key }) => key);
}
