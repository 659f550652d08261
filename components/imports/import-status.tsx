import { CircleAlert, CircleCheck, CircleSlash, Clock, LoaderCircle } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import type { ImportAnswer } from '@/lib/imports/contract';

const LOOKS = {
  queued: { tone: 'neutral', label: 'Waiting', Icon: Clock },
  running: { tone: 'accent', label: 'Running', Icon: LoaderCircle },
  completed: { tone: 'positive', label: 'Completed', Icon: CircleCheck },
  failed: { tone: 'danger', label: 'Failed', Icon: CircleAlert },
  cancelled: { tone: 'neutral', label: 'Cancelled', Icon: CircleSlash },
} as const;

/** How an import stands, as a badge with a sign of its own. */
export function ImportStatus({ status }: { status: ImportAnswer['status'] }) {
  const { tone, label, Icon } = LOOKS[status];
  return (
    <Badge tone={tone} icon={<Icon aria-hidden="true" />}>
      {label}
    </Badge>
  );
}
