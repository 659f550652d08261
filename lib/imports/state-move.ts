import type { StateRule } from '@/lib/specimens/specimen-state';

/**
 * What a row's state does to a test: an import moves states forward only. `stay` where the test is
 * as far or farther; a sentence where the two cannot both be true.
 */
export function stateMove(
  from: string,
  to: string,
  rules: ReadonlyMap<string, StateRule>,
): 'stay' | 'move' | { refused: string } {
  const before = rules.get(from);
  const after = rules.get(to);
  if (from === to || !before || !after) return 'stay';
  if (before.kind === 'open') return after.rank > before.rank ? 'move' : 'stay';
  if (after.kind === 'open') return 'stay';
  if (before.kind === 'done') {
    if (to === 'invalidated') return 'move';
    return { refused: `is ${to}, but the test is ${from} already` };
  }
  // What was invalidated had been published before.
  if (from === 'invalidated' && after.kind === 'done') return 'stay';
  return { refused: `is ${to}, but the test is ${from}; reinstate it first` };
}
