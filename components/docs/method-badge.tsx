import { Badge } from '@/components/ui/badge';
import type { Tone } from '@/components/ui/tone';

const METHOD_TONES: Record<string, Tone> = {
  GET: 'info',
  POST: 'positive',
  PUT: 'warning',
  PATCH: 'warning',
  DELETE: 'danger',
};

/** The method of a request, coloured by what it does. */
export function MethodBadge({ method }: { method: string }) {
  return (
    <Badge tone={METHOD_TONES[method] ?? 'neutral'} className="w-16 shrink-0 justify-center">
      {method}
    </Badge>
  );
}
