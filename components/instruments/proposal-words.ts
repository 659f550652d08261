import type { Proposal } from '@/lib/instruments/proposals/contract';

type Of = Pick<Proposal, 'kind' | 'assay' | 'run' | 'state'>;

/** What is proposed, without the specimen: “Results of CBC”, “Rejection”. */
export function proposalTitle({ kind, assay, run }: Of): string {
  if (kind === 'rejection') return 'Rejection';
  return `Results of ${assay ?? 'a test'}${run !== null && run > 1 ? `, run ${run}` : ''}`;
}

/** What all its results are, where they are the same and not just final: “corrected”. */
export function statusOfAll({ results }: Pick<Proposal, 'results'>): string | null {
  const [status, ...others] = new Set(results.map((result) => result.status));
  return status === undefined || status === 'final' || others.length > 0 ? null : status;
}

/** What taking it does, for whoever is about to. */
export function takeText({ kind, assay, state }: Of): string {
  if (kind === 'rejection') return 'The specimen is rejected in your name, with this reason.';
  const test = assay ?? 'The test';
  const entered = 'the results are entered and it is submitted again, all in your name';
  if (state === 'published') {
    return `${test} is amended, ${entered}: somebody else verifies it, and the report is marked as corrected.`;
  }
  if (state === 'verified') {
    return `${test} is retracted, ${entered}: somebody else verifies it.`;
  }
  return `The results are entered into ${test} and it is submitted, in your name: somebody else verifies it.`;
}

export const END_WORDS = {
  taken: { label: 'Taken', tone: 'positive' },
  dismissed: { label: 'Dismissed', tone: 'neutral' },
} as const;
