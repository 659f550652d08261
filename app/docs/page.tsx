import type { Metadata } from 'next';
import { EndpointList } from '@/components/docs/endpoint-list';
import { Introduction } from '@/components/docs/introduction';
import { SectionNav } from '@/components/docs/section-nav';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { SearchInput } from '@/components/ui/search-input';
import { referenceSections } from '@/lib/entry/reference-index';
import { env } from '@/lib/platform/env';

export const metadata: Metadata = { title: 'Interface' };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/**
 * The interface for people who write programs, made of the contracts that the routes run by: how
 * to call it, and a line for each endpoint. What an endpoint takes and answers is its own page.
 */
export default async function DocsPage({ searchParams }: Props) {
  const { q } = await searchParams;
  const asked = typeof q === 'string' ? q.trim() : '';
  const sections = referenceSections(asked);
  const links = sections.map(({ tag, id }) => ({ href: `#${id}`, label: tag }));
  return (
    <>
      <PageHeader
        title="Interface"
        description="Everything that programs can read and write, and how."
        actions={
          <>
            <LinkButton href="/docs/python-client">Python client</LinkButton>
            <LinkButton href="/api/openapi.json">OpenAPI 3.1</LinkButton>
          </>
        }
      />
      <form role="search" aria-label="Endpoints" className="flex max-w-xl gap-2">
        <SearchInput
          label="Address, word or field"
          placeholder="Address, word or field"
          defaultValue={asked}
          className="grow"
        />
        <Button type="submit">Search</Button>
        {asked === '' ? null : (
          <LinkButton href="/docs" variant="ghost">
            Clear
          </LinkButton>
        )}
      </form>
      {sections.length === 0 ? (
        <Card>
          <EmptyState title={`Nothing has “${asked}”`}>
            Each word is looked for in addresses, summaries and names of fields.
          </EmptyState>
        </Card>
      ) : (
        <div className="gap-8 lg:grid lg:grid-cols-[12rem_minmax(0,1fr)]">
          <SectionNav
            label="Sections"
            links={asked === '' ? [{ href: '#how', label: 'How to call it' }, ...links] : links}
            className="max-lg:mb-5"
          />
          <div className="min-w-0 space-y-8">
            {asked === '' ? <Introduction id="how" appUrl={env().APP_URL} /> : null}
            {sections.map((section) => (
              <EndpointList key={section.id} section={section} />
            ))}
          </div>
        </div>
      )}
    </>
  );
}
