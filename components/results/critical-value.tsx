import { TriangleAlert } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import { cn } from '@/components/ui/class-names';
import type { Critical } from '@/lib/results/contract';
import { basisText } from './critical-words';

/** What is to be told: the analyte, its value large, unit, flags and range. */
export function CriticalValue({ critical, large }: { critical: Critical; large?: boolean }) {
  const { analyte, analyte_name: name, value, unit, flags, reference_range: range } = critical;
  const about = [range && `Reference range ${range}`, basisText(critical.basis)];
  const known = about.filter((text) => text !== null && text !== '');
  return (
    <div className="min-w-0">
      <p className={cn('flex flex-wrap items-baseline gap-x-2', large ? 'text-lg' : 'text-base')}>
        <span className="font-medium">{name === '' ? analyte : name}</span>
        <span className="font-semibold text-danger">
          {value}
          {unit ? <span className="ml-1 text-dense font-medium">{unit}</span> : null}
        </span>
        {flags.map((flag) => (
          <Badge key={flag} tone="danger" icon={<TriangleAlert aria-hidden="true" />}>
            {flag}
          </Badge>
        ))}
        {critical.result_status === 'final' ? null : <Badge>{critical.result_status}</Badge>}
      </p>
      {known.length > 0 ? <p className="text-xs text-muted">{known.join(' · ')}</p> : null}
    </div>
  );
}
