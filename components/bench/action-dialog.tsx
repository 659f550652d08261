'use client';

import { PenLine } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode, type Ref, type SubmitEvent } from 'react';
import { PasswordInput } from '@/components/people/password-input';
import { FormButtons } from '@/components/ui/action-form';
import { Alert } from '@/components/ui/alert';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { FormErrors, type FieldError } from '@/components/ui/form-errors';
import { Input, Textarea } from '@/components/ui/input';
import { labTimeText } from '@/components/ui/lab-time';
import type { OfferedAction } from '@/lib/specimens/transitions/offered-actions';
import { ActionFields } from './action-fields';
import { readActionForm, type ActionInput } from './action-input';
import type { Bench } from './bench-context';
import { remember, remembered } from './remembered';

/** Why it was not taken; the dialog stays open and shows it. */
export type Refusal = { message: string; fields: readonly FieldError[] };

const DANGEROUS = new Set(['reject', 'cancel', 'invalidate', 'fail']);

/** How much an action has to be told before it can be taken. */
export function asksForSomething({ needs, deviceMissing }: OfferedAction): boolean {
  return (
    (needs.device && deviceMissing) ||
    needs.errorCode ||
    needs.rejectionReason ||
    needs.reason ||
    needs.signature
  );
}

/** Asks for what an action needs and takes it. Without an action it is closed. */
export function ActionDialog({
  bench,
  offered,
  subject,
  onTake,
  onClose,
}: {
  bench: Bench;
  offered: OfferedAction | null;
  /** What it is done to: “S-100 · NA, K”. */
  subject: ReactNode;
  /** Null when it was taken. */
  onTake: (offered: OfferedAction, input: ActionInput) => Promise<Refusal | null>;
  onClose: () => void;
}) {
  return (
    <Dialog
      open={offered !== null}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      title={offered?.label ?? ''}
      description={subject}
    >
      {offered ? (
        <ActionForm key={offered.action} bench={bench} offered={offered} onTake={onTake} />
      ) : null}
    </Dialog>
  );
}

function ActionForm({
  bench,
  offered,
  onTake,
}: {
  bench: Bench;
  offered: OfferedAction;
  onTake: (offered: OfferedAction, input: ActionInput) => Promise<Refusal | null>;
}) {
  const { labSlug, timeZone, options } = bench;
  const [pending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const [began] = useState(() => new Date().toISOString());
  const password = useRef<HTMLInputElement>(null);
  const form = useRef<HTMLFormElement>(null);
  // To the first thing that is asked for, not to the button that closes.
  useEffect(() => {
    const own = form.current;
    own?.querySelector<HTMLElement>('select, textarea, input, summary')?.focus();
    // Enter takes the action from a list as from any other field; Space opens the list.
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Enter' || !(event.target instanceof HTMLSelectElement)) return;
      event.preventDefault();
      own?.requestSubmit();
    };
    own?.addEventListener('keydown', onKey);
    return () => own?.removeEventListener('keydown', onKey);
  }, []);

  const submit = async (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault();
    const read = readActionForm(new FormData(event.currentTarget), timeZone);
    if (!read.ok) {
      setRefusal({ message: '', fields: read.fields });
      return;
    }
    setPending(true);
    const refused = await onTake(offered, read.input);
    setPending(false);
    if (refused === null) {
      if (read.input.device !== undefined) remember(labSlug, 'device', read.input.device);
      return;
    }
    setRefusal(refused);
    if (password.current) {
      password.current.value = '';
      if (refused.fields.some(({ field }) => field === 'password')) password.current.focus();
    }
  };

  const others = refusal?.fields.some(({ field }) => KNOWN_FIELDS.has(field))
    ? ''
    : refusal?.message;
  return (
    <FormErrors errors={refusal?.fields}>
      <form ref={form} onSubmit={(event) => void submit(event)} className="grid gap-4">
        {others ? (
          <Alert tone="danger" title="Not done" live>
            {others}
          </Alert>
        ) : null}
        <ActionFields
          needs={offered.needs}
          deviceMissing={offered.deviceMissing}
          device={remembered(labSlug, 'device')}
          options={options}
        />
        {offered.needs.signature ? (
          <SignatureFields bench={bench} meaning={offered.label} began={began} input={password} />
        ) : null}
        <details className="group">
          <summary className="w-fit rounded-sm text-dense text-accent underline decoration-1 underline-offset-3 max-md:py-3">
            It happened earlier, or needs a comment
          </summary>
          <div className="mt-3 grid gap-4 sm:grid-cols-2">
            <Field
              label="When it happened"
              name="occurred_at"
              optional
              hint={`By the clock of ${timeZone.replaceAll('_', ' ')}; now, when left empty.`}
            >
              <Input type="datetime-local" />
            </Field>
            <Field label="Comment" name="comment" optional>
              <Textarea rows={2} maxLength={2000} />
            </Field>
          </div>
        </details>
        <div className="flex flex-wrap justify-end gap-2 border-t pt-4">
          <FormButtons
            submitLabel={
              offered.needs.signature ? `Sign and ${lowerFirst(offered.label)}` : offered.label
            }
            danger={DANGEROUS.has(offered.action)}
            pending={pending}
          />
        </div>
      </form>
    </FormErrors>
  );
}

/** Fields the dialog has: a fault of another is told above them. */
const KNOWN_FIELDS = new Set([
  'device',
  'error_code',
  'rejection_reason',
  'informed',
  'reason',
  'comment',
  'occurred_at',
  'password',
]);

function SignatureFields({
  bench: { signer, timeZone },
  meaning,
  began,
  input,
}: {
  bench: Bench;
  meaning: string;
  began: string;
  input: Ref<HTMLInputElement>;
}) {
  return (
    <div className="grid gap-3 rounded-md border border-line-strong p-3.5">
      <p className="flex gap-2 text-sm">
        <PenLine aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-muted" />
        <span>
          You sign as <strong>{signer.name}</strong> at{' '}
          <strong>{labTimeText(began, timeZone)}</strong> with the meaning{' '}
          <strong>{meaning}</strong>. It stays with the history and is printed.
        </span>
      </p>
      <Field
        label="Your password"
        name="password"
        required
        hint={signer.demo ? 'People of the demo sign with the word “demo”.' : undefined}
      >
        <PasswordInput ref={input} autoComplete="current-password" />
      </Field>
    </div>
  );
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
