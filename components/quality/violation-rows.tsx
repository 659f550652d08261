import { specimenHref } from '@/components/specimens/addresses';
import { TextLink } from '@/components/ui/link-button';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { Violation } from '@/lib/quality/judgement';

type Shown = { row: Violation; source: 'csv' | 'lab'; labSlug: string };

function Specimen({ row, source, labSlug }: Shown) {
  if (source !== 'lab' || row.specimen === null) return row.specimen;
  return <TextLink href={specimenHref(labSlug, row.specimen)}>{row.specimen}</TextLink>;
}

function Value({ row }: Pick<Shown, 'row'>) {
  return row.value === null ? <span className="font-sans text-muted">empty</span> : row.value;
}

/**
 * Rows at fault. Of a file with the line they begin on; of the lab's own data with their specimen,
 * which is looked at there. On a phone one below the other: a table would hide what was expected.
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
    <>
      <ul aria-label={label} className="divide-y text-dense md:hidden">
        {rows.map((row, at) => (
          <li key={at} className="grid grid-cols-[minmax(0,1fr)] gap-0.5 px-4 py-2 break-words">
            <p className="text-muted">
              {row.line === null ? null : `Line ${row.line.toLocaleString('en')}`}
              {row.line === null || row.specimen === null ? null : ' · '}
              <span className="font-mono text-xs">
                <Specimen row={row} source={source} labSlug={labSlug} />
              </span>
            </p>
            <p className="line-clamp-3 font-mono text-xs">
              {row.column === null ? null : `${row.column}: `}
              <Value row={row} />
            </p>
            <p className="text-ink-soft">Expected: {row.expected}</p>
          </li>
        ))}
      </ul>
      <Table label={label} className="max-md:hidden">
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
                <Td
                  className="max-w-48 truncate font-mono text-xs"
                  title={row.specimen ?? undefined}
                >
                  <Specimen row={row} source={source} labSlug={labSlug} />
                </Td>
              ) : null}
              <Td className="font-mono text-xs">{row.column}</Td>
              <Td className="max-w-72 truncate font-mono text-xs" title={row.value ?? undefined}>
                <Value row={row} />
              </Td>
              <Td className="min-w-48 whitespace-normal text-ink-soft">{row.expected}</Td>
            </Tr>
          ))}
        </TableBody>
      </Table>
    </>
  );
}
