import { CountStrip } from '@/components/ui/count-strip';
import type { Worklist } from '@/lib/worklist/contract';
import { URGENCIES, type Urgency } from '@/lib/worklist/urgency';
import { URGENCY_LOOKS } from './urgency-look';

/** How many stand how to their due time; each figure narrows the list to its rows, and back. */
export function UrgencyStrip({
  counts,
  ...strip
}: {
  counts: Worklist['counts'];
  chosen: Urgency | null;
  hrefFor: (urgency: Urgency | null) => string;
}) {
  return (
    <CountStrip
      {...strip}
      entries={URGENCIES.map((key) => {
        const { label, tone } = URGENCY_LOOKS[key];
        return { key, label, tone, count: counts[key] };
      })}
    />
  );
}
