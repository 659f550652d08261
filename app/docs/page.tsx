import type { Metadata } from 'next';
import Link from 'next/link';
import { EndpointReference } from '@/components/docs/endpoint-reference';
import { Introduction } from '@/components/docs/introduction';
import { Brand } from '@/components/shell/brand';
import { Card } from '@/components/ui/card';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { ENDPOINTS } from '@/lib/entry/endpoint-list';
import { referenceEntry } from '@/lib/entry/reference';
import { env } from '@/lib/platform/env';

export const metadata: Metadata = { title: 'Interface' };

/** The interface for people who write programs: made of the contracts that the routes run by. */
export default function DocsPage() {
  const appUrl = env().APP_URL;
  const tags = [...new Set(ENDPOINTS.map(({ tag }) => tag))].sort();
  const sections = tags.map((tag) => ({
    tag,
    id: tag.toLowerCase().replace(/[^a-z]+/g, '-'),
    entries: ENDPOINTS.filter((endpoint) => endpoint.tag === tag).map((endpoint) =>
      referenceEntry(endpoint, appUrl),
    ),
  }));
  return (
    <div className="mx-auto max-w-6xl px-4 pb-16 lg:px-6">
      <div className="flex h-14 items-center">
        <Link href="/" className="rounded-sm">
          <Brand />
        </Link>
      </div>
      <main className="space-y-5 pt-3">
        <PageHeader
          title="Interface"
          description="Everything that programs can read and write, and how."
          actions={<LinkButton href="/api/openapi.json">OpenAPI 3.1</LinkButton>}
        />
        <div className="gap-8 lg:grid lg:grid-cols-[12rem_minmax(0,1fr)]">
          <nav aria-label="Sections" className="max-lg:mb-5">
            <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm lg:sticky lg:top-6 lg:grid">
              {[{ tag: 'How to call it', id: 'how' }, ...sections].map(({ tag, id }) => (
                <li key={id}>
                  <a
                    href={`#${id}`}
                    className="inline-flex min-h-8 items-center rounded-sm text-ink-soft hover:text-accent hover:underline"
                  >
                    {tag}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
          <div className="min-w-0 space-y-8">
            <Introduction id="how" appUrl={appUrl} />
            {sections.map(({ tag, id, entries }) => (
              <section key={id} id={id} aria-labelledby={`${id}-title`} className="scroll-mt-4">
                <h2 id={`${id}-title`} className="mb-2 text-lg font-semibold">
                  {tag}
                </h2>
                <Card flush>
                  <ul className="divide-y">
                    {entries.map((entry) => (
                      <li key={entry.id}>
                        <EndpointReference entry={entry} />
                      </li>
                    ))}
                  </ul>
                </Card>
              </section>
            ))}
          </div>
        </div>
      </main>
    </div>
  );
}
