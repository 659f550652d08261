import type { ReactNode } from 'react';
import { SelectAllBox, SelectBox } from '@/components/bench/select-box';
import { CompactList, SelectAllRow } from '@/components/specimens/compact-list';
import { LabTime } from '@/components/ui/lab-time';
import { RowLink, Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import type { Message } from '@/lib/instruments/inbox/contract';
import { messageHref } from './addresses';
import { MessageStatus } from './message-status';
import { settledAfterText, specimensText } from './message-times';
import { codeText, FORMAT_WORDS } from './message-words';

/** Whether a message can be put back into the queue. */
export function isReplayable({ status, cleared_at }: Message): boolean {
  return status !== 'accepted' && cleared_at === null;
}

type Look = { labSlug: string; timeZone: string; now: Date; selectable: boolean };

/** What a message says it is: its kind, or its format where it could not be read. */
const nameOf = ({ kind, format }: Message) => kind ?? `${FORMAT_WORDS[format]} message`;

/** Messages of the inbox, a row each: a table, on phones a list. */
export function MessageList({ messages, ...look }: Look & { messages: readonly Message[] }) {
  return (
    <>
      <div className="hidden md:block">
        <Table label="Messages">
          <TableHead>
            <Tr>
              {look.selectable ? (
                <Th className="w-9">
                  <SelectAllBox />
                </Th>
              ) : null}
              <Th>Received</Th>
              <Th>Device</Th>
              <Th>Message</Th>
              <Th>Status</Th>
              <Th>Reason</Th>
              <Th>Specimens</Th>
              <Th numeric>Settled after</Th>
            </Tr>
          </TableHead>
          <TableBody>
            {messages.map((message) => (
              <Row key={message.id} message={message} {...look} />
            ))}
          </TableBody>
        </Table>
      </div>
      {look.selectable ? <SelectAllRow /> : null}
      <CompactList label="Messages">
        {messages.map((message) => (
          <Compact key={message.id} message={message} {...look} />
        ))}
      </CompactList>
    </>
  );
}

function Box({ message, selectable }: { message: Message; selectable: boolean }): ReactNode {
  if (!selectable || !isReplayable(message)) return null;
  return <SelectBox rowKey={message.id} label={`${nameOf(message)} of ${message.device}`} />;
}

function Row({ message, labSlug, timeZone, now, selectable }: Look & { message: Message }) {
  return (
    <Tr>
      {selectable ? (
        <Td className="w-9">
          <Box message={message} selectable />
        </Td>
      ) : null}
      <Td muted>
        <LabTime time={message.received_at} timeZone={timeZone} />
      </Td>
      <Td className="max-w-44 truncate" title={message.device}>
        {message.device}
      </Td>
      <Td className="max-w-64 truncate" title={nameOf(message)}>
        <RowLink href={messageHref(labSlug, message.id)}>{nameOf(message)}</RowLink>
        {message.kind === null ? null : (
          <span className="ml-2 text-xs text-muted">{FORMAT_WORDS[message.format]}</span>
        )}
      </Td>
      <Td>
        <MessageStatus status={message.status} />
      </Td>
      <Td className="w-full max-w-0 min-w-36 truncate" title={message.reason ?? undefined}>
        {message.code === null ? (
          message.reason
        ) : (
          <>
            {codeText(message.code)} <span className="text-muted">· {message.reason}</span>
          </>
        )}
      </Td>
      <Td
        className="max-w-60 truncate font-mono"
        title={specimensText(message.specimens).shown.join(', ')}
      >
        <Numbers numbers={message.specimens} />
      </Td>
      <Td numeric muted>
        {message.status === 'accepted' ? (
          <span className="text-info">{settledAfterText(message, now)} so far</span>
        ) : (
          settledAfterText(message, now)
        )}
      </Td>
    </Tr>
  );
}

function Numbers({ numbers }: { numbers: readonly string[] }): ReactNode {
  if (numbers.length === 0) return <span className="text-muted">–</span>;
  const { shown, more } = specimensText(numbers);
  return (
    <>
      {shown.join(', ')}
      {more > 0 ? <span className="text-muted"> +{more}</span> : null}
    </>
  );
}

function Compact({ message, labSlug, timeZone, now, selectable }: Look & { message: Message }) {
  return (
    <li className="group relative space-y-1 px-3 py-2.5">
      <div className="flex items-center justify-between gap-3">
        <span className="flex min-w-0 items-center gap-2.5">
          <Box message={message} selectable={selectable} />
          <RowLink href={messageHref(labSlug, message.id)} className="text-sm break-words">
            {nameOf(message)}
          </RowLink>
        </span>
        <MessageStatus status={message.status} />
      </div>
      <p className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 text-dense">
        <span className="min-w-0 font-medium break-words">{message.device}</span>
        {message.code === null ? null : (
          <span className="ml-auto text-ink-soft">{codeText(message.code)}</span>
        )}
      </p>
      <p className="flex flex-wrap gap-x-3 text-xs text-muted">
        <LabTime time={message.received_at} timeZone={timeZone} />
        <span>
          {message.status === 'accepted' ? 'waits ' : 'after '}
          {settledAfterText(message, now)}
        </span>
        {message.specimens.length === 0 ? null : (
          <span className="font-mono break-all">
            <Numbers numbers={message.specimens} />
          </span>
        )}
      </p>
    </li>
  );
}
