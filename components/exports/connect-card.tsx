import { Card } from '@/components/ui/card';
import { Code, CodeBlock } from '@/components/ui/code';
import { TextLink } from '@/components/ui/link-button';

/** How a BI tool reads the same tables: by address with a key, or by SQL. */
export function ConnectCard({
  origin,
  labSlug,
  keysHref,
}: {
  /** Where this portal is reached. */
  origin: string;
  labSlug: string;
  /** Where keys are made, for those who may. */
  keysHref: string | null;
}) {
  const address = `${origin}/api/v1/exports/tests.csv`;
  const powerQuery = `let
  Bytes = Web.Contents("${origin}", [
    RelativePath = "api/v1/exports/tests.csv",
    Headers = [Authorization = "Bearer " & Key]
  ]),
  Rows = Csv.Document(Bytes, [Delimiter = ",", Encoding = 65001, QuoteStyle = QuoteStyle.Csv]),
  Tests = Table.PromoteHeaders(Rows, [PromoteAllScalars = true])
in
  Tests`;
  return (
    <Card
      title="From Power BI and other tools"
      description="Each file has an address that always gives what is known now."
    >
      <div className="space-y-4">
        <section className="space-y-2">
          <h3 className="text-sm font-medium">By address, with a viewer’s key</h3>
          <p className="text-dense text-muted">
            {keysHref ? (
              <>
                Make one on the page <TextLink href={keysHref}>Keys</TextLink>; it names the lab by
                itself.
              </>
            ) : (
              'An admin makes one on the page Keys; it names the lab by itself.'
            )}{' '}
            In Power BI put it into a parameter <Code>Key</Code>, make a blank query, and connect
            anonymously.
          </p>
          <CodeBlock label="Power Query">{powerQuery}</CodeBlock>
          <CodeBlock label="Command line">{`curl -H "Authorization: Bearer $KEY" ${address}`}</CodeBlock>
        </section>
        <section className="space-y-2">
          <h3 className="text-sm font-medium">By SQL, with the role for reports</h3>
          <p className="text-dense text-pretty text-muted">
            Whoever runs the server gives you address and password of the role{' '}
            <Code>benchwatch_reporting</Code>. It reads the schema <Code>reporting</Code>, of every
            lab of this installation, and nothing else; the column <Code>lab</Code> tells them
            apart.
          </p>
          <CodeBlock label="SQL">{`SELECT day, n, p50_minutes, p90_minutes
FROM reporting.daily_metrics
WHERE lab = '${labSlug}' AND scope = 'all'
ORDER BY day`}</CodeBlock>
        </section>
      </div>
    </Card>
  );
}
