import type { LabDb, LabTx } from '@/lib/platform/db/lab-db';
import { invalidField, notFound } from '@/lib/platform/errors';
import { BUILT_IN_RULES } from '../dialect/built-in';
import { parseRules } from '../dialect/parse-rules';
import { rulesOrRefusal } from '../refuse-rules';
import { keepsRows, MAX_KEEPING_RULES, MAX_RULES } from '../rule';
import { ruleSetOf } from '../rule-sets/find-rule-set';
import type { ChosenRules } from './stored-rules';

/** The rules where nobody gives any. */
export function builtInRules(): ChosenRules {
  const { rules, notes, faults, name } = parseRules(BUILT_IN_RULES);
  if (faults.length > 0) throw new Error(`The built-in rules are faulty: ${faults[0]?.text}`);
  return {
    ruleSetId: null,
    ruleSetVersion: null,
    rulesName: name ?? 'Built-in rules',
    rules: { rules, notes },
  };
}

/** The version in force of a rule set; 422 with its faults where it cannot be read any more. */
export async function rulesOfSet(
  db: LabDb | LabTx,
  row: { id: string; version: number; name: string },
): Promise<ChosenRules> {
  const { id: ruleSetId, version, name } = row;
  const { text } = await db.ruleSetVersion.findFirstOrThrow({
    where: { ruleSetId, version },
    select: { text: true },
  });
  const { rules, notes } = rulesOrRefusal('rule_set', text);
  return { ruleSetId, ruleSetVersion: version, rulesName: name, rules: { rules, notes } };
}

/** The same by name or id, or the built-in rules for none. */
export async function rulesOfRef(
  db: LabDb | LabTx,
  ref: string | undefined,
): Promise<ChosenRules & { days: number }> {
  if (ref === undefined) return { ...builtInRules(), days: 7 };
  const row = await ruleSetOf(db, ref);
  if (!row) throw notFound('rule set');
  return { ...(await rulesOfSet(db, row)), days: row.days };
}

/** Rules that come with a request: those of a file, then those of a field. */
export function rulesOfTexts(texts: Readonly<Record<string, string | undefined>>): ChosenRules {
  const chosen: ChosenRules = {
    ruleSetId: null,
    ruleSetVersion: null,
    rulesName: 'Rules of the request',
    rules: { rules: [], notes: [] },
  };
  const names = new Map<string, string>();
  for (const [field, text] of Object.entries(texts)) {
    if (text === undefined) continue;
    const { rules, notes, name } = rulesOrRefusal(field, text);
    for (const rule of rules) {
      const other = names.get(rule.name);
      if (other !== undefined) {
        throw invalidField(field, `has a rule “${rule.name}”, as ${other} has; call it otherwise`);
      }
    }
    for (const rule of rules) names.set(rule.name, field);
    chosen.rules.rules.push(...rules);
    chosen.rules.notes.push(...notes);
    if (name !== undefined) chosen.rulesName = name;
    if (chosen.rules.rules.length > MAX_RULES) {
      throw invalidField(field, `makes more than ${MAX_RULES} rules`);
    }
    if (chosen.rules.rules.filter(keepsRows).length > MAX_KEEPING_RULES) {
      throw invalidField(
        field,
        `makes more than ${MAX_KEEPING_RULES} rules of kinds that keep every row (uniqueness, outlier, transition by key)`,
      );
    }
  }
  return chosen;
}
