import { Eye, type LucideIcon, MessageSquareText, PenLine } from 'lucide-react';
import { Badge } from '@/components/ui/badge';

type Asked = { needs_reason: boolean; four_eyes: boolean; needs_signature: boolean };

/** What an action may ask for, with the mark it has in the drawing and in lists. */
export const MARKS: { field: keyof Asked; label: string; Icon: LucideIcon; hint: string }[] = [
  {
    field: 'needs_reason',
    label: 'Reason',
    Icon: MessageSquareText,
    hint: 'Nobody can do it without saying why. The reason stands in the history.',
  },
  {
    field: 'four_eyes',
    label: 'Four eyes',
    Icon: Eye,
    hint: 'Not whoever submitted the test or entered its results. A key counts as its maker.',
  },
  {
    field: 'needs_signature',
    label: 'Signature',
    Icon: PenLine,
    hint: 'The person gives their password again, and what they signed is kept. Keys and instruments are refused.',
  },
];

/** What an action asks for, as badges. */
export function AskedBadges({ rule }: { rule: Asked }) {
  return (
    <span className="flex flex-wrap gap-1">
      {MARKS.filter(({ field }) => rule[field]).map(({ field, label, Icon }) => (
        <Badge key={field} icon={<Icon aria-hidden="true" />}>
          {label}
        </Badge>
      ))}
    </span>
  );
}
