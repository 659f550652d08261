import { KNOWN_COLUMNS } from '@/lib/imports/known-columns';
import { env } from '@/lib/platform/env';
import { RULE_TEMPLATES } from '@/lib/quality/dialect/templates';
import { DIALECT_KINDS } from '@/lib/quality/rule';
import { LAB_COLUMNS } from '@/lib/quality/runs/lab-tables';
import {
  changeRuleSetAction,
  judgeLabAction,
  makeRuleSetAction,
  readRuleSetAction,
} from '../actions';

/** Texts a set begins with: those of one rule are inserted instead. */
export const WHOLE_TEMPLATES = RULE_TEMPLATES.filter(
  ({ name }) => !DIALECT_KINDS.some((kind) => kind === name),
).map(({ name, text }) => ({ name, text }));

/** What every editor of rules is given. */
export function editorParts() {
  return {
    columns: [...new Set([...KNOWN_COLUMNS, ...LAB_COLUMNS])],
    maxBytes: env().IMPORT_MAX_MB * 1_000_000,
    actions: {
      make: makeRuleSetAction,
      change: changeRuleSetAction,
      read: readRuleSetAction,
      judge: judgeLabAction,
    },
  };
}
