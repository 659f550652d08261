import type { LiveKind } from '@/lib/platform/live-kinds';
import { comparePositions, decodeResumeId } from '@/lib/platform/live-resume-id';

/** One thing heard on the stream. `reset` says that events were missed: anything may have changed. */
export type LiveSignal = {
  kind: LiveKind | 'reset';
  /** The id of what changed: a specimen's number. */
  entity: string;
  version: number;
  /** Where the stream goes on after it. */
  id: string;
};

/** What somebody wants to hear of: kinds, and one entity of them or all. */
export type Interest = { kinds: readonly LiveKind[]; entity?: string | undefined };

export function concerns(signal: LiveSignal, { kinds, entity }: Interest): boolean {
  if (signal.kind === 'reset') return true;
  // An import writes specimens by the thousand and says so once.
  if (signal.kind === 'import' && kinds.includes('specimen')) return true;
  return kinds.includes(signal.kind) && (entity === undefined || entity === signal.entity);
}

/** When the server sent it, in epoch milliseconds of the server's clock. */
export function sentAtMs({ id }: Pick<LiveSignal, 'id'>): number {
  return decodeResumeId(id)?.sentAtMs ?? 0;
}

/** Whether `id` names a later place in the stream than `than`. */
export function isLater(id: string, than: string | undefined): boolean {
  if (than === undefined) return true;
  const [a, b] = [decodeResumeId(id), decodeResumeId(than)];
  return a === null || b === null || comparePositions(a, b) > 0;
}
