'use client';

import { useRouter } from 'next/navigation';
import { useId, useState, type ReactNode } from 'react';
import { ActionForm, FormButtons } from '@/components/ui/action-form';
import { Dialog } from '@/components/ui/dialog';
import { useToast, type ToastMessage } from '@/components/ui/toast';
import { useAction } from '@/components/ui/use-action';
import type { ActionResult } from '@/lib/entry/action-result';
import type { Critical } from '@/lib/results/contract';
import { CriticalValue } from './critical-value';

export type CriticalAction = (labSlug: string, input: unknown) => Promise<ActionResult<Critical>>;

/** What a button of a critical is given. */
export type CriticalButton = {
  critical: Critical;
  labSlug: string;
  action: CriticalAction;
  size?: 'sm' | 'md' | 'lg';
  className?: string;
};

/** The sheet behind a button of a critical: its value, the fields of a form, and what it does. */
export function CriticalSheet({
  critical,
  labSlug,
  action,
  trigger,
  verb,
  description,
  submitLabel,
  danger,
  refusedTitle,
  onOpen,
  read,
  told,
  children,
}: Pick<CriticalButton, 'critical' | 'labSlug' | 'action'> & {
  trigger: ReactNode;
  verb: string;
  description: string;
  submitLabel: string;
  danger?: boolean;
  refusedTitle: string;
  /** It opens, as if for the first time. */
  onOpen: () => void;
  /** What to send, beside the id. */
  read: (form: FormData) => object;
  /** What is said when it is done. */
  told: (critical: Critical) => Omit<ToastMessage, 'description'>;
  children: ReactNode;
}) {
  const router = useRouter();
  const toast = useToast();
  const formId = useId();
  const [open, setOpen] = useState(false);
  const { run, pending, result, reset } = useAction(action, labSlug);
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        if (!next) return;
        onOpen();
        reset();
      }}
      trigger={trigger}
      title={
        <>
          {verb} <span className="font-mono">{critical.specimen_id}</span>
        </>
      }
      description={description}
      footer={
        <FormButtons form={formId} submitLabel={submitLabel} danger={danger} pending={pending} />
      }
    >
      <ActionForm
        id={formId}
        failure={result?.ok === false ? result : null}
        refusedTitle={refusedTitle}
        onSubmit={async (event) => {
          const answer = await run({
            id: critical.id,
            ...read(new FormData(event.currentTarget)),
          });
          if (!answer.ok) return;
          setOpen(false);
          toast({
            ...told(answer.data),
            description: `${critical.analyte} of ${critical.specimen_id}`,
          });
          router.refresh();
        }}
      >
        <div className="rounded-md bg-danger-soft px-3.5 py-3">
          <CriticalValue critical={critical} large />
        </div>
        {children}
      </ActionForm>
    </Dialog>
  );
}
