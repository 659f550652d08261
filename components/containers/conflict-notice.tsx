'use client';

import { useRouter } from 'next/navigation';
import { Check } from 'lucide-react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { LabTime } from '@/components/ui/lab-time';
import { TextLink } from '@/components/ui/link-button';
import { useToast } from '@/components/ui/toast';
import { useAction } from '@/components/ui/use-action';
import type { ActionResult } from '@/lib/entry/action-result';
import type { Container, PlacementConflict } from '@/lib/containers/contract';
import { containerHref } from './addresses';
import { placeText } from './place-text';

type EndConflict = (labSlug: string, input: unknown) => Promise<ActionResult<PlacementConflict>>;

/** The server actions that end a conflict: `{id, container?}` and `{id, reason?}`. */
export type ConflictActions = { reconcile: EndConflict; dismiss: EndConflict };

function ContainerName({ labSlug, container }: { labSlug: string; container: Container }) {
  return (
    <TextLink href={containerHref(labSlug, container.id)}>
      {container.name}
      {container.barcode === null ? null : <span className="font-mono"> {container.barcode}</span>}
    </TextLink>
  );
}

/**
 * A move that was refused, and whether the arm made it all the same: one tap puts the place right,
 * or the place stays. Whoever may not correct places reads what happened.
 */
export function ConflictNotice({
  labSlug,
  timeZone,
  conflict,
  actions,
}: {
  labSlug: string;
  timeZone: string;
  conflict: PlacementConflict;
  /** Null for those who may not correct a place. */
  actions: ConflictActions | null;
}) {
  const { container, occupant, from, to, kind, times, last_at, actor } = conflict;
  const what = container ? <ContainerName labSlug={labSlug} container={container} /> : 'Something';
  return (
    <Alert
      tone="warning"
      title={kind === 'TARGET_TAKEN' ? 'A move was refused: place taken' : 'A move was refused'}
      actions={
        actions === null ? null : (
          <ConflictButtons labSlug={labSlug} conflict={conflict} actions={actions} />
        )
      }
    >
      <p>
        {what} was to go from {placeText(from)} to {placeText(to)}
        {kind === 'TARGET_TAKEN' ? (
          <>
            , where{' '}
            {occupant ? <ContainerName labSlug={labSlug} container={occupant} /> : 'another'} stood.
          </>
        ) : (
          ', but did not stand where it was to be taken from.'
        )}{' '}
        The arm may have moved it all the same.
      </p>
      <p className="text-dense text-muted">
        Told by {actor.name} <LabTime time={last_at} timeZone={timeZone} />
        {times > 1 ? `, ${times} times` : ''}
      </p>
    </Alert>
  );
}

/** Reconcile in one tap where the container is known; dismiss with a reason, if there is one. */
export function ConflictButtons({
  labSlug,
  conflict,
  actions,
}: {
  labSlug: string;
  conflict: PlacementConflict;
  actions: ConflictActions;
}) {
  const router = useRouter();
  const toast = useToast();
  const { run, pending, result } = useAction(actions.reconcile, labSlug);
  const { id, container, to } = conflict;

  const reconcile = async (ref?: string): Promise<{ error?: string }> => {
    const answer = await run({ id, ...(ref !== undefined && { container: ref }) });
    if (!answer.ok) return { error: answer.message };
    const name = answer.data.container?.name ?? 'It';
    toast({ title: `${name} is at ${placeText(to)}`, tone: 'positive' });
    router.refresh();
    return {};
  };
  const dismiss = async (form: FormData): Promise<{ error?: string }> => {
    const reason = String(form.get('reason') ?? '').trim();
    const answer = await actions.dismiss(labSlug, { id, ...(reason !== '' && { reason }) });
    if (!answer.ok) return { error: answer.message };
    toast({ title: 'Dismissed', description: 'The places stay as they are.', tone: 'positive' });
    router.refresh();
    return {};
  };

  return (
    <div className="flex flex-wrap items-center gap-2">
      {container === null ? (
        <ConfirmDialog
          trigger={
            <Button size="sm" variant="primary" icon={<Check aria-hidden="true" />}>
              It moved
            </Button>
          }
          title="Which container moved?"
          description={`It will stand at ${placeText(to)}.`}
          confirmLabel="It moved"
          tone="primary"
          onConfirm={(form) => reconcile(String(form.get('container') ?? '').trim())}
        >
          <Field label="Barcode" name="container" required>
            <Input code maxLength={128} autoComplete="off" />
          </Field>
        </ConfirmDialog>
      ) : (
        <Button
          size="sm"
          variant="primary"
          icon={<Check aria-hidden="true" />}
          pending={pending}
          onClick={() => void reconcile()}
        >
          It moved
        </Button>
      )}
      <ConfirmDialog
        trigger={<Button size="sm">It did not move</Button>}
        title="It did not move"
        description="The places stay as they are and the conflict is closed."
        confirmLabel="It did not move"
        tone="primary"
        onConfirm={dismiss}
      >
        <Field label="Reason" name="reason" optional>
          <Input maxLength={500} />
        </Field>
      </ConfirmDialog>
      {result?.ok === false && container !== null ? (
        <p role="alert" className="w-full text-dense text-danger">
          {result.message}
        </p>
      ) : null}
    </div>
  );
}
