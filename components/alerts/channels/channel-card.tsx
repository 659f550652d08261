'use client';

import { Pencil } from 'lucide-react';
import type { ReactNode } from 'react';
import { WithdrawButton } from '@/components/people/withdraw-button';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { DescriptionList } from '@/components/ui/description-list';
import { LabTime } from '@/components/ui/lab-time';
import { TextLink } from '@/components/ui/link-button';
import type { Channel } from '@/lib/alerts/channels/contract';
import { deliveriesHref, ruleHref } from '../addresses';
import { OnOffSwitch } from '../on-off-switch';
import type { ChannelActions, OfferedKind } from './channel-actions';
import { addressText } from './channel-sheet';
import { cardText, HEALTH, hoursSummary } from './channel-words';
import { NextSecret } from './next-secret';
import { TestChannel } from './test-channel';

type Shared = {
  labSlug: string;
  timeZone: string;
  kinds: readonly OfferedKind[];
  /** Absent for whoever may only read. */
  actions: ChannelActions | null;
};

/** How it goes with a channel: whether it works, and if not, why and since when. */
function Health({
  health: { state, failure, failures, last_ok_at: okAt, paused_until: pausedUntil },
  timeZone,
}: {
  health: Channel['health'];
  timeZone: string;
}) {
  const { label, tone } = HEALTH[state];
  return (
    <span className="grid justify-items-end gap-1">
      <span className="flex flex-wrap items-center justify-end gap-x-2 gap-y-1">
        {okAt === null ? null : (
          <span className="text-xs text-muted">
            last accepted <LabTime time={okAt} timeZone={timeZone} />
          </span>
        )}
        <Badge tone={tone}>{label}</Badge>
      </span>
      {state === 'failing' ? (
        <span className="text-xs text-danger">
          {failure} {failures === 1 ? 'Once.' : `${failures.toLocaleString('en')} times in a row.`}
        </span>
      ) : null}
      {state === 'failing' && pausedUntil !== null ? (
        <span className="text-xs text-muted">
          paused until <LabTime time={pausedUntil} timeZone={timeZone} />
        </span>
      ) : null}
    </span>
  );
}

function ToldBy({ rules, labSlug }: { rules: Channel['rules']; labSlug: string }): ReactNode {
  if (rules.length === 0) return <span className="text-muted">no rule yet</span>;
  return (
    <ul className="flex flex-wrap justify-end gap-x-3">
      {rules.map(({ id, name }) => (
        // A name that is broken between two lines reads as two.
        <li key={id} className="max-w-full">
          <TextLink
            href={ruleHref(labSlug, id)}
            className="inline-flex min-h-6 items-center max-md:min-h-11"
          >
            {name}
          </TextLink>
        </li>
      ))}
    </ul>
  );
}

/** One channel: where it leads, how it goes, what it is told and by which rules. */
export function ChannelCard({
  channel,
  labSlug,
  timeZone,
  kinds,
  actions,
  onChange,
}: Shared & { channel: Channel; onChange: () => void }) {
  const { id, name, rules, version } = channel;
  const kind = kinds.find((one) => one.name === channel.kind);
  const told = rules.length === 1 ? '1 rule tells it' : `${rules.length} rules tell it`;
  return (
    <Card
      title={name}
      description={
        <>
          {kind?.title ?? channel.kind}{' '}
          <span className="wrap-anywhere">· {addressText(channel)}</span>
        </>
      }
      actions={
        actions ? <OnOffSwitch labSlug={labSlug} of={channel} change={actions.change} /> : undefined
      }
    >
      <DescriptionList
        items={[
          { label: 'Health', value: <Health health={channel.health} timeZone={timeZone} /> },
          { label: 'Hours', value: hoursSummary(channel.hours) },
          { label: 'Shows', value: cardText(channel.card) },
          { label: 'Rules', value: <ToldBy rules={rules} labSlug={labSlug} /> },
        ]}
      />
      <div className="mt-4 flex flex-wrap items-center gap-2">
        {actions ? (
          <>
            <TestChannel
              labSlug={labSlug}
              timeZone={timeZone}
              channel={channel}
              test={actions.test}
            />
            <Button
              size="sm"
              icon={<Pencil aria-hidden="true" />}
              aria-label={`Change ${name}`}
              onClick={onChange}
            >
              Change
            </Button>
            {kind?.signed ? (
              <NextSecret labSlug={labSlug} channel={channel} change={actions.change} />
            ) : null}
            <WithdrawButton
              run={() => actions.remove(labSlug, { id, version })}
              label="Remove"
              of={name}
              title={`Remove “${name}”?`}
              description={`${rules.length === 0 ? 'No rule tells it' : told}. Its address is forgotten, and what waits for it is given up. Its deliveries stay in the log.`}
              done={`${name} is removed`}
            />
          </>
        ) : null}
        <TextLink href={deliveriesHref(labSlug, { channel: name })} className="ml-auto text-dense">
          Its deliveries
        </TextLink>
      </div>
    </Card>
  );
}
