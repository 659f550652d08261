import { Badge } from '@/components/ui/badge';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { Proposal } from '@/lib/instruments/proposals/contract';
import { isCriticalFlag, tellingFlags } from './result-flags';

/** The values that an instrument sent, each beside the one in force. */
export function ProposedValues({ proposal }: { proposal: Proposal }) {
  const mixed = new Set(proposal.results.map(({ status }) => status)).size > 1;
  return (
    <div className="max-w-2xl overflow-hidden rounded-md border">
      <Table label={`Values of ${proposal.assay ?? 'the test'} of ${proposal.specimen_id}`}>
        <TableHead>
          <Tr>
            {/* The same widths in each, so that one below the other the values stand in line. */}
            <Th className="w-2/5 first:pl-3">Analyte</Th>
            <Th numeric className="w-1/5">
              In force
            </Th>
            <Th numeric className="w-1/5">
              New
            </Th>
            <Th className="w-1/5 last:pr-3">Flags</Th>
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
                  {range === null ? null : (
                    <span className="ml-2 text-xs text-muted max-md:ml-0 max-md:block">
                      {range}
                    </span>
                  )}
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
                    <Value value={old.value} unit={old.unit} />
                  )}
                </Td>
                <Td numeric className="py-1.5 align-top">
                  {result.status === 'cancelled' ? (
                    <span className="font-semibold">withdrawn</span>
                  ) : (
                    <strong className="font-semibold">
                      <Value value={result.value} unit={result.unit} />
                    </strong>
                  )}
                  {mixed && result.status !== 'cancelled' ? (
                    <span className="block text-xs text-muted">{result.status}</span>
                  ) : null}
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

function Value({ value, unit }: { value: string; unit: string | null }) {
  return (
    <>
      {value === '' ? '–' : value}
      {unit === null ? null : <span className="text-xs font-normal text-muted"> {unit}</span>}
    </>
  );
}
