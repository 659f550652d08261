import { Badge } from '@/components/ui/badge';
import type { QualityRunRow } from '@/lib/quality/contract';
import type { Finding } from '@/lib/quality/judgement';
import { runLook, VERDICT_LOOKS, type Look } from './verdict-looks';

function LookBadge({ look: { label, tone, Icon } }: { look: Look }) {
  return (
    <Badge tone={tone} icon={<Icon aria-hidden="true" />}>
      {label}
    </Badge>
  );
}

/** What came of a rule or of all of them: a word and a sign, so that it does not hang on colour. */
export function VerdictBadge({ verdict }: { verdict: Finding['verdict'] }) {
  return <LookBadge look={VERDICT_LOOKS[verdict]} />;
}

/** How a run stands, or what came of it. */
export function RunBadge({ run }: { run: Pick<QualityRunRow, 'status' | 'verdict'> }) {
  return <LookBadge look={runLook(run)} />;
}
