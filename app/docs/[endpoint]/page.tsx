import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { EndpointReference } from '@/components/docs/endpoint-reference';
import { SectionNav } from '@/components/docs/section-nav';
import { PageHeader } from '@/components/ui/page-header';
import { referenceEntry } from '@/lib/entry/reference';
import { findReference } from '@/lib/entry/reference-index';
import { env } from '@/lib/platform/env';

type Props = { params: Promise<{ endpoint: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const found = findReference((await params).endpoint);
  return { title: found?.endpoint.summary ?? 'Not found' };
}

/** One endpoint: who may call it, what it takes, what it answers, and a command to try. */
export default async function EndpointPage({ params }: Props) {
  const found = findReference((await params).endpoint);
  if (!found) notFound();
  const entry = referenceEntry(found.endpoint, env().APP_URL);
  const { tag, id, lines } = found.section;
  return (
    <>
      <PageHeader
        title={entry.summary}
        description={entry.description}
        crumbs={[
          { label: 'Interface', href: '/docs' },
          { label: tag, href: `/docs#${id}` },
        ]}
      />
      <div className="grid gap-8 lg:grid-cols-[12rem_minmax(0,1fr)]">
        <SectionNav
          label={tag}
          links={lines.map((line) => ({
            href: `/docs/${line.id}`,
            label: line.summary,
            current: line.id === entry.id,
          }))}
          className="max-lg:order-last max-lg:border-t max-lg:pt-4"
        />
        <EndpointReference entry={entry} />
      </div>
    </>
  );
}
