import { SourceView } from '@/components/processes/source-view';
import { Card } from '@/components/ui/card';
import type { Rule } from '@/lib/quality/rule';
import { ruleWords } from './rule-words';
import { SeverityWord } from './severity-word';

/** Rules to be read: what each checks in words, and their text. */
export function RulesView({ rules, text }: { rules: readonly Rule[]; text: string }) {
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-5 xl:grid-cols-2">
      <Card title={rules.length === 1 ? '1 rule' : `${rules.length} rules`} flush>
        <ul className="divide-y">
          {rules.map((rule) => (
            <li key={rule.name} className="px-4 py-2.5 text-dense">
              <span className="mr-1.5 font-medium">{rule.name}</span>
              <SeverityWord severity={rule.severity} />
              <span className="block break-words text-ink-soft">{ruleWords(rule)}.</span>
              {rule.description ? (
                <span className="block break-words text-muted">{rule.description}</span>
              ) : null}
            </li>
          ))}
        </ul>
      </Card>
      <Card title="As text" flush>
        <SourceView source={text} label="The rules as YAML" />
      </Card>
    </div>
  );
}
