import { CodeBlock } from '@/components/ui/code';
import { CardPreview } from './card-preview';
import { readCard } from './read-card';

/** What a channel is sent: its card as Teams shows it, where it has one, and the exact JSON. */
export function PayloadView({ payload, label }: { payload: unknown; label: string }) {
  const hasCard = readCard(payload) !== null;
  const json = <CodeBlock label={`JSON: ${label}`}>{JSON.stringify(payload, null, 2)}</CodeBlock>;
  if (!hasCard) return json;
  return (
    <div className="space-y-3">
      <CardPreview payload={payload} label={`Card: ${label}`} />
      <details>
        <summary className="w-fit cursor-pointer py-1 text-dense font-medium text-accent max-md:py-2.5">
          The exact JSON
        </summary>
        <div className="mt-2">{json}</div>
      </details>
    </div>
  );
}
