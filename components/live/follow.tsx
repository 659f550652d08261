import type { LiveKind } from '@/lib/platform/live-kinds';
import { FollowEvents } from './follow-events';

/**
 * Keeps the page it stands on up to date: when something of these kinds changes (or the one
 * `entity` of them: a specimen's number), the page's server components and queries are read again,
 * within about a second and at most once a second. What is typed or open stays. Draws nothing.
 *
 * `<Follow kinds={['specimen']} />` · `<Follow kinds={['specimen']} entity="S-1" />`
 */
export function Follow({ kinds, entity }: { kinds: readonly LiveKind[]; entity?: string }) {
  // The server's clock: what it sent before this page was drawn is on the page already. Drawn in
  // the browser, whose clock may be wrong, nothing is.
  const drawnAtMs = typeof window === 'undefined' ? Date.now() : 0;
  return <FollowEvents kinds={kinds} entity={entity} drawnAtMs={drawnAtMs} />;
}
