import type { Metadata } from 'next';
import { UploadForm } from '@/components/imports/upload-form';
import { Card } from '@/components/ui/card';
import { Code } from '@/components/ui/code';
import { LinkButton } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { pageCtx } from '@/lib/entry/page';
import { COLUMN_HINTS, KNOWN_COLUMNS } from '@/lib/imports/known-columns';
import { env } from '@/lib/platform/env';

export const metadata: Metadata = { title: 'Import a file' };

export default async function NewImportPage({ params }: { params: Promise<{ lab: string }> }) {
  const { lab } = await pageCtx((await params).lab, 'import');
  return (
    <div className="space-y-5">
      <PageHeader
        title="Import a file"
        description="One row for each test. First the file is checked and nothing is written."
        crumbs={[{ label: 'Imports', href: `/${lab.slug}/imports` }]}
      />
      <div className="grid items-start gap-5 xl:grid-cols-[minmax(0,1fr)_26rem]">
        <Card>
          <UploadForm labSlug={lab.slug} maxBytes={env().IMPORT_MAX_MB * 1_000_000} />
        </Card>
        <Card
          title="Columns"
          description={`In any order. A time without an offset is read as ${lab.timeZone}.`}
          actions={
            <LinkButton href="/import-template.csv" download size="sm">
              Template
            </LinkButton>
          }
          flush
        >
          <Table label="Columns" tall className="max-h-96">
            <TableHead>
              <tr>
                <Th>Column</Th>
                <Th>Holds</Th>
              </tr>
            </TableHead>
            <TableBody>
              {KNOWN_COLUMNS.map((column) => (
                <Tr key={column}>
                  <Td>
                    <Code>{column}</Code>
                  </Td>
                  <Td className="whitespace-normal">{COLUMN_HINTS[column]}</Td>
                </Tr>
              ))}
            </TableBody>
          </Table>
        </Card>
      </div>
    </div>
  );
}
