import type { Finding } from '@/lib/quality/judgement';

/** What of a report is shown. */
export const REPORT_VIEWS = ['all', 'failing', 'unjudged', 'passed'] as const;
export type ReportView = (typeof REPORT_VIEWS)[number];

export const REPORT_VIEW_LABELS: Readonly<Record<ReportView, string>> = {
  all: 'All rules',
  failing: 'Do not hold',
  unjudged: 'Could not judge',
  passed: 'Hold',
};

function isIn(view: ReportView, verdict: Finding['verdict']): boolean {
  if (view === 'all') return true;
  if (view === 'passed') return verdict === 'pass';
  if (view === 'unjudged') return verdict === 'unjudged';
  return verdict === 'fail' || verdict === 'warn' || verdict === 'info';
}

const WORST_FIRST: readonly Finding['verdict'][] = ['fail', 'warn', 'unjudged', 'info', 'pass'];

/** The rules of a view, the worst first, and how many each view has. */
export function reportView<F extends Pick<Finding, 'verdict'>>(
  findings: readonly F[],
  view: ReportView,
): { shown: F[]; counts: Record<ReportView, number> } {
  const of = (one: ReportView) => findings.filter(({ verdict }) => isIn(one, verdict));
  return {
    shown: of(view).toSorted(
      (a, b) => WORST_FIRST.indexOf(a.verdict) - WORST_FIRST.indexOf(b.verdict),
    ),
    counts: {
      all: of('all').length,
      failing: of('failing').length,
      unjudged: of('unjudged').length,
      passed: of('passed').length,
    },
  };
}
