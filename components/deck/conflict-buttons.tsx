'use client';

import { useRouter } from 'next/navigation';
import { Check } from 'lucide-react';
import type { ConflictActions } from '@/components/containers/conflict-notice';
import { placeText } from '@/components/containers/place-text';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { useToast } from '@/components/ui/toast';
import { useAction } from '@/components/ui/use-action';
import { labelOf, type DeckConflict } from '@/lib/containers/deck/deck';

/** One tap says whether the arm moved all the same. Which container it was is asked where nobody knows. */
export function ConflictButtons({
  labSlug,
  conflict,
  actions,
  onEnded,
}: {
  labSlug: string;
  conflict: DeckConflict;
  actions: ConflictActions;
  /** It was dealt with, and is about to leave the screen. */
  onEnded?: () => void;
}) {
  const router = useRouter();
  const toast = useToast();
  const reconcile = useAction(actions.reconcile, labSlug);
  const dismiss = useAction(actions.dismiss, labSlug);
  const { id, container, from, to } = conflict;
  const name = container ? labelOf(container) : 'It';
  const refused = [reconcile.result, dismiss.result].find((result) => result?.ok === false);

  const hasMoved = async (ref?: string): Promise<{ error?: string }> => {
    dismiss.reset();
    const answer = await reconcile.run({ id, ...(ref !== undefined && { container: ref }) });
    if (!answer.ok) return { error: answer.message };
    toast({ title: `${ref ?? name} is at ${placeText(to)}`, tone: 'positive' });
    onEnded?.();
    router.refresh();
    return {};
  };
  const hasNot = async () => {
    reconcile.reset();
    const answer = await dismiss.run({ id });
    if (!answer.ok) return;
    toast({
      title: 'The places stay as they are',
      ...(container?.place && { description: `${name} is at ${placeText(container.place)}.` }),
      tone: 'positive',
    });
    onEnded?.();
    router.refresh();
  };
  const pending = reconcile.pending || dismiss.pending;
  const full = 'max-md:h-11 max-md:grow max-md:basis-32';
  const moved = (
    <Button
      size="sm"
      variant="primary"
      className={full}
      icon={<Check aria-hidden="true" />}
      pending={reconcile.pending}
      disabled={pending}
      {...(container && { onClick: () => void hasMoved() })}
    >
      It has moved
    </Button>
  );
  return (
    <div className="grid gap-2">
      <div className="flex flex-wrap gap-2">
        {container ? (
          moved
        ) : (
          <ConfirmDialog
            trigger={moved}
            title="Which container has moved?"
            description={`Nothing was known to stand at ${placeText(from)}. It will stand at ${placeText(to)}.`}
            confirmLabel="It has moved"
            tone="primary"
            onConfirm={(form) => hasMoved(String(form.get('container') ?? '').trim())}
          >
            <Field label="Barcode" name="container" required>
              <Input code maxLength={128} autoComplete="off" data-first="" data-takes-scans="" />
            </Field>
          </ConfirmDialog>
        )}
        <Button
          size="sm"
          className={full}
          pending={dismiss.pending}
          disabled={pending}
          onClick={() => void hasNot()}
        >
          It has not
        </Button>
      </div>
      {refused?.ok === false ? (
        <p role="alert" className="text-dense text-danger">
          {refused.message}
        </p>
      ) : null}
    </div>
  );
}
