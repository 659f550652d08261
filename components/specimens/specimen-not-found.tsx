'use client';

import { useParams } from 'next/navigation';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { SearchInput } from '@/components/ui/search-input';

/** No specimen of this number in this lab: how to find the one that is meant. */
export function SpecimenNotFound() {
  const { lab, specimen } = useParams<{ lab: string; specimen: string }>();
  const list = `/${lab}/specimens`;
  return (
    <div className="space-y-5">
      <PageHeader
        crumbs={[{ label: 'Specimens', href: list }]}
        title="No such specimen in this lab"
      />
      <Card>
        <div className="max-w-xl space-y-4">
          <p className="text-sm text-ink-soft">
            No label of this lab has the number{' '}
            <strong className="font-mono break-all text-ink">{readable(specimen)}</strong>. Search
            for how it begins: capitals and small letters both match. If it was received elsewhere,
            switch to that lab first.
          </p>
          <form
            action={list}
            method="get"
            role="search"
            aria-label="Specimens"
            className="flex gap-2"
          >
            <SearchInput
              label="Specimen number, or how it begins"
              placeholder="Specimen number"
              required
              className="grow"
            />
            <Button type="submit" variant="primary">
              Search
            </Button>
          </form>
          <LinkButton href={list} variant="link">
            All specimens
          </LinkButton>
        </div>
      </Card>
    </div>
  );
}

function readable(segment: string | undefined): string {
  try {
    return decodeURIComponent(segment ?? '');
  } catch {
    return segment ?? '';
  }
}
