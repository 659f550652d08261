import { TriangleAlert } from 'lucide-react';
import { Badge } from '@/components/ui/badge';
import { LabTime } from '@/components/ui/lab-time';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { Result } from '@/lib/specimens/contract';

/** Its unit is not the analyte's, so that nobody compared it with the critical limits. */
const notJudged = (result: Result) => result.critical_basis === 'other_unit';

/** The results in force of one test. */
export function ResultTable({
  label,
  results,
  timeZone,
}: {
  label: string;
  results: readonly Result[];
  timeZone: string;
}) {
  return (
    <Table label={label}>
      <TableHead>
        <Tr>
          <Th>Analyte</Th>
          <Th numeric>Value</Th>
          <Th>Unit</Th>
          <Th>Range</Th>
          <Th>Flags</Th>
          <Th>Status</Th>
          <Th>Available</Th>
        </Tr>
      </TableHead>
      <TableBody>
        {results.map((result) => (
          <Tr key={result.analyte}>
            <Th scope="row">
              {result.analyte_name === result.analyte ? null : `${result.analyte_name} `}
              <span className="font-mono text-muted">{result.analyte}</span>
            </Th>
            <Td numeric className="font-medium">
              {result.value}
            </Td>
            <Td muted>{result.unit}</Td>
            <Td muted>{result.reference_range}</Td>
            <Td>
              {result.critical || result.flags.length > 0 || notJudged(result) ? (
                <span className="inline-flex flex-wrap gap-1">
                  {result.critical ? (
                    <Badge tone="danger" icon={<TriangleAlert aria-hidden="true" />}>
                      Critical
                    </Badge>
                  ) : null}
                  {notJudged(result) ? <Badge tone="warning">Other unit, not judged</Badge> : null}
                  {result.flags.map((flag) => (
                    <Badge key={flag}>{flag}</Badge>
                  ))}
                </span>
              ) : null}
            </Td>
            <Td className="capitalize">{result.status}</Td>
            <Td>
              <LabTime time={result.available_at} timeZone={timeZone} />
            </Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}
