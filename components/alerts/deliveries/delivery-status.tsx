import { Ban, CheckCheck, Clock, OctagonX } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import type { Notification } from '@/lib/alerts/delivery/contract';
import { deliveryStatus } from './delivery-words';

const ICONS = { queued: Clock, sent: CheckCheck, dead: OctagonX };

/** Where a notification stands, by a word and a sign. */
export function DeliveryStatus(given: Pick<Notification, 'status' | 'dismissed_at'>) {
  const { label, tone } = deliveryStatus(given);
  const Icon = given.dismissed_at === null ? ICONS[given.status] : Ban;
  return (
    <Badge tone={tone} icon={<Icon aria-hidden="true" />}>
      {label}
    </Badge>
  );
}
