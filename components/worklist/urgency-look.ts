import type { Tone } from '@/components/ui/tone';
import type { Urgency } from '@/lib/worklist/urgency';

/** How each urgency is called and coloured; the words carry the meaning without the colour. */
export const URGENCY_LOOKS: Record<Urgency, { label: string; tone: Tone; edge: string }> = {
  overdue: { label: 'Overdue', tone: 'danger', edge: 'bg-danger' },
  at_risk: { label: 'At risk', tone: 'warning', edge: 'bg-warning' },
  in_time: { label: 'In time', tone: 'neutral', edge: 'bg-transparent' },
  no_due: { label: 'No deadline', tone: 'neutral', edge: 'bg-transparent' },
};
