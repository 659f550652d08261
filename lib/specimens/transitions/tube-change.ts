import type { LockedSpecimen } from '../lock-specimen';
import type { WorkTest } from './move-test';
import type { Prepared } from './prepare-transition';

type Change = {
  receivedAt?: Date;
  rejectedAt?: Date;
  rejectionReasonId?: string | null;
  sources?: Record<string, string>;
};

function sourcesWith(before: Record<string, string>, names: readonly string[], source: string) {
  return { ...before, ...Object.fromEntries(names.map((name) => [name, source])) };
}

/**
 * What an action does to the tube besides its tests: the first receipt is the tube's, and an action
 * without named assays rejects or revives it as a whole. Receipt and rejection keep their first time.
 */
export function tubeChange(
  prepared: Pick<Prepared, 'action' | 'assays' | 'occurredAt' | 'said'>,
  tube: Pick<LockedSpecimen, 'receivedAt' | 'rejectedAt' | 'sources'>,
  moves: readonly { test: WorkTest }[],
  source: string,
): Change {
  const { action, assays, occurredAt, said } = prepared;
  if (action === 'receive' && tube.receivedAt === null) {
    return { receivedAt: occurredAt, sources: sourcesWith(tube.sources, ['received'], source) };
  }
  if (assays !== undefined) return {};
  if (action === 'reject') {
    return {
      rejectedAt: tube.rejectedAt ?? occurredAt,
      rejectionReasonId: said.rejectionReasonId,
      sources: sourcesWith(tube.sources, ['rejected', 'rejection_reason'], source),
    };
  }
  const revived = moves.some(({ test }) => test.state === 'rejected');
  return revived ? { rejectionReasonId: null } : {};
}
