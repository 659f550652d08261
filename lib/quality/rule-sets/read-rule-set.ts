import { authorize, type Ctx } from '@/lib/platform/context';
import type { RuleSet as RuleSetRow } from '@/lib/platform/db/generated/client';
import type { LabDb, LabTx } from '@/lib/platform/db/lab-db';
import type { RuleSetInFull } from '../contract';
import { parseRules } from '../dialect/parse-rules';
import { findRuleSet } from './find-rule-set';
import { ruleSetAnswer } from './rule-set-answer';

/** Older versions are read by their number. */
const VERSIONS_LISTED = 200;

/** A rule set with its text and its versions. */
export async function inFull(db: LabDb | LabTx, row: RuleSetRow): Promise<RuleSetInFull> {
  const { id: ruleSetId, version } = row;
  const { text } = await db.ruleSetVersion.findFirstOrThrow({
    where: { ruleSetId, version },
    select: { text: true },
  });
  const versions = await db.ruleSetVersion.findMany({
    where: { ruleSetId },
    orderBy: { version: 'desc' },
    take: VERSIONS_LISTED,
    select: { version: true, actorName: true, createdAt: true },
  });
  const { rules, notes } = parseRules(text);
  return {
    ...(await ruleSetAnswer(db, row)),
    text,
    rules,
    notes,
    versions: versions.map((one) => ({
      version: one.version,
      by: one.actorName,
      at: one.createdAt.toISOString(),
    })),
  };
}

/** A rule set by its id or name; 404 for none. */
export async function readRuleSet(ctx: Ctx, ref: string): Promise<RuleSetInFull> {
  authorize(ctx, 'read');
  return inFull(ctx.db, await findRuleSet(ctx.db, ref));
}
