'use client';

import { AlertDialog as Primitive } from 'radix-ui';
import { useState, type ReactNode } from 'react';
import { Alert } from './alert';
import { Button } from './button';
import { focusFirst } from './focus-first';

/**
 * Asks before something that is hard to undo. `onConfirm` may answer `{ error }`: the dialog stays
 * open and shows it; anything else closes it. `children` (a reason field, say) are inside a form,
 * whose data is passed on. A throw becomes a general text.
 */
export function ConfirmDialog({
  trigger,
  title,
  description,
  confirmLabel,
  tone = 'danger',
  onConfirm,
  children,
}: {
  trigger: ReactNode;
  title: ReactNode;
  description: ReactNode;
  /** Names the act: “Revoke key”, never “OK”. */
  confirmLabel: string;
  tone?: 'danger' | 'primary';
  onConfirm: (data: FormData) => Promise<{ error?: string } | void> | { error?: string } | void;
  children?: ReactNode;
}) {
  const [open, setOpen] = useState(false);
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<string>();
  const confirm = async (data: FormData) => {
    setPending(true);
    setError(undefined);
    try {
      const answer = await onConfirm(data);
      if (answer && answer.error) setError(answer.error);
      else setOpen(false);
    } catch {
      setError('It did not reach the server. Try again.');
    } finally {
      setPending(false);
    }
  };
  return (
    <Primitive.Root
      open={open}
      onOpenChange={(next) => {
        setOpen(next);
        if (next) setError(undefined);
      }}
    >
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-50 bg-overlay data-[state=open]:animate-fade-in" />
        <Primitive.Content
          onOpenAutoFocus={focusFirst}
          className="fixed inset-x-4 top-1/2 z-50 mx-auto max-h-[90dvh] max-w-md -translate-y-1/2 overflow-y-auto rounded-lg bg-raised p-5 shadow-raised focus:outline-none"
        >
          <Primitive.Title className="text-base font-semibold">{title}</Primitive.Title>
          <Primitive.Description className="mt-1.5 text-sm text-ink-soft">
            {description}
          </Primitive.Description>
          <form
            className="mt-4 grid gap-4"
            onSubmit={(event) => {
              event.preventDefault();
              void confirm(new FormData(event.currentTarget));
            }}
          >
            {children}
            {error ? (
              <Alert tone="danger" live>
                {error}
              </Alert>
            ) : null}
            <div className="flex flex-wrap justify-end gap-2">
              <Primitive.Cancel asChild>
                <Button>Leave it</Button>
              </Primitive.Cancel>
              <Button type="submit" variant={tone} pending={pending}>
                {confirmLabel}
              </Button>
            </div>
          </form>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
