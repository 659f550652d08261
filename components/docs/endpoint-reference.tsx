import { Code, CodeBlock } from '@/components/ui/code';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { ReferenceEntry, ReferenceField } from '@/lib/entry/reference';
import { MethodBadge } from './method-badge';

/** What an endpoint takes and answers: parameters, body, answer and an example. */
export function EndpointReference({ entry }: { entry: ReferenceEntry }) {
  const machines = entry.machineKeys.length > 0 ? `, keys: ${entry.machineKeys.join(', ')}` : '';
  return (
    <div className="grid min-w-0 gap-5">
      <div className="space-y-2">
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <MethodBadge method={entry.method} />
          <Code className="text-base font-medium">{entry.address}</Code>
        </p>
        <p className="text-dense text-muted">
          {entry.proof === null ? 'Least role: ' : 'Proof: '}
          <strong className="font-medium text-ink">{entry.proof ?? entry.leastRole}</strong>
          {machines}
        </p>
      </div>
      <CodeBlock label={`Example of ${entry.method} ${entry.address}`}>{entry.curl}</CodeBlock>
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
    </div>
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
      <h2 className="mb-1.5 text-sm font-semibold">{title}</h2>
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
