import { authorize, type Ctx } from '@/lib/platform/context';
import { notFound } from '@/lib/platform/errors';
import type { RuleSetVersionInFull } from '../contract';
import { parseRules } from '../dialect/parse-rules';
import { diffLines } from './diff-lines';
import { findRuleSet } from './find-rule-set';

/** What became of the rules of a text, by their names. */
function diffRules(before: string, after: string): RuleSetVersionInFull['rules'] {
  const [then, now] = [before, after].map(
    (text) => new Map(parseRules(text).rules.map((rule) => [rule.name, JSON.stringify(rule)])),
  );
  const [old, present] = [then ?? new Map<string, string>(), now ?? new Map<string, string>()];
  return {
    added: [...present.keys()].filter((name) => !old.has(name)),
    removed: [...old.keys()].filter((name) => !present.has(name)),
    changed: [...present].flatMap(([name, rule]) =>
      old.has(name) && old.get(name) !== rule ? [name] : [],
    ),
  };
}

/** A version of a rule set, and what it changed of the one before; 404 for none. */
export async function readRuleSetVersion(
  ctx: Ctx,
  ref: string,
  version: number,
): Promise<RuleSetVersionInFull> {
  authorize(ctx, 'read');
  const { id: ruleSetId } = await findRuleSet(ctx.db, ref);
  const rows = await ctx.db.ruleSetVersion.findMany({
    where: { ruleSetId, version: { in: [version, version - 1] } },
    orderBy: { version: 'desc' },
  });
  const [row, earlier] = rows;
  if (row?.version !== version) throw notFound('version of this rule set');
  const before = earlier?.text ?? '';
  return {
    version,
    by: row.actorName,
    at: row.createdAt.toISOString(),
    text: row.text,
    compared_with: earlier?.version ?? null,
    rules: diffRules(before, row.text),
    lines: earlier
      ? diffLines(before, row.text)
      : row.text.split('\n').map((text) => ({ change: 'added', text })),
  };
}
