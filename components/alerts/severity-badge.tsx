import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import type { Tone } from '@/components/ui/tone';
import type { Severity } from '@/lib/alerts/finding';

const LOOKS: Record<Severity, { label: string; tone: Tone; Icon: typeof Info }> = {
  critical: { label: 'Critical', tone: 'danger', Icon: CircleAlert },
  warning: { label: 'Warning', tone: 'warning', Icon: TriangleAlert },
  info: { label: 'Info', tone: 'info', Icon: Info },
};

/** How bad something is, in a word. */
export function severityLabel(severity: Severity): string {
  return LOOKS[severity].label;
}

/** How bad something is: a word and a sign, so that it does not hang on the colour. */
export function SeverityBadge({ severity }: { severity: Severity }) {
  const { label, tone, Icon } = LOOKS[severity];
  return (
    <Badge tone={tone} icon={<Icon aria-hidden="true" />}>
      {label}
    </Badge>
  );
}
