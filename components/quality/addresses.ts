import { BUILT_IN } from '@/lib/quality/built-in-ref';

const query = (values: Record<string, string>): string => {
  const params = new URLSearchParams(values);
  return params.size === 0 ? '' : `?${params}`;
};

/** Where a lab's rule sets are listed. */
export function qualityHref(labSlug: string): string {
  return `/${labSlug}/quality`;
}

/** Where its runs are, with filters if any. */
export function runsHref(labSlug: string, filters: Record<string, string> = {}): string {
  return `${qualityHref(labSlug)}/runs${query(filters)}`;
}

/** Where a run is followed, and its report read. */
export function runHref(labSlug: string, id: string, view: Record<string, string> = {}): string {
  return `${runsHref(labSlug)}/${id}${query(view)}`;
}

/** Where all rows at fault of one rule of a run are; `rule` is its place among the rules, from 0. */
export function rowsAtFaultHref(labSlug: string, id: string, rule: number): string {
  return `${runHref(labSlug, id)}/rules/${rule}`;
}

/** Where the rows at fault of a run are downloaded. */
export function violationsCsvHref(labSlug: string, id: string): string {
  return `/api/v1/dq/runs/${id}/violations.csv${query({ lab: labSlug })}`;
}

/** Where a file is checked; by these rules, if named. */
export function checkFileHref(labSlug: string, ruleSet?: string): string {
  return `${qualityHref(labSlug)}/check${query(ruleSet === undefined ? {} : { rules: ruleSet })}`;
}

/** The views of a rule set. */
export const RULE_SET_VIEWS = ['rules', 'history', 'versions'] as const;
export type RuleSetView = (typeof RULE_SET_VIEWS)[number];

/** Where a rule set is; `id` is its id, or BUILT_IN. */
export function ruleSetHref(
  labSlug: string,
  id: string,
  { view = 'rules', ...more }: { view?: RuleSetView; version?: string; from?: string } = {},
): string {
  const values = { ...(view === 'rules' ? {} : { view }), ...more };
  return `${qualityHref(labSlug)}/rules/${id}${query(values)}`;
}

/** Where a new rule set is made, its text that of a template if one is named. */
export function newRuleSetHref(labSlug: string, template?: string): string {
  return `${qualityHref(labSlug)}/rules/new${query(template === undefined ? {} : { template })}`;
}

export function builtInHref(labSlug: string): string {
  return ruleSetHref(labSlug, BUILT_IN);
}
