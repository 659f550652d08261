import { SelectAllBox, SelectBox } from '@/components/bench/select-box';
import { Badge } from '@/components/ui/badge';
import { LabTime } from '@/components/ui/lab-time';
import { PriorityBadge } from '@/components/ui/priority-badge';
import { StateBadge } from '@/components/ui/state-badge';
import { RowLink, Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { SpecimenRow } from '@/lib/specimens/contract';
import { dueStatus } from '@/lib/specimens/due-status';
import { specimenHref } from './addresses';
import { CompactList, CompactRow, SelectAllRow } from './compact-list';
import { Due } from './due';
import { Elapsed } from './elapsed';
import { sortOf, type ListContext, type Sorting } from './list-columns';
import { LisLink } from './lis-link';

function dueOf(specimen: SpecimenRow, context: ListContext) {
  return dueStatus(
    {
      due_at: specimen.due_at,
      late: specimen.late,
      open: !specimen.voided && context.openStates.has(specimen.state),
      ended_at: specimen.milestones.released,
    },
    context.now,
  );
}

/** “NA”, “NA, K” or “NA, K +2”: what is tested, in the width of a column. */
function assaysText(specimen: SpecimenRow): string {
  const codes = [...new Set(specimen.tests.map((test) => test.assay))];
  if (codes.length === 0) return 'No tests yet';
  const rest = codes.length - 2;
  return codes.slice(0, 2).join(', ') + (rest > 0 ? ` +${rest}` : '');
}

function devicesText(specimen: SpecimenRow): string | null {
  const names = [...new Set(specimen.tests.flatMap((test) => test.device ?? []))];
  return names.length === 0 ? null : names.join(', ');
}

/** Specimens, one a row; on phones one a card. */
export function SpecimenTable({
  specimens,
  context,
  sorting,
  selectable = false,
}: {
  specimens: readonly SpecimenRow[];
  context: ListContext;
  sorting: Sorting;
  /** Within a Selection: a box before each row. */
  selectable?: boolean;
}) {
  const { labSlug, timeZone, stateLabels, openStates, now } = context;
  const state = (specimen: SpecimenRow) =>
    specimen.voided ? (
      <Badge>Voided</Badge>
    ) : (
      <StateBadge state={specimen.state} label={stateLabels.get(specimen.state)} />
    );
  return (
    <>
      <Table label="Specimens" className="max-md:hidden">
        <TableHead>
          <Tr>
            {selectable ? (
              <Th className="w-0 pr-0">
                <SelectAllBox />
              </Th>
            ) : null}
            <Th {...sortOf(sorting, 'number')}>Specimen</Th>
            <Th>Assays</Th>
            <Th {...sortOf(sorting, 'priority')}>Priority</Th>
            <Th {...sortOf(sorting, 'state')}>State</Th>
            <Th {...sortOf(sorting, 'received')}>Received</Th>
            <Th numeric>Turnaround</Th>
            <Th {...sortOf(sorting, 'due')}>Due</Th>
            <Th>Device</Th>
            <Th>Location</Th>
          </Tr>
        </TableHead>
        <TableBody>
          {specimens.map((specimen) => (
            <Tr key={specimen.specimen_id} className="has-checked:bg-accent-soft">
              {selectable ? (
                <Td className="pr-0">
                  <SelectBox rowKey={specimen.specimen_id} label={specimen.specimen_id} />
                </Td>
              ) : null}
              <Td>
                <RowLink href={specimenHref(labSlug, specimen.specimen_id)} className="font-mono">
                  {specimen.specimen_id}
                </RowLink>
                <LisLink number={specimen.specimen_id} />
              </Td>
              <Td muted={specimen.tests.length === 0}>
                <span title={specimen.tests.map((test) => test.assay_name).join(', ')}>
                  {assaysText(specimen)}
                </span>
              </Td>
              <Td>
                <PriorityBadge priority={specimen.priority} />
              </Td>
              <Td>{state(specimen)}</Td>
              <Td>
                <LabTime time={specimen.milestones.received} timeZone={timeZone} />
              </Td>
              <Td numeric>
                <Elapsed
                  turnaroundMinutes={specimen.turnaround_minutes}
                  receivedAt={specimen.milestones.received}
                  open={!specimen.voided && openStates.has(specimen.state)}
                  now={now}
                />
              </Td>
              <Td>
                <Due
                  status={dueOf(specimen, context)}
                  dueAt={specimen.due_at}
                  timeZone={timeZone}
                />
              </Td>
              <Td>{devicesText(specimen)}</Td>
              <Td>{specimen.location}</Td>
            </Tr>
          ))}
        </TableBody>
      </Table>
      {selectable ? <SelectAllRow /> : null}
      <CompactList label="Specimens">
        {specimens.map((specimen) => (
          <CompactRow
            key={specimen.specimen_id}
            box={
              selectable ? (
                <SelectBox rowKey={specimen.specimen_id} label={specimen.specimen_id} />
              ) : null
            }
            href={specimenHref(labSlug, specimen.specimen_id)}
            number={specimen.specimen_id}
            beside={assaysText(specimen)}
            state={state(specimen)}
            priority={
              specimen.priority === 'ROUTINE' ? null : (
                <PriorityBadge priority={specimen.priority} />
              )
            }
            received={<LabTime time={specimen.milestones.received} timeZone={timeZone} />}
            due={
              <Due status={dueOf(specimen, context)} dueAt={specimen.due_at} timeZone={timeZone} />
            }
            rest={[devicesText(specimen), specimen.location]}
          />
        ))}
      </CompactList>
    </>
  );
}
