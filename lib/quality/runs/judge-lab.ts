import type { Finding, Judgement, Verdict, Violation } from '../judgement';
import type { JudgeContext, Table } from '../judge/judge-context';
import { judgeTable } from '../judge/judge-table';
import type { Rule } from '../rule';

type LabTables = (name: 'tests' | 'history') => Table;
type Listener = { violation: (violation: Violation) => void; progress: (rows: number) => void };

/** Each row of the history has the state before, so that no row must follow another. */
function ofHistory(rule: Rule): Rule {
  if (rule.type !== 'transition' || rule.state === undefined) return rule;
  const { state: _, key: __, ...rest } = rule;
  return rest;
}

const WORST_FIRST: readonly Verdict[] = ['fail', 'warn', 'pass', 'unjudged'];

function together(parts: readonly Judgement[], findings: Finding[]): Judgement {
  const sum = (of: (part: Judgement) => number) => parts.reduce((all, part) => all + of(part), 0);
  return {
    verdict: WORST_FIRST.find((one) => parts.some(({ verdict }) => verdict === one)) ?? 'unjudged',
    // Rows are tests; their history is counted where nothing else is judged.
    rows: parts[0]?.rows ?? 0,
    columns: parts[0]?.columns ?? [],
    errors: sum(({ errors }) => errors),
    warnings: sum(({ warnings }) => warnings),
    infos: sum(({ infos }) => infos),
    unjudged: sum(({ unjudged }) => unjudged),
    findings: findings.toSorted((a, b) => a.rule - b.rule),
  };
}

/**
 * Judges the lab's own data: transition rules by the history of the tests, all others by the tests.
 * What is said of a rule names its place among `rules`.
 */
export async function judgeLab(
  rules: readonly Rule[],
  context: JudgeContext,
  open: LabTables,
  on: Listener,
): Promise<Judgement> {
  const placed = rules.map((rule, place) => ({ rule, place }));
  const parts: Judgement[] = [];
  const findings: Finding[] = [];
  for (const name of ['tests', 'history'] as const) {
    const own = placed.filter(({ rule }) => (rule.type === 'transition') === (name === 'history'));
    if (own.length === 0) continue;
    const placeOf = (rule: number) => own[rule]?.place ?? rule;
    const judgement = await judgeTable(
      own.map(({ rule }) => ofHistory(rule)),
      context,
      open(name),
      {
        violation: (one) => on.violation({ ...one, rule: placeOf(one.rule) }),
        ...(name === 'tests' ? { progress: on.progress } : {}),
      },
    );
    parts.push(judgement);
    for (const finding of judgement.findings) {
      const examples = finding.examples.map((one) => ({ ...one, rule: placeOf(one.rule) }));
      findings.push({ ...finding, rule: placeOf(finding.rule), examples });
    }
  }
  return together(parts, findings);
}
