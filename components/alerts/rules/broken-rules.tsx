import { Alert } from '@/components/ui/alert';
import type { BrokenRule } from '@/lib/alerts/rules/contract';
import { RemoveRule } from './remove-rule';
import type { RuleActions } from './rule-actions';

/** Above the rules: those that are not understood, with why; whoever may removes them. */
export function BrokenRules({
  rules,
  labSlug,
  remove,
}: {
  rules: readonly BrokenRule[];
  labSlug: string;
  remove: RuleActions['remove'] | null;
}) {
  if (rules.length === 0) return null;
  return (
    <Alert
      tone="warning"
      title={
        rules.length === 1
          ? 'A rule is not understood, and not looked at'
          : `${rules.length} rules are not understood, and not looked at`
      }
    >
      <ul className="space-y-2">
        {rules.map((rule) => (
          <li key={rule.id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="min-w-0 flex-1 wrap-anywhere">
              <b>{rule.name}</b> ({rule.kind}): {rule.reason}
            </span>
            {remove ? <RemoveRule labSlug={labSlug} rule={rule} remove={remove} /> : null}
          </li>
        ))}
      </ul>
    </Alert>
  );
}
