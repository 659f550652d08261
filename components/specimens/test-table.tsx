import { SelectAllBox, SelectBox } from '@/components/bench/select-box';
import { Badge } from '@/components/ui/badge';
import { LabTime } from '@/components/ui/lab-time';
import { PriorityBadge } from '@/components/ui/priority-badge';
import { StateBadge } from '@/components/ui/state-badge';
import { RowLink, Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { Test } from '@/lib/specimens/contract';
import { dueStatus } from '@/lib/specimens/due-status';
import { specimenHref } from './addresses';
import { Due } from './due';
import { Elapsed } from './elapsed';
import { sortOf, type ListContext, type Sorting } from './list-columns';
import { CompactList, CompactRow, SelectAllRow } from './compact-list';
import { LisLink } from './lis-link';

function dueOf(test: Test, context: ListContext) {
  return dueStatus(
    {
      due_at: test.due_at,
      late: test.late,
      open: !test.voided && context.openStates.has(test.state),
      ended_at: test.milestones.released,
    },
    context.now,
  );
}

function assayText(test: Test): string {
  return test.run > 1 ? `${test.assay} run ${test.run}` : test.assay;
}

/** Tells one row of tests from another. */
export function testKey(test: Pick<Test, 'specimen_id' | 'assay' | 'run'>): string {
  return `${test.specimen_id} ${test.assay} ${test.run}`;
}

/** Tests, one a row; on phones one a card. */
export function TestTable({
  tests,
  context,
  sorting,
  selectable = false,
}: {
  tests: readonly Test[];
  context: ListContext;
  sorting: Sorting;
  /** Within a Selection: a box before each row. */
  selectable?: boolean;
}) {
  const { labSlug, timeZone, stateLabels, openStates, now } = context;
  const box = (test: Test) => (
    <SelectBox rowKey={testKey(test)} label={`${test.specimen_id} ${assayText(test)}`} />
  );
  const state = (test: Test) =>
    test.voided ? (
      <Badge>Voided</Badge>
    ) : (
      <StateBadge state={test.state} label={stateLabels.get(test.state)} />
    );
  return (
    <>
      <Table label="Tests" className="max-md:hidden">
        <TableHead>
          <Tr>
            {selectable ? (
              <Th className="w-0 pr-0">
                <SelectAllBox />
              </Th>
            ) : null}
            <Th {...sortOf(sorting, 'number')}>Specimen</Th>
            <Th>Assay</Th>
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
          {tests.map((test) => (
            <Tr key={testKey(test)} className="has-checked:bg-accent-soft">
              {selectable ? <Td className="pr-0">{box(test)}</Td> : null}
              <Td>
                <RowLink href={specimenHref(labSlug, test.specimen_id)} className="font-mono">
                  {test.specimen_id}
                </RowLink>
                <LisLink number={test.specimen_id} />
              </Td>
              <Td>
                <span title={test.assay_name}>{assayText(test)}</span>
              </Td>
              <Td>
                <PriorityBadge priority={test.priority} />
              </Td>
              <Td>{state(test)}</Td>
              <Td>
                <LabTime time={test.milestones.received} timeZone={timeZone} />
              </Td>
              <Td numeric>
                <Elapsed
                  turnaroundMinutes={test.turnaround_minutes}
                  receivedAt={test.milestones.received}
                  open={!test.voided && openStates.has(test.state)}
                  now={now}
                />
              </Td>
              <Td>
                <Due status={dueOf(test, context)} dueAt={test.due_at} timeZone={timeZone} />
              </Td>
              <Td>{test.device}</Td>
              <Td>{test.location}</Td>
            </Tr>
          ))}
        </TableBody>
      </Table>
      {selectable ? <SelectAllRow /> : null}
      <CompactList label="Tests">
        {tests.map((test) => (
          <CompactRow
            key={testKey(test)}
            box={selectable ? box(test) : null}
            href={specimenHref(labSlug, test.specimen_id)}
            number={test.specimen_id}
            beside={assayText(test)}
            state={state(test)}
            priority={
              test.priority === 'ROUTINE' ? null : <PriorityBadge priority={test.priority} />
            }
            received={<LabTime time={test.milestones.received} timeZone={timeZone} />}
            due={<Due status={dueOf(test, context)} dueAt={test.due_at} timeZone={timeZone} />}
            rest={[test.device, test.location]}
          />
        ))}
      </CompactList>
    </>
  );
}
