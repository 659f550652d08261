import { Badge } from '@/components/ui/badge';
import type { Tone } from '@/components/ui/tone';
import type { WhatIfRow } from '@/lib/planning/contract';

const LOOKS: Record<WhatIfRow['status'], { label: string; tone: Tone }> = {
  queued: { label: 'Waiting', tone: 'neutral' },
  running: { label: 'Running', tone: 'info' },
  finished: { label: 'Finished', tone: 'positive' },
  failed: { label: 'Failed', tone: 'danger' },
  cancelled: { label: 'Cancelled', tone: 'neutral' },
};

export function WhatIfStatus({ status, percent }: Pick<WhatIfRow, 'status' | 'percent'>) {
  const { label, tone } = LOOKS[status];
  return <Badge tone={tone}>{status === 'running' ? `${label}, ${percent} %` : label}</Badge>;
}

export const isAtWork = ({ status }: Pick<WhatIfRow, 'status'>) =>
  status === 'queued' || status === 'running';

/** What a what-if is called: its own name, else those of its scenarios. */
export function whatIfTitle({
  name,
  kind,
  scenarios,
}: {
  name: string;
  kind: WhatIfRow['kind'];
  scenarios: readonly string[];
}): string {
  if (name !== '') return name;
  if (kind === 'back_test') return 'Back-test';
  return scenarios.length === 0 ? 'The lab as it stands' : scenarios.join(' · ');
}
