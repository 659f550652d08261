'use client';

import { useRouter } from 'next/navigation';
import { useId, useState, type ReactNode } from 'react';
import { textsOf } from '@/components/results/form-texts';
import { ActionForm, FormButtons } from '@/components/ui/action-form';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { Select, Textarea } from '@/components/ui/input';
import { useToast } from '@/components/ui/toast';
import { useAction } from '@/components/ui/use-action';
import type { ActionResult } from '@/lib/entry/action-result';
import type { Proposal } from '@/lib/instruments/proposals/contract';
import { END_WORDS, proposalTitle, takeText } from './proposal-words';

export type ProposalAction = (labSlug: string, input: unknown) => Promise<ActionResult<Proposal>>;

type Choice = { value: string; label: string };

/** The button that takes or dismisses a proposal, and the sheet that asks why. */
export function ProposalSheet({
  proposal,
  labSlug,
  action,
  does,
  reasons = [],
  children,
}: {
  proposal: Proposal;
  labSlug: string;
  action: ProposalAction;
  does: 'take' | 'dismiss';
  /** Of a rejection that is taken: what the lab rejects for. */
  reasons?: readonly Choice[];
  /** What is proposed, to be seen once more. */
  children?: ReactNode;
}) {
  const router = useRouter();
  const toast = useToast();
  const formId = useId();
  const [open, setOpen] = useState(false);
  const { run, pending, result, reset } = useAction(action, labSlug);
  const takes = does === 'take';
  const rejects = takes && proposal.kind === 'rejection';
  const verb = takes ? (rejects ? 'Reject' : 'Take') : 'Dismiss';
  const what = `${proposalTitle(proposal).toLowerCase()} of ${proposal.specimen_id}`;
  const seen = reasons.find(
    ({ value }) => value.toLowerCase() === proposal.rejection?.code.toLowerCase(),
  );
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        if (next) reset();
      }}
      trigger={
        <Button
          size="lg"
          variant={takes ? 'primary' : 'secondary'}
          className="max-md:grow"
          aria-label={`${verb}: ${what}`}
        >
          {verb}
        </Button>
      }
      title={
        <>
          {verb}: {proposalTitle(proposal)}{' '}
          <span className="font-mono">{proposal.specimen_id}</span>
        </>
      }
      description={
        takes ? takeText(proposal) : 'Everything stays as it is. What was proposed is kept.'
      }
      footer={
        <FormButtons
          form={formId}
          submitLabel={takes ? (rejects ? 'Reject the specimen' : 'Take the results') : 'Dismiss'}
          danger={rejects}
          pending={pending}
        />
      }
    >
      <ActionForm
        id={formId}
        failure={result?.ok === false ? result : null}
        refusedTitle={takes ? 'Not taken' : 'Not dismissed'}
        onSubmit={async (event) => {
          const form = textsOf(new FormData(event.currentTarget), ['reason', 'rejection_reason']);
          const answer = await run({
            id: proposal.id,
            reason: form.reason,
            ...(rejects ? { rejection_reason: form.rejection_reason } : {}),
          });
          if (!answer.ok) return;
          setOpen(false);
          toast({
            title: takes ? END_WORDS.taken.label : END_WORDS.dismissed.label,
            description: what,
          });
          router.refresh();
        }}
      >
        {children}
        {rejects ? (
          <Field label="Why it is rejected" name="rejection_reason" required>
            <Select
              placeholder="Choose a reason"
              options={reasons}
              defaultValue={seen?.value ?? ''}
            />
          </Field>
        ) : null}
        <Field label="Reason" name="reason" required>
          <Textarea rows={2} maxLength={2000} />
        </Field>
      </ActionForm>
    </Dialog>
  );
}
