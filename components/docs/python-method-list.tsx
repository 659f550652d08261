import Link from 'next/link';
import { Card } from '@/components/ui/card';
import { Code } from '@/components/ui/code';
import { PYTHON_METHODS, type PythonMethod } from './python-methods';

/** Every method of the Python client. `ids` leads from an endpoint to its page of the reference. */
export function PythonMethodList({ ids }: { ids: Readonly<Record<string, string>> }) {
  return (
    <div className="space-y-4">
      {PYTHON_METHODS.map(({ title, methods }) => (
        <Card key={title} title={title} level={3} flush>
          <ul className="divide-y">
            {methods.map((method) => (
              <li key={method.name} className="space-y-1 px-4 py-2.5">
                <MethodLine method={method} ids={ids} />
              </li>
            ))}
          </ul>
        </Card>
      ))}
    </div>
  );
}

function MethodLine({
  method,
  ids,
}: {
  method: PythonMethod;
  ids: Readonly<Record<string, string>>;
}) {
  const [takes = '', gives] = method.signature.split(' -> ');
  return (
    <>
      <p className="text-sm">
        <Code className="font-semibold">{method.name}</Code>
        <Code className="text-ink-soft">{takes}</Code>
        {gives === undefined ? null : (
          <Code className="whitespace-nowrap text-ink-soft">{` -> ${gives}`}</Code>
        )}
      </p>
      <p className="text-dense text-pretty text-ink-soft">{method.does}</p>
      <p className="flex flex-wrap gap-x-3 text-xs text-muted">
        {method.endpoints.map((endpoint) => (
          <EndpointLink key={endpoint} endpoint={endpoint} id={ids[endpoint]} />
        ))}
      </p>
    </>
  );
}

function EndpointLink({ endpoint, id }: { endpoint: string; id: string | undefined }) {
  if (id === undefined) return <Code>{endpoint}</Code>;
  return (
    <Link
      href={`/docs/${id}`}
      prefetch={false}
      className="inline-flex min-h-6 items-center rounded-sm hover:text-accent hover:underline"
    >
      <Code>{endpoint}</Code>
    </Link>
  );
}
