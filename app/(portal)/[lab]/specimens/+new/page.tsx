import type { Metadata } from 'next';
import { NewSpecimenForm } from '@/components/specimens/new-specimen-form';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { pageCtx } from '@/lib/entry/page';
import { actorMay } from '@/lib/platform/access/permissions';
import { newSpecimenOptions } from '@/lib/specimens/lists/filter-options';
import { createSpecimenAction } from './actions';

export const metadata: Metadata = { title: 'New specimen' };

type Props = {
  params: Promise<{ lab: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function NewSpecimenPage({ params, searchParams }: Props) {
  const ctx = await pageCtx((await params).lab, 'specimens.write');
  const { assays, locations } = await newSpecimenOptions(ctx);
  // A number that was scanned and is not here yet.
  const { specimen_id: number } = await searchParams;
  const list = `/${ctx.lab.slug}/specimens`;
  return (
    <div className="mx-auto max-w-3xl space-y-5">
      <PageHeader
        crumbs={[{ label: 'Specimens', href: list }]}
        title="New specimen"
        description="Scan the label, choose what is to be tested, and go on with the next tube."
      />
      <Card>
        {assays.length === 0 ? (
          <EmptyState
            title="This lab has no assays yet"
            actions={
              actorMay(ctx.actor, 'assays.write') ? (
                <LinkButton href={`/${ctx.lab.slug}/admin/assays`} variant="primary">
                  Add assays
                </LinkButton>
              ) : null
            }
          >
            A specimen is received for a test. Assays are set up by an admin, or come with an
            import.
          </EmptyState>
        ) : (
          <NewSpecimenForm
            labSlug={ctx.lab.slug}
            timeZone={ctx.lab.timeZone}
            assays={assays}
            locations={locations}
            number={typeof number === 'string' ? number : ''}
            action={createSpecimenAction}
          />
        )}
      </Card>
    </div>
  );
}
