import { specimenHref } from '@/components/specimens/addresses';
import { TextLink } from '@/components/ui/link-button';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { Violation } from '@/lib/quality/judgement';

/**
 * Rows at fault. Of a file with the line they begin on; of the lab's own data with their specimen,
 * which is looked at there.
 */
export function ViolationRows({
  rows,
  label,
  source,
  labSlug,
}: {
  rows: readonly Violation[];
  label: string;
  source: 'csv' | 'lab';
  labSlug: string;
}) {
  const specimens = rows.some(({ specimen }) => specimen !== null);
  const lines = rows.some(({ line }) => line !== null);
  return (
    <Table label={label}>
      <TableHead>
        <Tr>
          {lines ? <Th numeric>Line</Th> : null}
          {specimens ? <Th>Specimen</Th> : null}
          <Th>Column</Th>
          <Th>Value</Th>
          <Th>Expected</Th>
        </Tr>
      </TableHead>
      <TableBody>
        {rows.map((row, at) => (
          <Tr key={at}>
            {lines ? <Td numeric>{row.line?.toLocaleString('en')}</Td> : null}
            {specimens ? (
              <Td className="max-w-48 truncate font-mono text-xs">
                {source === 'lab' && row.specimen !== null ? (
                  <TextLink href={specimenHref(labSlug, row.specimen)}>{row.specimen}</TextLink>
                ) : (
                  row.specimen
                )}
              </Td>
            ) : null}
            <Td className="font-mono text-xs">{row.column}</Td>
            <Td className="max-w-72 truncate font-mono text-xs" title={row.value ?? undefined}>
              {row.value === null ? <span className="font-sans text-muted">empty</span> : row.value}
            </Td>
            <Td className="min-w-48 whitespace-normal text-ink-soft">{row.expected}</Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}
