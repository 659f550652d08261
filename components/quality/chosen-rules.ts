/** What a file is judged by: the built-in rules, a rule set of the lab, or a text of rules. */
export type ChosenRules =
  { kind: 'built-in' } | { kind: 'set'; id: string } | { kind: 'text'; text: string };

/** Where a file is sent to be judged, and the fields that say by what. */
export const CHECK_PATH = '/dq/validate-csv';

export function fieldsOfRules(rules: ChosenRules): Record<string, string> {
  switch (rules.kind) {
    case 'built-in':
      return {};
    case 'set':
      return { rule_set: rules.id };
    case 'text':
      return { custom_rules: rules.text };
  }
}
