import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { deviceHref } from '@/components/containers/addresses';
import { inboxHref } from '@/components/instruments/addresses';
import { EventList } from '@/components/instruments/event-list';
import { MessageEffectsCard } from '@/components/instruments/message-effects-card';
import { isReplayable } from '@/components/instruments/message-list';
import { MessageReason } from '@/components/instruments/message-reason';
import { MessageStatus } from '@/components/instruments/message-status';
import { settledAfterText } from '@/components/instruments/message-times';
import { FORMAT_WORDS, PROOF_WORDS, replayHelps } from '@/components/instruments/message-words';
import { RawLines } from '@/components/instruments/raw-lines';
import { RawMessage } from '@/components/instruments/raw-message';
import { ReplayButton } from '@/components/instruments/replay-button';
import { Follow } from '@/components/live/follow';
import { specimenHref } from '@/components/specimens/addresses';
import { Alert } from '@/components/ui/alert';
import { Card } from '@/components/ui/card';
import { Code } from '@/components/ui/code';
import { DescriptionList } from '@/components/ui/description-list';
import { EmptyState } from '@/components/ui/empty-state';
import { formatBytes } from '@/components/ui/file-size';
import { LabTime } from '@/components/ui/lab-time';
import { TextLink } from '@/components/ui/link-button';
import { PageHeader } from '@/components/ui/page-header';
import { pageCtx, type PageCtx } from '@/lib/entry/page';
import type { MessageInFull } from '@/lib/instruments/inbox/contract';
import { messageEffects } from '@/lib/instruments/inbox/message-effects';
import { readMessageInFull } from '@/lib/instruments/inbox/read-message-in-full';
import { actorMay } from '@/lib/platform/access/permissions';
import { AppError } from '@/lib/platform/errors';
import { replayMessageAction, showMessageAction } from '../actions';

export const metadata: Metadata = { title: 'Message' };

type Props = { params: Promise<{ lab: string; message: string }> };

/** Most numbers of specimens that stand among the facts. */
const MOST_NUMBERS = 20;

/** All the page shows; an id this lab does not have is not found. */
async function load(labSlug: string, id: string) {
  const ctx = await pageCtx(labSlug);
  try {
    const [message, effects] = await Promise.all([
      readMessageInFull(ctx, id, { raw: 'masked' }),
      messageEffects(ctx, id),
    ]);
    return { ctx, message, effects };
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') notFound();
    throw error;
  }
}

export default async function MessagePage({ params }: Props) {
  const { lab: slug, message: id } = await params;
  const { ctx, message, effects } = await load(slug, id);
  const { timeZone } = ctx.lab;
  const look = { labSlug: slug, timeZone };
  const mayReplay = actorMay(ctx.actor, 'replay');
  return (
    <div className="space-y-5">
      <Follow kinds={['device']} />
      <PageHeader
        crumbs={[{ label: 'Inbox', href: inboxHref(slug) }]}
        title={message.kind ?? `${FORMAT_WORDS[message.format]} message`}
        description={`${FORMAT_WORDS[message.format]} from ${message.device}`}
        actions={
          mayReplay && isReplayable(message) ? (
            <ReplayButton
              labSlug={slug}
              id={message.id}
              replay={replayMessageAction}
              primary={message.status === 'quarantined' && replayHelps(message)}
            />
          ) : (
            <WhyNoReplay message={message} mayReplay={mayReplay} />
          )
        }
      />
      <MessageReason message={message} {...look} may={mayMend(ctx)} />
      <Card>
        <DescriptionList columns={3} items={factsOf(message, ctx)} />
      </Card>
      {message.raw === null ? (
        <Card>
          <EmptyState title="Its bytes were cleared">
            What a message said is kept for a limited time after it was applied, because patients
            may be named in it. What it led to stays.
          </EmptyState>
        </Card>
      ) : (
        <div className="grid items-start gap-5 xl:grid-cols-2">
          {actorMay(ctx.actor, 'messages.read_raw') ? (
            <RawMessage
              labSlug={slug}
              id={message.id}
              format={message.format}
              masked={message.raw}
              show={showMessageAction}
            />
          ) : (
            <Card
              flush
              title="What came"
              description="What may be of a patient is masked; a supervisor may see it."
            >
              <RawLines format={message.format} raw={message.raw} />
            </Card>
          )}
          <Says message={message} {...look} />
        </div>
      )}
      <MessageEffectsCard effects={effects} {...look} />
    </div>
  );
}

function WhyNoReplay({ message, mayReplay }: { message: MessageInFull; mayReplay: boolean }) {
  const why =
    message.status === 'accepted'
      ? null
      : message.cleared_at !== null
        ? 'Cleared messages cannot be replayed'
        : mayReplay
          ? null
          : 'Replaying takes a supervisor';
  return why === null ? null : <p className="py-2 text-dense text-muted">{why}</p>;
}

/** What the device's table makes of the message now. */
function Says({
  message: { read },
  ...look
}: {
  message: MessageInFull;
  labSlug: string;
  timeZone: string;
}) {
  if (read === null) return null;
  const { events, remarks, error } = read;
  return (
    <Card
      flush
      title="What it says"
      description={
        error === null
          ? `${events.length.toLocaleString('en')} event${events.length === 1 ? '' : 's'}, as the device’s table reads them now.`
          : 'It cannot be read.'
      }
    >
      {error === null ? null : (
        <Alert tone="danger" className="m-4">
          <span className="wrap-anywhere">{error}</span>
        </Alert>
      )}
      {error === null && events.length === 0 ? (
        <p className="px-4 py-3 text-dense text-muted">Nothing to act on.</p>
      ) : (
        <EventList events={events} {...look} />
      )}
      {remarks.length === 0 ? null : (
        <div className="border-t px-4 py-3 text-dense">
          <h3 className="font-medium text-muted">In it, and not acted on</h3>
          <ul className="mt-1 list-disc space-y-0.5 pl-4.5">
            {remarks.map((remark, index) => (
              <li key={index} className="wrap-anywhere">
                {remark}
              </li>
            ))}
          </ul>
        </div>
      )}
    </Card>
  );
}

function mayMend(ctx: PageCtx) {
  const may = (permission: Parameters<typeof actorMay>[1]) => actorMay(ctx.actor, permission);
  return {
    enter_specimen: may('specimens.write'),
    specimen: true,
    mapping: may('mapping.write'),
    catalogue: may('assays.write'),
    devices: may('platform.write'),
    keys: may('keys.write'),
  };
}

function factsOf(message: MessageInFull, ctx: PageCtx) {
  const { slug, timeZone } = ctx.lab;
  const { specimens, settled_at: settled } = message;
  return [
    { label: 'Status', value: <MessageStatus status={message.status} /> },
    {
      label: 'Device',
      value: <TextLink href={deviceHref(slug, message.device)}>{message.device}</TextLink>,
    },
    {
      label: 'Sent',
      value:
        message.sender === message.device
          ? PROOF_WORDS[message.proof]
          : `by ${message.sender}, ${PROOF_WORDS[message.proof]}`,
    },
    {
      label: 'Received',
      value: <LabTime time={message.received_at} timeZone={timeZone} />,
    },
    {
      label: settled === null ? 'Waits for' : 'Settled after',
      value: settledAfterText(message, ctx.now),
    },
    { label: 'Attempts', value: message.attempts.toLocaleString('en') },
    {
      label: specimens.length === 1 ? 'Specimen' : 'Specimens',
      value:
        specimens.length === 0 ? null : (
          <>
            {specimens.slice(0, MOST_NUMBERS).map((number, index) => (
              <span key={number}>
                {index > 0 ? ', ' : ''}
                <TextLink href={specimenHref(slug, number)} className="font-mono">
                  {number}
                </TextLink>
              </span>
            ))}
            {specimens.length > MOST_NUMBERS ? ` and ${specimens.length - MOST_NUMBERS} more` : ''}
          </>
        ),
    },
    { label: 'Size', value: formatBytes(message.size) },
    {
      label: 'Id of the sender',
      value: <Code className="text-xs">{message.control_id ?? message.webhook_id}</Code>,
    },
  ];
}
