'use client';

import { useRouter } from 'next/navigation';
import { useRef } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { FormErrors } from '@/components/ui/form-errors';
import { Input } from '@/components/ui/input';
import { useToast } from '@/components/ui/toast';
import type { ActionResult } from '@/lib/entry/action-result';
import { PASSWORD_MIN } from '@/lib/people/password-rule';
import { PasswordInput } from './password-input';
import { RefusedAlert } from './refused-alert';
import { usePersonalAction } from './use-personal-action';

type Act<T> = (given: unknown) => Promise<ActionResult<T>>;

/** The name others see. */
export function NameForm({ name, change }: { name: string; change: Act<{ name: string }> }) {
  const router = useRouter();
  const toast = useToast();
  const { run, pending, result } = usePersonalAction(change);
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void run(Object.fromEntries(new FormData(event.currentTarget))).then((answer) => {
          if (!answer.ok) return;
          toast({ title: 'Name changed', tone: 'positive' });
          router.refresh();
        });
      }}
    >
      <FormErrors errors={result?.ok === false ? result.fields : undefined}>
        <Field label="Name" name="name" required hint="What you did before keeps your old name.">
          <Input defaultValue={name} maxLength={100} autoComplete="name" />
        </Field>
      </FormErrors>
      <RefusedAlert result={result} />
      <div>
        <Button type="submit" pending={pending}>
          Change name
        </Button>
      </div>
    </form>
  );
}

/** Another password, for whoever knows the present one. */
export function PasswordForm({ email, change }: { email: string; change: Act<void> }) {
  const form = useRef<HTMLFormElement>(null);
  const toast = useToast();
  const { run, pending, result } = usePersonalAction(change);
  return (
    <form
      ref={form}
      method="post"
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        const data = new FormData(event.currentTarget);
        void run({ current: data.get('current'), password: data.get('password') }).then(
          (answer) => {
            if (!answer.ok) return;
            form.current?.reset();
            toast({
              title: 'Password changed',
              description: 'You were signed out everywhere else.',
              tone: 'positive',
            });
          },
        );
      }}
    >
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <FormErrors errors={result?.ok === false ? result.fields : undefined}>
        <Field label="Present password" name="current" required>
          <PasswordInput autoComplete="current-password" />
        </Field>
        <Field
          label="New password"
          name="password"
          required
          hint={`At least ${PASSWORD_MIN} characters. Three or four words do well.`}
        >
          <PasswordInput autoComplete="new-password" minLength={PASSWORD_MIN} />
        </Field>
      </FormErrors>
      <RefusedAlert result={result} />
      <div>
        <Button type="submit" pending={pending}>
          Change password
        </Button>
      </div>
    </form>
  );
}
