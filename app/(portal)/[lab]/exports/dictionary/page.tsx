import type { Metadata } from 'next';
import { ColumnTable } from '@/components/exports/column-table';
import { SectionNav } from '@/components/docs/section-nav';
import { Card } from '@/components/ui/card';
import { Code } from '@/components/ui/code';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { pageCtx } from '@/lib/entry/page';
import { EXPORT_TABLES } from '@/lib/exports/dictionary';
import { COLUMN_TYPES } from '@/lib/exports/table';

export const metadata: Metadata = { title: 'Data dictionary' };

type Props = { params: Promise<{ lab: string }> };

export default async function DictionaryPage({ params }: Props) {
  const ctx = await pageCtx((await params).lab, 'export');
  const here = `/${ctx.lab.slug}/exports`;
  return (
    <div className="space-y-5">
      <PageHeader
        title="Data dictionary"
        description="Every table and column that exports and the schema reporting have. Their names stay as they are."
        crumbs={[{ label: 'Exports', href: here }]}
        actions={
          <LinkButton href={`/api/v1/exports/dictionary?lab=${ctx.lab.slug}`}>As JSON</LinkButton>
        }
      />
      <div className="gap-8 lg:grid lg:grid-cols-[9rem_minmax(0,1fr)] print:block">
        <SectionNav
          label="Tables"
          className="mb-5 print:hidden"
          links={EXPORT_TABLES.map(({ name, title }) => ({ href: `#${name}`, label: title }))}
        />
        <div className="min-w-0 space-y-5">
          <Card title="How values are written">
            <dl className="grid gap-x-6 gap-y-1 text-dense sm:grid-cols-[6rem_1fr]">
              {Object.entries(COLUMN_TYPES).map(([type, words]) => (
                <div key={type} className="contents">
                  <dt className="font-medium">{type}</dt>
                  <dd className="text-muted">{words}</dd>
                </div>
              ))}
            </dl>
            <p className="mt-3 text-dense text-pretty text-muted">
              An empty cell, or NULL by SQL, is what is not known. Text in a CSV file that a
              spreadsheet would run as a formula has an apostrophe in front; numbers never do.
            </p>
          </Card>
          {EXPORT_TABLES.map((table) => (
            <div key={table.name} id={table.name} className="scroll-mt-18">
              <Card
                flush
                title={table.title}
                description={
                  <>
                    <Code>{`${table.name}.csv`}</Code>, <Code>{`reporting.${table.name}`}</Code>.{' '}
                    {table.row}
                    {table.period ? ` A period chooses ${table.period.words}.` : ''}
                  </>
                }
              >
                <ColumnTable table={table} />
              </Card>
            </div>
          ))}
        </div>
      </div>
    </div>
  );
}
