import { CircleCheck, CircleDashed, CircleSlash, Clock3 } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import type { Message } from '@/lib/instruments/inbox/contract';
import { STATUS_WORDS } from './message-words';

const ICONS = {
  accepted: Clock3,
  applied: CircleCheck,
  quarantined: CircleSlash,
  ignored: CircleDashed,
};

/** How a message fared. */
export function MessageStatus({ status }: { status: Message['status'] }) {
  const Icon = ICONS[status];
  const { label, tone } = STATUS_WORDS[status];
  return (
    <Badge tone={tone} icon={<Icon aria-hidden="true" />}>
      {label}
    </Badge>
  );
}
