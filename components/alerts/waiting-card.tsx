import { specimenHref } from '@/components/specimens/addresses';
import { Card } from '@/components/ui/card';
import { TextLink } from '@/components/ui/link-button';
import { LabTime } from '@/components/ui/lab-time';
import { PriorityBadge } from '@/components/ui/priority-badge';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { AlertDetail } from '@/lib/alerts/alerts/contract';
import { alertsHref } from './addresses';
import { waitingText } from './waiting-text';

/** What stands still behind a device that is down, STAT and urgent first. */
export function WaitingCard({
  labSlug,
  timeZone,
  alertId,
  waiting,
}: {
  labSlug: string;
  timeZone: string;
  alertId: string;
  waiting: NonNullable<AlertDetail['waiting']>;
}) {
  const { tests, absorbed, first } = waiting;
  const more = tests - first.length;
  return (
    <Card
      flush
      title={`Waiting at ${waiting.device}`}
      description={`${waitingText(waiting)}.`}
      actions={
        absorbed === 0 ? null : (
          <TextLink
            href={alertsHref(labSlug, { inhibited_by: alertId })}
            className="text-dense max-md:py-2.5"
          >
            {absorbed.toLocaleString('en')} {absorbed === 1 ? 'alert is' : 'alerts are'} told with
            it
          </TextLink>
        )
      }
    >
      {first.length === 0 ? undefined : (
        <Table
          label={`Waiting at ${waiting.device}`}
          caption={more > 0 ? `and ${more.toLocaleString('en')} more` : undefined}
        >
          <TableHead>
            <Tr>
              <Th>Specimen</Th>
              <Th>Assay</Th>
              <Th>Priority</Th>
              <Th>Due</Th>
            </Tr>
          </TableHead>
          <TableBody>
            {first.map((test) => (
              <Tr key={`${test.specimen} ${test.assay}`}>
                <Td>
                  <TextLink
                    href={specimenHref(labSlug, test.specimen)}
                    className="font-mono max-md:-my-2.5 max-md:py-2.5"
                  >
                    {test.specimen}
                  </TextLink>
                </Td>
                <Td>{test.assay}</Td>
                <Td>
                  <PriorityBadge priority={test.priority} />
                </Td>
                <Td>
                  <LabTime time={test.due_at} timeZone={timeZone} />
                </Td>
              </Tr>
            ))}
          </TableBody>
        </Table>
      )}
    </Card>
  );
}
