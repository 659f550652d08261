import { Code, CodeBlock } from '@/components/ui/code';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { ReferenceEntry, ReferenceField, ReferenceShape } from '@/lib/entry/reference';
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
      <Shapes
        title={`Body, ${entry.bodyType ?? ''}`}
        shapes={entry.body}
        note={bodyNote(entry)}
        entry={entry}
      />
      <Shapes
        title={`Answer ${entry.status}, ${entry.answerType}`}
        shapes={entry.answer}
        note={entry.answer.length > 1 ? 'Either of these.' : null}
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

/** How many shapes a body may have, where it is not one. */
function bodyNote({ body, bodyMany }: ReferenceEntry): string | null {
  const list = bodyMany ? ', or a list of them' : '';
  if (body.length > 1) return `One of these ${body.length}${list}.`;
  return bodyMany ? 'One, or a list of them.' : null;
}

function Shapes({
  title,
  shapes,
  note,
  ...look
}: {
  title: string;
  shapes: ReferenceShape[];
  note: string | null;
  entry: ReferenceEntry;
  answer?: boolean;
}) {
  const [only] = shapes;
  if (!only) return null;
  if (shapes.length === 1)
    return <Fields title={title} note={note} fields={only.fields} {...look} />;
  return (
    <section aria-label={title} className="min-w-0">
      <h2 className="text-sm font-semibold">{title}</h2>
      <p className="mt-0.5 text-dense text-muted">{note}</p>
      <div className="mt-3 grid min-w-0 gap-4">
        {shapes.map(({ name, fields }, index) => (
          <Fields
            key={index}
            level={3}
            title={name ?? `Shape ${index + 1}`}
            fields={fields}
            {...look}
          />
        ))}
      </div>
    </section>
  );
}

function Fields({
  title,
  note = null,
  fields,
  entry,
  level = 2,
  answer = false,
}: {
  title: string;
  note?: string | null;
  fields: ReferenceField[];
  entry: ReferenceEntry;
  level?: 2 | 3;
  answer?: boolean;
}) {
  if (fields.length === 0) return null;
  return (
    <div className="min-w-0">
      {level === 2 ? (
        <h2 className="mb-1.5 text-sm font-semibold">{title}</h2>
      ) : (
        <h3 className="mb-1.5 font-mono text-dense font-medium">{title}</h3>
      )}
      {note === null ? null : <p className="-mt-1 mb-1.5 text-dense text-muted">{note}</p>}
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
