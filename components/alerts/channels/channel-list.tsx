'use client';

import { Plus } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import type { Channel } from '@/lib/alerts/channels/contract';
import type { ChannelActions, OfferedKind } from './channel-actions';
import { ChannelCard } from './channel-card';
import { ChannelSheet } from './channel-sheet';

/** The lab's channels, and for an admin what makes, tries and changes them. */
export function ChannelList({
  labSlug,
  timeZone,
  kinds,
  channels,
  actions,
}: {
  labSlug: string;
  timeZone: string;
  kinds: readonly OfferedKind[];
  channels: readonly Channel[];
  /** Absent for whoever may only read. */
  actions: ChannelActions | null;
}) {
  const [task, setTask] = useState<'new' | Channel | null>(null);
  const shared = { labSlug, timeZone, kinds };
  const add = actions ? (
    <Button variant="primary" icon={<Plus aria-hidden="true" />} onClick={() => setTask('new')}>
      New channel
    </Button>
  ) : undefined;
  return (
    <>
      {channels.length === 0 ? (
        <Card flush>
          <EmptyState title="No channels yet" actions={add}>
            A channel is where alerts are told: a chat of Microsoft Teams, or a program of your own.
            Without one, alerts show in the portal alone.
          </EmptyState>
        </Card>
      ) : (
        <div className="space-y-3">
          {add ? <div className="flex justify-end">{add}</div> : null}
          <ul className="grid grid-cols-[minmax(0,1fr)] items-start gap-5 xl:grid-cols-2">
            {channels.map((channel) => (
              <li key={channel.id}>
                <ChannelCard
                  {...shared}
                  channel={channel}
                  actions={actions}
                  onChange={() => setTask(channel)}
                />
              </li>
            ))}
          </ul>
        </div>
      )}
      {task !== null && actions ? (
        <ChannelSheet
          key={task === 'new' ? 'new' : task.id}
          {...shared}
          channel={task === 'new' ? null : task}
          actions={actions}
          onClose={() => setTask(null)}
        />
      ) : null}
    </>
  );
}
