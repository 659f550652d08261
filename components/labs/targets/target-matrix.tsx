import { TriangleAlert } from 'lucide-react';
import { PriorityBadge } from '@/components/ui/priority-badge';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { minutesAsText } from '@/lib/labs/targets/minutes-text';
import type { MatrixCell, MatrixRow, TightnessFault } from '@/lib/labs/targets/contract';
import { faultText } from './target-words';

const PRIORITIES = ['STAT', 'URGENT', 'ROUTINE'] as const;

function sourceText({ by }: MatrixCell): string {
  return by.length === 0 ? 'the lab’s default' : `by ${by.join(', ')}`;
}

function Cell({ cell, faults }: { cell: MatrixCell | null; faults: TightnessFault[] }) {
  return (
    <Td className="align-top max-md:px-2">
      {cell === null ? (
        <span className="text-muted">No target</span>
      ) : (
        <>
          <span className="font-medium">{minutesAsText(cell.minutes)}</span>
          {cell.time === 'working' ? <span className="max-md:block"> of opening hours</span> : null}
          <span className="block text-xs whitespace-normal text-muted">{sourceText(cell)}</span>
        </>
      )}
      {faults.map((fault) => (
        <span
          key={fault.than}
          className="mt-0.5 flex items-start gap-1 text-xs font-medium whitespace-normal text-warning"
        >
          <TriangleAlert aria-hidden="true" className="mt-0.5 size-3 shrink-0" />
          {faultText(fault)}
        </span>
      ))}
    </Td>
  );
}

/** Assays down, priorities across: what each has to meet, where that comes from and what is amiss. */
export function TargetMatrixTable({ rows, caption }: { rows: MatrixRow[]; caption: string }) {
  return (
    <Table label="Resolved targets" caption={caption} tall>
      <TableHead>
        <Tr>
          <Th>Assay</Th>
          {PRIORITIES.map((priority) => (
            <Th key={priority}>
              <PriorityBadge priority={priority} />
            </Th>
          ))}
        </Tr>
      </TableHead>
      <TableBody>
        {rows.map(({ assay, name, cells, warnings }) => (
          <Tr key={assay}>
            <Th scope="row" className="align-top">
              <span className="font-medium">{assay}</span>
              {name === assay ? null : (
                <span className="block max-w-64 truncate text-xs text-muted max-md:hidden">
                  {name}
                </span>
              )}
            </Th>
            {PRIORITIES.map((priority) => (
              <Cell
                key={priority}
                cell={cells[priority]}
                faults={warnings.filter((fault) => fault.priority === priority)}
              />
            ))}
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}
