import { AUTOVERIFICATION_RULE } from '@/components/labs/setting-words';
import { Card } from '@/components/ui/card';
import { TextLink } from '@/components/ui/link-button';
import { RowLink, Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { AutoverificationOfAssay } from '@/lib/metrics/autoverification/autoverification-contract';
import { percentText } from './share-text';

/** The rule by which the system verifies, and how much of which assays it did lately. */
export function AutoverificationCard({
  byAssay,
  assaysHref,
  rowsHref,
}: {
  byAssay: AutoverificationOfAssay[];
  /** Where it is switched on. */
  assaysHref: string;
  /** Where the released tests of an assay are listed. */
  rowsHref: (assay: string) => string;
}) {
  const rows = byAssay.filter(({ autoverify, count }) => autoverify || count > 0);
  return (
    <Card
      title="Autoverification"
      description={AUTOVERIFICATION_RULE}
      footer={
        <>
          Off by default; switched on for each assay in{' '}
          <TextLink href={assaysHref}>Assays</TextLink>.
        </>
      }
      flush
    >
      {rows.length === 0 ? (
        <p className="px-4 py-3 text-dense">
          The system verified nothing that was released in the last 30 days.
        </p>
      ) : (
        <Table label="Autoverification by assay">
          <TableHead>
            <Tr>
              <Th>Assay</Th>
              <Th>Now</Th>
              <Th numeric>By the system</Th>
              <Th numeric>Released</Th>
              <Th numeric>Share</Th>
            </Tr>
          </TableHead>
          <TableBody>
            {rows.map((row) => (
              <Tr key={row.assay}>
                <Th scope="row">
                  <RowLink href={rowsHref(row.assay)}>{row.assay}</RowLink>{' '}
                  <span className="font-normal text-muted">{row.label}</span>
                </Th>
                <Td>{row.autoverify ? 'On' : 'Off'}</Td>
                <Td numeric>{row.count.toLocaleString('en')}</Td>
                <Td numeric>{row.total.toLocaleString('en')}</Td>
                <Td numeric>{percentText(row.share)} %</Td>
              </Tr>
            ))}
          </TableBody>
        </Table>
      )}
    </Card>
  );
}
