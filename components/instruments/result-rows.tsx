import { Badge } from '@/components/ui/badge';
import { cn } from '@/components/ui/class-names';
import { LabTime } from '@/components/ui/lab-time';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { ToldResult } from '@/lib/instruments/inbox/told-event';
import type { ResultGroup } from './event-words';
import { isCriticalFlag, tellingFlags } from './result-flags';

/** Most that are drawn of one test. */
const MOST_DRAWN = 200;

/** What a message reports of one test, or of a control. */
export function ResultRows({ group, timeZone }: { group: ResultGroup; timeZone: string }) {
  const { results, note } = group;
  const assay = group.assay ?? 'No test named';
  const times = new Set(results.map(({ observed_at }) => observed_at));
  const [time] = times.size === 1 ? times : [null];
  return (
    <div className="overflow-hidden rounded-md border">
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 bg-sunken px-3 py-1.5 text-dense">
        <span className="font-mono font-semibold">{assay}</span>
        <span className="text-ink-soft">{note}</span>
        {time ? (
          <LabTime time={time} timeZone={timeZone} className="ml-auto text-xs text-muted" />
        ) : null}
      </p>
      {results.length === 0 ? (
        <p className="px-3 py-2 text-dense text-muted">No value of it is reported.</p>
      ) : (
        <Table
          label={`Results of ${assay}`}
          caption={
            results.length > MOST_DRAWN
              ? `The first ${MOST_DRAWN} of ${results.length}; the interface has them all.`
              : undefined
          }
        >
          <TableHead>
            <Tr>
              <Th className="first:pl-3">Analyte</Th>
              <Th numeric>Value</Th>
              <Th>Flags</Th>
              <Th className="max-md:hidden">Range</Th>
              <Th className="last:pr-3">Status</Th>
            </Tr>
          </TableHead>
          <TableBody>
            {results.slice(0, MOST_DRAWN).map((result, index) => (
              <Row key={index} result={result} timeZone={timeZone} isTimed={times.size > 1} />
            ))}
          </TableBody>
        </Table>
      )}
    </div>
  );
}

function Row({
  result,
  timeZone,
  isTimed,
}: {
  result: ToldResult;
  timeZone: string;
  isTimed: boolean;
}) {
  const { analyte, value, unit, flags, reference_range, status, comment, observed_at } = result;
  const isCritical = result.critical ?? flags.some(isCriticalFlag);
  const told = tellingFlags(flags);
  return (
    <Tr>
      <Th scope="row" className="py-1.5 first:pl-3">
        <span className="font-mono">{analyte.code}</span>
        {reference_range === null ? null : (
          <span className="block text-xs text-muted md:hidden">{reference_range}</span>
        )}
        {isTimed && observed_at !== null ? (
          <span className="block text-xs text-muted">
            <LabTime time={observed_at} timeZone={timeZone} />
          </span>
        ) : null}
        {comment === null ? null : (
          <span className="block max-w-64 text-xs whitespace-normal text-muted">{comment}</span>
        )}
      </Th>
      <Td numeric className={cn('py-1.5', isCritical && 'text-danger')}>
        <span
          className={cn(
            'inline-block max-w-48 truncate align-bottom',
            told.length > 0 && 'font-semibold',
          )}
          title={value.length > 24 ? value : undefined}
        >
          {value === '' ? '–' : value}
        </span>
        {unit === null ? null : <span className="text-xs text-muted"> {unit}</span>}
      </Td>
      <Td className="py-1.5">
        {told.length === 0 ? null : (
          <Badge tone={isCritical ? 'danger' : 'warning'}>{told.join(' ')}</Badge>
        )}
      </Td>
      <Td muted className="py-1.5 max-md:hidden">
        {reference_range}
      </Td>
      <Td className="py-1.5 last:pr-3">{status}</Td>
    </Tr>
  );
}
