import { TriangleAlert } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import { LabTime } from '@/components/ui/lab-time';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { ResultHistory } from '@/lib/results/result-history';

/** What the results of a test were before, folded away; and which of them no limit was compared with. */
export function EarlierValues({ history, timeZone }: { history: ResultHistory; timeZone: string }) {
  const { assay, earlier, unjudged } = history;
  if (earlier.length === 0 && unjudged.length === 0) return null;
  return (
    <div className="space-y-2">
      {unjudged.map(({ analyte, unit, limit_unit: own }) => (
        <p key={analyte} className="flex gap-2 text-dense text-warning">
          <TriangleAlert aria-hidden="true" className="mt-0.5 size-3.5 shrink-0" />
          <span>
            {analyte} was given in {unit ?? 'another unit'}
            {own ? ` and not in ${own}` : ''}: it was not compared with the critical limits.
          </span>
        </p>
      ))}
      {earlier.length > 0 ? (
        <details className="group">
          <summary className="w-fit cursor-pointer rounded-sm text-dense font-medium text-accent-strong max-md:py-3">
            {earlier.length === 1 ? '1 earlier value' : `${earlier.length} earlier values`}
          </summary>
          <Table label={`Earlier values of ${assay}`} className="mt-2">
            <TableHead>
              <Tr>
                <Th>Analyte</Th>
                <Th numeric>Value</Th>
                <Th>Unit</Th>
                <Th>Flags</Th>
                <Th>Status</Th>
                <Th>By</Th>
                <Th>Available</Th>
                <Th>Replaced</Th>
                <Th>Comment</Th>
              </Tr>
            </TableHead>
            <TableBody>
              {earlier.map((row) => (
                <Tr key={`${row.analyte} ${row.available_at} ${row.replaced_at}`}>
                  <Th scope="row">{row.analyte}</Th>
                  <Td numeric className="line-through decoration-line-strong">
                    {row.value}
                  </Td>
                  <Td muted>{row.unit}</Td>
                  <Td>
                    {row.critical || row.flags.length > 0 ? (
                      <span className="inline-flex gap-1">
                        {row.critical ? <Badge tone="danger">Critical</Badge> : null}
                        {row.flags.map((flag) => (
                          <Badge key={flag}>{flag}</Badge>
                        ))}
                      </span>
                    ) : null}
                  </Td>
                  <Td className="capitalize">{row.status}</Td>
                  <Td>{row.by}</Td>
                  <Td>
                    <LabTime time={row.available_at} timeZone={timeZone} />
                  </Td>
                  <Td>
                    <LabTime time={row.replaced_at} timeZone={timeZone} />
                  </Td>
                  <Td muted>{row.comment}</Td>
                </Tr>
              ))}
            </TableBody>
          </Table>
        </details>
      ) : null}
    </div>
  );
}
