import { ChevronRight } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import { Code, CodeBlock } from '@/components/ui/code';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { Tone } from '@/components/ui/tone';
import type { ReferenceEntry, ReferenceField } from '@/lib/entry/reference';

const METHOD_TONES: Record<string, Tone> = {
  GET: 'info',
  POST: 'positive',
  PUT: 'warning',
  PATCH: 'warning',
  DELETE: 'danger',
};

/** One endpoint: a line that opens to its parameters, body, answer and an example. */
export function EndpointReference({ entry }: { entry: ReferenceEntry }) {
  const machines = entry.machineKeys.length > 0 ? `, keys: ${entry.machineKeys.join(', ')}` : '';
  return (
    // It may be opened before React takes over, and stays open then.
    <details className="group/details" suppressHydrationWarning>
      <summary className="flex cursor-pointer list-none flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5 hover:bg-hover [&::-webkit-details-marker]:hidden">
        <ChevronRight
          aria-hidden="true"
          className="size-4 shrink-0 text-muted transition-transform group-open/details:rotate-90"
        />
        <Badge tone={METHOD_TONES[entry.method] ?? 'neutral'} className="w-16 justify-center">
          {entry.method}
        </Badge>
        <Code className="text-sm font-medium">{entry.address}</Code>
        <span className="text-dense text-muted">{entry.summary}</span>
        <span className="ml-auto text-xs text-muted max-sm:hidden">{entry.leastRole}</span>
      </summary>
      <div id={entry.id} className="grid gap-4 border-t bg-canvas px-4 py-4">
        {entry.description ? <p className="text-sm text-ink-soft">{entry.description}</p> : null}
        <p className="text-dense text-muted">
          Least role: <strong className="font-medium text-ink">{entry.leastRole}</strong>
          {machines}
        </p>
        <Fields title="In the address" fields={entry.path} entry={entry} />
        <Fields title="Parameters" fields={entry.query} entry={entry} />
        <Fields title={`Body, ${entry.bodyType ?? ''}`} fields={entry.body} entry={entry} />
        <Fields
          title={`Answer ${entry.status}, ${entry.answerType}`}
          fields={entry.answer}
          entry={entry}
          answer
        />
        {entry.answer.length === 0 ? (
          <p className="text-dense text-muted">
            Answer {entry.status}
            {entry.status === 204 ? ', without a body' : `, ${entry.answerType}`}
          </p>
        ) : null}
        <CodeBlock label={`Example of ${entry.method} ${entry.address}`}>{entry.curl}</CodeBlock>
      </div>
    </details>
  );
}

function Fields({
  title,
  fields,
  entry,
  answer = false,
}: {
  title: string;
  fields: ReferenceField[];
  entry: ReferenceEntry;
  answer?: boolean;
}) {
  if (fields.length === 0) return null;
  return (
    <div>
      <h3 className="mb-1 text-dense font-semibold">{title}</h3>
      <div className="overflow-hidden rounded-md border bg-surface">
        <Table label={`${title} of ${entry.method} ${entry.address}`}>
          <TableHead>
            <Tr>
              <Th className="w-1/4">Name</Th>
              <Th className="w-1/3">Type</Th>
              <Th>{answer ? 'Meaning' : 'Meaning, and whether it must be given'}</Th>
            </Tr>
          </TableHead>
          <TableBody>
            {fields.map((field) => (
              <Tr key={field.name}>
                <Th scope="row">
                  <Code>{field.name}</Code>
                </Th>
                <Td className="whitespace-normal">{field.type}</Td>
                <Td className="min-w-48 whitespace-normal" muted>
                  {[answer || !field.required ? '' : 'Required.', field.description ?? '']
                    .filter((part) => part !== '')
                    .join(' ')}
                </Td>
              </Tr>
            ))}
          </TableBody>
        </Table>
      </div>
    </div>
  );
}
