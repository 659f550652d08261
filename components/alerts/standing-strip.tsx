import { CountStrip } from '@/components/ui/count-strip';
import type { AlertCounts } from '@/lib/alerts/alerts/contract';
import { STANDINGS, type Standing } from '@/lib/alerts/alerts/standing';
import { STANDING_WORDS } from './alert-words';

/** How many alerts stand how; each figure narrows the list to them, and back. */
export function StandingStrip({
  counts,
  ...strip
}: {
  counts: AlertCounts;
  chosen: Standing | null;
  hrefFor: (standing: Standing | null) => string;
}) {
  return (
    <CountStrip
      {...strip}
      entries={STANDINGS.map((key) => {
        const { label, tone } = STANDING_WORDS[key];
        const critical = key === 'firing' ? counts.critical : 0;
        return {
          key,
          tone,
          count: counts[key],
          label: critical === 0 ? label : <WithCritical label={label} critical={critical} />,
        };
      })}
    />
  );
}

function WithCritical({ label, critical }: { label: string; critical: number }) {
  return (
    <>
      {label}
      <span className="max-sm:sr-only">
        {', '}
        <span className="font-medium text-danger">{critical.toLocaleString('en')} critical</span>
      </span>
    </>
  );
}
