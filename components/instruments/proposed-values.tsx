import { Badge } from '@/components/ui/badge';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { Proposal } from '@/lib/instruments/proposals/contract';
import { isCriticalFlag, tellingFlags } from './result-flags';

type Value = { value: string; unit: string | null; status: string };

/** The values that an instrument sent, each beside the one in force. */
export function ProposedValues({ proposal }: { proposal: Proposal }) {
  return (
    <div className="overflow-hidden rounded-md border">
      <Table label={`Values of ${proposal.assay ?? 'the test'} of ${proposal.specimen_id}`}>
        <TableHead>
          <Tr>
            <Th className="first:pl-3">Analyte</Th>
            <Th numeric>In force</Th>
            <Th numeric>From the instrument</Th>
            <Th className="last:pr-3">Flags</Th>
          </Tr>
        </TableHead>
        <TableBody>
          {proposal.results.map((result, index) => {
            const { analyte, in_force: old, flags, reference_range: range, comment } = result;
            const told = tellingFlags(flags);
            return (
              <Tr key={index}>
                <Th scope="row" className="py-1.5 align-top first:pl-3">
                  <span className="font-mono">{analyte}</span>
                  {range === null ? null : <span className="ml-2 text-xs text-muted">{range}</span>}
                  {comment === null ? null : (
                    <span className="block max-w-64 text-xs whitespace-normal text-muted">
                      {comment}
                    </span>
                  )}
                </Th>
                <Td numeric className="py-1.5 align-top">
                  {old === null ? (
                    <span className="text-muted">none</span>
                  ) : (
                    <Shown {...old} isOld />
                  )}
                </Td>
                <Td numeric className="py-1.5 align-top">
                  <Shown {...result} />
                </Td>
                <Td className="py-1.5 align-top last:pr-3">
                  {told.length === 0 ? null : (
                    <Badge tone={told.some(isCriticalFlag) ? 'danger' : 'warning'}>
                      {told.join(' ')}
                    </Badge>
                  )}
                </Td>
              </Tr>
            );
          })}
        </TableBody>
      </Table>
    </div>
  );
}

function Shown({ value, unit, status, isOld = false }: Value & { isOld?: boolean }) {
  const Mark = isOld ? 'del' : 'ins';
  const isCancelled = status === 'cancelled';
  return (
    <>
      <Mark className={isOld ? 'text-muted' : 'font-semibold no-underline'}>
        {isCancelled && !isOld ? 'withdrawn' : value === '' ? '–' : value}
      </Mark>
      {unit === null || isCancelled ? null : (
        <span className="ml-1 text-xs text-muted">{unit}</span>
      )}
      {status === 'final' || (isCancelled && !isOld) ? null : (
        <span className="block text-xs text-muted">{status}</span>
      )}
    </>
  );
}
