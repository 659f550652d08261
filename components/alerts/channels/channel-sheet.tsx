'use client';

import { useRouter } from 'next/navigation';
import { useId, useRef, useState } from 'react';
import { OnceOnly } from '@/components/people/once-only';
import { ActionForm, FormButtons } from '@/components/ui/action-form';
import { Button } from '@/components/ui/button';
import { RadioGroup } from '@/components/ui/checkbox';
import { DialogClose, Sheet } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import type { FieldError } from '@/components/ui/form-errors';
import { Input } from '@/components/ui/input';
import { useToast } from '@/components/ui/toast';
import { useAction } from '@/components/ui/use-action';
import { CardSettings } from '@/lib/alerts/channels/card-settings';
import type { Channel } from '@/lib/alerts/channels/contract';
import type { Sample } from '@/lib/alerts/channels/sample-payload';
import { CardFields } from './card-fields';
import type { ChannelActions, OfferedKind } from './channel-actions';
import { CHANNEL_FIELDS, readChannelForm } from './channel-form';
import { HoursFields } from './hours-fields';
import { SampleCards } from './sample-cards';
import { shownFaults } from '../shown-faults';

/** What stands where an address would, which is never shown again. */
export function addressText({ host, url_end: end }: Pick<Channel, 'host' | 'url_end'>): string {
  return end === null ? `${host}/…` : `${host}/…${end}`;
}

/** The panel that makes a channel, or changes one; a new webhook's secret is shown in it, once. */
export function ChannelSheet({
  labSlug,
  timeZone,
  kinds,
  channel,
  actions,
  onClose,
}: {
  labSlug: string;
  timeZone: string;
  kinds: readonly OfferedKind[];
  /** The one that is changed; null for a new one. */
  channel: Channel | null;
  actions: ChannelActions;
  onClose: () => void;
}) {
  const formId = useId();
  const form = useRef<HTMLFormElement>(null);
  const router = useRouter();
  const toast = useToast();
  const { run, pending, result } = useAction(channel ? actions.change : actions.make, labSlug);
  const [unread, setUnread] = useState<FieldError[] | null>(null);
  const sampling = useAction(actions.sample, labSlug);
  const [samples, setSamples] = useState<readonly Sample[] | null>(null);
  const [kind, setKind] = useState(channel?.kind ?? kinds[0]?.name ?? '');

  const refused = unread === null && result?.ok === false ? result : null;
  const errors = shownFaults(unread ?? refused?.fields ?? [], CHANNEL_FIELDS);
  const secret = result?.ok ? result.data.secret : null;
  const offered = kinds.find(({ name }) => name === kind);

  const focusFault = (faults: readonly FieldError[]) => {
    const [first] = shownFaults(faults, CHANNEL_FIELDS);
    const control = first && form.current?.elements.namedItem(first.field);
    if (control instanceof HTMLElement) control.focus();
  };

  const save = async (data: FormData) => {
    const read = readChannelForm(data, channel !== null);
    setUnread(read.ok ? null : read.fields);
    if (!read.ok) return focusFault(read.fields);
    const answer = await run(
      channel
        ? { ...read.given, id: channel.id, version: channel.version }
        : { ...read.given, kind },
    );
    if (!answer.ok) return focusFault(answer.fields);
    router.refresh();
    if (answer.data.secret !== null) return;
    toast({ title: channel ? 'The channel is saved' : 'The channel is made', tone: 'positive' });
    onClose();
  };

  /** Cards by the settings as they stand in the form. */
  const showSamples = async () => {
    if (!form.current) return;
    const read = readChannelForm(new FormData(form.current), true);
    setUnread(read.ok ? null : read.fields);
    if (!read.ok) return focusFault(read.fields);
    const answer = await sampling.run({ kind, card: read.given.card });
    if (answer.ok) return setSamples(answer.data);
    setUnread(answer.fields);
    focusFault(answer.fields);
  };

  return (
    <Sheet
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={channel ? `Change ${channel.name}` : 'New channel'}
      description={channel ? offered?.title : 'Where alerts are told.'}
      footer={
        secret === null ? (
          <FormButtons
            form={formId}
            submitLabel={channel ? 'Save' : 'Make the channel'}
            pending={pending}
          />
        ) : (
          <DialogClose>
            <Button variant="primary">Done</Button>
          </DialogClose>
        )
      }
    >
      {secret === null ? (
        <ActionForm
          id={formId}
          ref={form}
          failure={refused}
          errors={errors}
          aside={refused !== null && errors.length === 0}
          onSubmit={(event) => save(new FormData(event.currentTarget))}
        >
          {/* Whatever is edited, sample cards shown are of how it was before. */}
          <div className="grid grid-cols-[minmax(0,1fr)] gap-4" onChange={() => setSamples(null)}>
            {channel ? null : (
              <RadioGroup
                legend="Kind"
                name="kind"
                value={kind}
                onValueChange={(next) => {
                  setKind(next);
                  setSamples(null);
                }}
                options={kinds.map(({ name, title, hint }) => ({
                  value: name,
                  label: title,
                  hint,
                }))}
              />
            )}
            <Field label="Name" name="name" hint="As rules name it." required>
              <Input data-first autoComplete="off" defaultValue={channel?.name} />
            </Field>
            <Field
              label={channel ? 'New address' : 'Address'}
              name="url"
              hint={
                channel
                  ? `Now ${addressText(channel)}. Left empty, it stays.`
                  : 'https and public. It is a secret: kept encrypted, and never shown again.'
              }
              required={channel === null}
              optional={channel !== null}
            >
              <Input inputMode="url" autoComplete="off" spellCheck={false} placeholder="https://" />
            </Field>
            <HoursFields present={channel?.hours ?? null} zone={timeZone.replaceAll('_', ' ')} />
            <CardFields present={channel?.card ?? CardSettings.parse({})} />
          </div>
          <div>
            <Button size="sm" pending={sampling.pending} onClick={() => void showSamples()}>
              Show sample cards
            </Button>
          </div>
          {samples === null ? null : <SampleCards samples={samples} />}
        </ActionForm>
      ) : (
        <OnceOnly title="The channel is made" label="Secret" value={secret}>
          Copy its secret now to where the signature is checked. It is shown only this once.
        </OnceOnly>
      )}
    </Sheet>
  );
}
