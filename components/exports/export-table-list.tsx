import { Download } from 'lucide-react';
import { Code } from '@/components/ui/code';
import { LinkButton, TextLink } from '@/components/ui/link-button';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { ExportTable } from '@/lib/exports/table';

/** Each table with its file: what a row is, and the download of the period chosen. */
export function ExportTableList({
  tables,
  hrefOf,
  dictionaryHref,
}: {
  tables: readonly ExportTable[];
  hrefOf: (table: ExportTable) => string;
  dictionaryHref: string;
}) {
  return (
    <Table label="Tables to download">
      <TableHead>
        <tr>
          <Th>Table</Th>
          <Th className="max-sm:hidden">What it holds</Th>
          <Th className="max-lg:hidden">The period chooses</Th>
          <Th numeric>File</Th>
        </tr>
      </TableHead>
      <TableBody>
        {tables.map((table) => (
          <Tr key={table.name}>
            <Th scope="row" className="align-top">
              <span className="block text-sm font-medium">{table.title}</span>
              <TextLink href={`${dictionaryHref}#${table.name}`} className="text-xs">
                {`${table.columns.length} columns`}
              </TextLink>
            </Th>
            <Td className="max-w-prose align-top text-pretty whitespace-normal max-sm:hidden">
              {table.row}
            </Td>
            <Td muted={table.period === null} className="align-top max-lg:hidden">
              {table.period?.words ?? 'nothing: given whole'}
            </Td>
            <Td numeric className="align-top">
              <LinkButton
                href={hrefOf(table)}
                download
                size="sm"
                icon={<Download aria-hidden="true" />}
                aria-label={`Download ${table.title.toLowerCase()} as CSV`}
              >
                <Code>{`${table.name}.csv`}</Code>
              </LinkButton>
            </Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}
