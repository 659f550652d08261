import type { Finding } from './judgement';

/** What of a finding another run is compared with. */
export type FindingThen = Pick<Finding, 'name' | 'verdict' | 'checked' | 'failed'>;

/** How a rule does beside an earlier run: new where that run had no such rule. */
export type Course = 'better' | 'worse' | 'same' | 'new' | 'unclear';

const RANK: Readonly<Record<Finding['verdict'], number | null>> = {
  pass: 0,
  info: 1,
  warn: 2,
  fail: 3,
  unjudged: null,
};
/** Shares that differ by less are the same. */
const A_TENTH_OF_A_PER_CENT = 0.001;

function shareOf({ checked, failed }: FindingThen): number {
  return checked === 0 ? 0 : failed / checked;
}

/**
 * How a rule does beside its run before: by its verdict, and where that is the same by the share of
 * its rows at fault. What could not be judged then or now cannot be compared.
 */
export function courseOf(now: FindingThen, then: FindingThen | undefined): Course {
  if (!then) return 'new';
  const [rankNow, rankThen] = [RANK[now.verdict], RANK[then.verdict]];
  if (rankNow === null || rankThen === null) return 'unclear';
  if (rankNow !== rankThen) return rankNow < rankThen ? 'better' : 'worse';
  const change = shareOf(now) - shareOf(then);
  if (Math.abs(change) < A_TENTH_OF_A_PER_CENT) return 'same';
  return change < 0 ? 'better' : 'worse';
}
