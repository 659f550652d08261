'use client';

import { useEffect, useRef } from 'react';
import { messageHref } from '@/components/instruments/addresses';
import { FORMAT_WORDS } from '@/components/instruments/message-words';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { cn } from '@/components/ui/class-names';
import { EmptyState } from '@/components/ui/empty-state';
import { LabTime } from '@/components/ui/lab-time';
import { TextLink } from '@/components/ui/link-button';
import type { TriedMapping } from '@/lib/instruments/inbox/contract';
import { linesOf, sideBySide } from './reading-lines';

type Tried = TriedMapping['data'][number];

/** What the latest messages say now, and would say with the table as it is edited. */
export function TryResult({
  answer,
  isOld,
  labSlug,
  timeZone,
}: {
  answer: TriedMapping;
  /** The table was edited since. */
  isOld: boolean;
  labSlug: string;
  timeZone: string;
}) {
  const top = useRef<HTMLDivElement>(null);
  useEffect(() => {
    top.current?.scrollIntoView({ block: 'start' });
    top.current?.focus({ preventScroll: true });
  }, [answer]);
  const changed = answer.data.filter((one) => one.changed);
  const rest = answer.data.filter((one) => !one.changed);
  return (
    <div ref={top} tabIndex={-1} className="scroll-mt-20 outline-none">
      <Card
        flush
        title={
          <span className="inline-flex flex-wrap items-center gap-2">
            Tried
            {isOld ? <Badge tone="warning">Edited since: try again</Badge> : null}
          </span>
        }
        description={
          answer.tried === 0
            ? undefined
            : `Of the latest ${answer.tried.toLocaleString('en')} messages, ${
                answer.changed === 0
                  ? 'all would say what they say now.'
                  : `${answer.changed.toLocaleString('en')} would say something else. Nothing is saved yet.`
              }`
        }
      >
        {answer.tried === 0 ? (
          <EmptyState title="Nothing to try it on">
            No message of this device is stored. Send one, then try again.
          </EmptyState>
        ) : (
          <>
            <ol aria-label="Messages that change" className="divide-y">
              {changed.map((one) => (
                <Message key={one.id} tried={one} labSlug={labSlug} timeZone={timeZone} />
              ))}
            </ol>
            {rest.length === 0 ? null : (
              <details className="border-t first:border-t-0">
                <summary className="cursor-pointer px-4 py-2.5 text-dense text-ink-soft hover:bg-hover">
                  {rest.length.toLocaleString('en')} that stay{rest.length === 1 ? 's' : ''} as{' '}
                  {rest.length === 1 ? 'it is' : 'they are'}
                </summary>
                <ol aria-label="Messages that stay as they are" className="divide-y border-t">
                  {rest.map((one) => (
                    <Message key={one.id} tried={one} labSlug={labSlug} timeZone={timeZone} />
                  ))}
                </ol>
              </details>
            )}
          </>
        )}
      </Card>
    </div>
  );
}

function Message({
  tried: { id, received_at, format, changed, before, after },
  labSlug,
  timeZone,
}: {
  tried: Tried;
  labSlug: string;
  timeZone: string;
}) {
  const rows = sideBySide(linesOf(before, timeZone), linesOf(after, timeZone));
  return (
    <li className="space-y-2 px-4 py-3">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-dense">
        <span className="font-medium">{FORMAT_WORDS[format]}</span>
        <span className="font-mono">{after.kind ?? before.kind ?? ''}</span>
        <LabTime time={received_at} timeZone={timeZone} className="text-muted" />
        <TextLink href={messageHref(labSlug, id)} className="ml-auto">
          Message
        </TextLink>
      </p>
      {changed ? (
        <div className="grid gap-3 md:grid-cols-2">
          <Side
            title="Now"
            lines={rows.map(({ before: text, same }) => ({ text, same }))}
            tone="danger"
          />
          <Side
            title="With the changes"
            lines={rows.map(({ after: text, same }) => ({ text, same }))}
            tone="positive"
          />
        </div>
      ) : (
        <Side
          title="Now and with the changes"
          lines={rows.map(({ before: text, same }) => ({ text, same }))}
          tone="positive"
        />
      )}
    </li>
  );
}

/** One reading; lines that the other has not are marked by a sign and a ground. */
function Side({
  title,
  lines,
  tone,
}: {
  title: string;
  lines: readonly { text: string | null; same: boolean }[];
  tone: 'danger' | 'positive';
}) {
  const sign = tone === 'danger' ? '−' : '+';
  return (
    <div className="min-w-0">
      <h3 className="mb-1 text-xs font-medium text-muted">{title}</h3>
      <div
        role="region"
        aria-label={title}
        tabIndex={0}
        className="overflow-x-auto rounded-md border bg-sunken py-1.5 font-mono text-xs leading-5 contain-inline-size"
      >
        {lines.map(({ text, same }, at) => (
          <div
            key={at}
            className={cn(
              'min-w-max px-2 whitespace-pre max-md:empty:hidden',
              text === null && 'max-md:hidden',
              !same && text !== null && (tone === 'danger' ? 'bg-danger-soft' : 'bg-positive-soft'),
            )}
          >
            <span aria-hidden="true" className="mr-2 inline-block w-2 text-muted">
              {same || text === null ? ' ' : sign}
            </span>
            {text}
          </div>
        ))}
      </div>
    </div>
  );
}
