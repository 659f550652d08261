import Link from 'next/link';
import { deviceHref } from '@/components/containers/addresses';
import { KINDS } from '@/components/metrics/uptime-words';
import { Badge } from '@/components/ui/badge';
import { cn } from '@/components/ui/class-names';
import { RowLink, Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { recentMessages } from '@/lib/instruments/connections/connection-views';
import type { Connection } from '@/lib/instruments/connections/list-connections';
import { connectHref, inboxHref, mappingHref } from './addresses';
import { Ago } from './ago';
import { RateBars, rateText } from './rate-bars';

function State({ state }: Pick<Connection, 'state'>) {
  if (!state) return <span className="text-muted">Retired</span>;
  const { label, tone } = KINDS[state.limited ? 'limited' : state.kind];
  return (
    <Badge tone={tone}>
      {label}
      {state.code ? <span className="font-mono">{state.code}</span> : null}
    </Badge>
  );
}

/** A count that leads to its messages; a plain nought where there are none. */
function Count({
  count,
  href,
  label,
  danger,
}: {
  count: number;
  href: string;
  label: string;
  danger?: boolean;
}) {
  if (count === 0) return <span className="text-muted">0</span>;
  return (
    <Link
      href={href}
      aria-label={label}
      className={cn(
        'relative z-1 -mx-2 inline-flex min-h-6 items-center rounded-sm px-2 underline decoration-line-strong underline-offset-4 hover:decoration-accent max-md:min-h-11',
        danger ? 'font-medium text-danger' : 'text-ink',
      )}
    >
      {count.toLocaleString('en')}
    </Link>
  );
}

const link =
  'relative z-1 inline-flex min-h-6 items-center rounded-sm text-accent underline-offset-4 hover:underline';

/** How devices report: state, last message, rate, failures, what waits; a row leads to its device. */
export function ConnectionTable({
  connections,
  labSlug,
  timeZone,
  now,
}: {
  connections: readonly Connection[];
  labSlug: string;
  timeZone: string;
  /** ISO; when the figures were read. */
  now: string;
}) {
  return (
    <Table label="How instruments report">
      <TableHead>
        <tr>
          <Th>Instrument</Th>
          <Th className="max-md:hidden">State</Th>
          <Th>Last message</Th>
          <Th className="max-lg:hidden">Messages a minute</Th>
          <Th numeric>
            Failed<span className="max-md:sr-only"> in 24 h</span>
          </Th>
          <Th numeric className="max-sm:hidden">
            Pending
          </Th>
          <Th className="max-md:hidden">
            <span className="sr-only">More</span>
          </Th>
        </tr>
      </TableHead>
      <TableBody>
        {connections.map((connection) => {
          const { device, type, state, lastMessageAt, minutes, failed, pending } = connection;
          const recent = recentMessages(connection);
          const known = connection.mayConnect || lastMessageAt !== null;
          return (
            <Tr key={connection.id}>
              <Th scope="row" className="max-md:max-w-44 max-md:whitespace-normal">
                <RowLink href={deviceHref(labSlug, device)} className="wrap-anywhere">
                  {device}
                </RowLink>
                <span className="block text-xs text-muted">{type}</span>
                <span className="mt-1 block md:hidden">
                  <State state={state} />
                </span>
              </Th>
              <Td className="max-md:hidden">
                <State state={state} />
              </Td>
              <Td muted={lastMessageAt === null}>
                {lastMessageAt === null ? (
                  known ? (
                    'none yet'
                  ) : (
                    <Link
                      href={connectHref(labSlug, device)}
                      className={cn(link, 'max-md:min-h-11')}
                    >
                      Connect<span className="sr-only"> {device}</span>
                    </Link>
                  )
                ) : (
                  <Ago time={lastMessageAt} now={now} timeZone={timeZone} />
                )}
                <span className="block text-xs text-muted sm:hidden">
                  {pending > 0 ? `${pending.toLocaleString('en')} pending` : null}
                </span>
              </Td>
              <Td className="max-lg:hidden">
                {known ? (
                  <span className="flex items-center gap-3">
                    <RateBars minutes={minutes} />
                    <span className={cn('w-12 text-right', recent === 0 && 'text-muted')}>
                      {rateText(minutes)}
                    </span>
                  </span>
                ) : null}
              </Td>
              <Td numeric>
                {known ? (
                  <Count
                    danger
                    count={failed}
                    href={inboxHref(labSlug, { device, status: 'quarantined' })}
                    label={`${failed} failed of ${device}`}
                  />
                ) : null}
              </Td>
              <Td numeric className="max-sm:hidden">
                {known ? (
                  <Count
                    count={pending}
                    href={inboxHref(labSlug, { device, status: 'accepted' })}
                    label={`${pending} pending of ${device}`}
                  />
                ) : null}
              </Td>
              <Td className="text-right max-md:hidden">
                <span className="inline-flex gap-4">
                  <Link href={inboxHref(labSlug, { device })} className={link}>
                    Inbox<span className="sr-only"> of {device}</span>
                  </Link>
                  <Link href={mappingHref(labSlug, device)} className={link}>
                    Mapping<span className="sr-only"> of {device}</span>
                  </Link>
                  <Link href={connectHref(labSlug, device)} className={link}>
                    Connection<span className="sr-only"> of {device}</span>
                  </Link>
                </span>
              </Td>
            </Tr>
          );
        })}
      </TableBody>
    </Table>
  );
}
