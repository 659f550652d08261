import { Card } from '@/components/ui/card';
import { Code, CodeBlock } from '@/components/ui/code';
import { DescriptionList } from '@/components/ui/description-list';
import { TextLink } from '@/components/ui/link-button';
import { ERROR_STATUS } from '@/lib/platform/errors';

/** What holds for every request. */
export function Introduction({ id, appUrl }: { id: string; appUrl: string }) {
  const codes = Object.entries(ERROR_STATUS).map(([code, status]) => ({
    label: code,
    value: String(status),
  }));
  return (
    <section id={id} aria-labelledby={`${id}-title`} className="scroll-mt-4 space-y-4">
      <h2 id={`${id}-title`} className="mb-2 text-lg font-semibold">
        How to call it
      </h2>
      <CodeBlock label="A first request">
        {`curl -H "Authorization: Bearer $KEY" '${appUrl}/api/v1/assays'`}
      </CodeBlock>
      <dl className="grid gap-x-8 gap-y-4 text-sm sm:grid-cols-2 [&_dd]:mt-0.5 [&_dd]:text-ink-soft [&_dt]:font-semibold">
        <div>
          <dt>Who you are</dt>
          <dd>
            A key of the lab as a bearer token; an admin makes one under Keys. Pages of this portal
            use the signed-in person’s cookie instead. Both at once are refused.
          </dd>
        </div>
        <div>
          <dt>Which lab</dt>
          <dd>
            A key has its lab. A person who belongs to several names one with{' '}
            <Code>X-Lab: slug</Code> or <Code>?lab=slug</Code>.
          </dd>
        </div>
        <div>
          <dt>Times and durations</dt>
          <dd>
            ISO 8601 with an offset, <Code>2026-03-01T08:30:00+01:00</Code> or <Code>…Z</Code>; one
            without is refused. Durations are minutes unless a name ends in <Code>_seconds</Code>. A{' '}
            <Code>rate</Code> is 0–1, a <Code>percent</Code> 0–100.
          </dd>
        </div>
        <div>
          <dt>Lists</dt>
          <dd>
            <Code>?limit=</Code> up to 500 rows a page. Pass <Code>next_cursor</Code> back as{' '}
            <Code>?cursor=</Code> until it is null.
          </dd>
        </div>
        <div>
          <dt>Sending twice</dt>
          <dd>
            Give a POST an <Code>Idempotency-Key</Code>: the same key and body within 24 hours gets
            the first answer again and changes nothing.
          </dd>
        </div>
        <div>
          <dt>What it says when it refuses</dt>
          <dd>
            <Code>application/problem+json</Code> with a <Code>code</Code> for programs, a sentence
            for people, each wrong field under <Code>errors</Code>, and the <Code>request_id</Code>{' '}
            that every answer also has as <Code>x-request-id</Code>.
          </dd>
        </div>
        <div>
          <dt>Is it up?</dt>
          <dd>
            <TextLink href="/api/health">/api/health</TextLink> needs no key: 200 when the database
            and a worker are up, else 503.
          </dd>
        </div>
      </dl>
      <Card title="Codes of refusals" level={3}>
        <DescriptionList items={codes} columns={3} />
      </Card>
    </section>
  );
}
