import { AssayCell, SpecimenCell } from '@/components/specimens/row-cells';
import { Badge } from '@/components/ui/badge';
import { LabTime } from '@/components/ui/lab-time';
import { PriorityBadge } from '@/components/ui/priority-badge';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type {
  AffectedRow,
  StopRow,
  StretchRow,
  UptimeRowsAnswer,
} from '@/lib/metrics/uptime/contract';
import { durationText } from '@/lib/specimens/duration-text';
import { minutesText } from './minutes-text';
import { KINDS } from './uptime-words';

type Row = UptimeRowsAnswer['data'][number];

const isTest = (row: Row): row is AffectedRow => 'specimen_id' in row;
const isStretch = (row: Row): row is StretchRow => 'kind' in row;

function TimeRows({
  rows,
  timeZone,
}: {
  rows: readonly (StretchRow | StopRow)[];
  timeZone: string;
}) {
  return (
    <Table label="Rows behind the figure">
      <TableHead>
        <tr>
          <Th>Device</Th>
          <Th>From</Th>
          <Th>To</Th>
          <Th numeric>Duration</Th>
          {rows.some(isStretch) ? <Th>Was</Th> : null}
          <Th>State</Th>
          <Th>Reason</Th>
        </tr>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <Tr key={`${row.device} ${row.from}`}>
            <Th scope="row" className="font-medium">
              {row.device}
            </Th>
            <Td>
              <LabTime time={row.from} timeZone={timeZone} />
            </Td>
            <Td>
              {row.to === null ? (
                <span className="text-danger">open</span>
              ) : (
                <LabTime time={row.to} timeZone={timeZone} />
              )}
            </Td>
            <Td numeric title={`${minutesText(row.minutes)} minutes`}>
              {durationText(row.minutes)}
            </Td>
            {isStretch(row) ? (
              <Td>
                <Badge tone={KINDS[row.limited ? 'limited' : row.kind].tone}>
                  {KINDS[row.limited ? 'limited' : row.kind].label}
                </Badge>
              </Td>
            ) : null}
            <Td className="font-mono text-xs">{row.code}</Td>
            <Td className="min-w-56 whitespace-normal">{row.reason}</Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}

function TestRows({
  rows,
  labSlug,
  timeZone,
}: {
  rows: readonly AffectedRow[];
  labSlug: string;
  timeZone: string;
}) {
  return (
    <Table label="Rows behind the figure">
      <TableHead>
        <tr>
          <Th>Specimen</Th>
          <Th>Assay</Th>
          <Th numeric>Minutes</Th>
          <Th>Received</Th>
          <Th>Released</Th>
          <Th>Priority</Th>
          <Th>Device</Th>
        </tr>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <Tr key={`${row.specimen_id} ${row.assay} ${row.run}`}>
            <SpecimenCell labSlug={labSlug} number={row.specimen_id} />
            <AssayCell assay={row.assay} run={row.run} />
            <Td numeric>{minutesText(row.minutes)}</Td>
            <Td>
              <LabTime time={row.received} timeZone={timeZone} />
            </Td>
            <Td>
              <LabTime time={row.released} timeZone={timeZone} />
            </Td>
            <Td>
              <PriorityBadge priority={row.priority} />
            </Td>
            <Td>{row.device}</Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}

/** The rows behind uptime: times of devices, or tests that lead to their specimens. */
export function UptimeRowsTable({
  rows,
  labSlug,
  timeZone,
}: {
  rows: readonly Row[];
  labSlug: string;
  timeZone: string;
}) {
  const tests = rows.filter(isTest);
  if (tests.length > 0) return <TestRows rows={tests} labSlug={labSlug} timeZone={timeZone} />;
  return <TimeRows rows={rows.flatMap((row) => (isTest(row) ? [] : [row]))} timeZone={timeZone} />;
}
