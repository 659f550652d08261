import type { Alert } from './contract';

/** How an open alert stands, in the order of lists: what wants somebody first. */
export const STANDINGS = ['firing', 'acknowledged', 'pending', 'held'] as const;
export type Standing = (typeof STANDINGS)[number];

/** How an alert stands; held, whatever its status, while nobody is told of it. Null once it is over. */
export function standingOf({
  status,
  silenced_until: silenced,
  inhibited_by: inhibited,
}: Pick<Alert, 'status' | 'silenced_until' | 'inhibited_by'>): Standing | null {
  if (status === 'resolved') return null;
  return silenced !== null || inhibited !== null ? 'held' : status;
}
