import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { LabTime } from '@/components/ui/lab-time';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { NotificationInFull } from '@/lib/alerts/delivery/contract';
import { attemptText, tookText } from './delivery-words';

/** Every attempt to post a notification; what a receiver answered is never kept, but its status. */
export function AttemptLog({
  notification: { log, status },
  timeZone,
}: {
  notification: Pick<NotificationInFull, 'log' | 'status'>;
  timeZone: string;
}) {
  return (
    <Card
      flush
      title="Attempts"
      description="The latest first. 2xx means accepted by the receiver, not yet shown to anybody."
    >
      {log.length === 0 ? (
        <EmptyState title="Not tried yet">
          {status === 'queued' ? 'It is posted within seconds.' : 'It was given up before that.'}
        </EmptyState>
      ) : (
        <Table label="Attempts">
          <TableHead>
            <Tr>
              <Th>When</Th>
              <Th>HTTP</Th>
              <Th>What came of it</Th>
              <Th numeric>Took</Th>
            </Tr>
          </TableHead>
          <TableBody>
            {log.map((attempt, index) => (
              <Tr key={`${attempt.at} ${index}`}>
                <Td>
                  <LabTime time={attempt.at} timeZone={timeZone} />
                </Td>
                <Td>
                  {attempt.status === null ? null : (
                    <Badge tone={attempt.outcome === 'ok' ? 'positive' : 'danger'}>
                      {attempt.status}
                    </Badge>
                  )}
                </Td>
                <Td className="min-w-52 whitespace-normal">{attemptText(attempt)}</Td>
                <Td numeric muted>
                  {tookText(attempt.duration_ms)}
                </Td>
              </Tr>
            ))}
          </TableBody>
        </Table>
      )}
    </Card>
  );
}
