'use client';

import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { FormErrors } from '@/components/ui/form-errors';
import { Input } from '@/components/ui/input';
import type { ActionResult } from '@/lib/entry/action-result';
import { PASSWORD_MIN } from '@/lib/people/password-rule';
import type { TakenUp } from '@/lib/people/take-up-invitation';
import { PasswordInput } from './password-input';
import { RefusedAlert } from './refused-alert';
import { startSession } from './start-session';
import { usePersonalAction } from './use-personal-action';

/** Takes up a one-time link: name and password, a password alone, or just a yes. */
export function TakeUpForm({
  token,
  needs,
  email,
  name,
  takeUp,
  confirmLabel,
}: {
  token: string;
  needs: 'account' | 'password' | 'nothing';
  email: string;
  name: string;
  takeUp: (given: unknown) => Promise<ActionResult<TakenUp>>;
  confirmLabel: string;
}) {
  const { run, pending, result } = usePersonalAction(takeUp);

  async function submit(data: FormData) {
    const password = data.get('password');
    const answer = await run({
      token,
      ...(needs === 'account' ? { name: data.get('name') } : {}),
      ...(needs === 'nothing' ? {} : { password }),
    });
    if (!answer.ok) return;
    const home = `/${answer.data.labSlug}`;
    if (answer.data.signedIn || typeof password !== 'string') {
      window.location.assign(home);
      return;
    }
    const signedIn = await startSession('password', { email: answer.data.email, password }, home);
    window.location.assign(signedIn.ok ? signedIn.url : '/sign-in');
  }

  return (
    <form
      method="post"
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        void submit(new FormData(event.currentTarget));
      }}
    >
      <FormErrors errors={result?.ok === false ? result.fields : undefined}>
        {needs === 'nothing' ? null : (
          <>
            <Field label="Email" name="email">
              <Input type="email" value={email} readOnly autoComplete="username" />
            </Field>
            {needs === 'account' ? (
              <Field label="Your name" name="name" required hint="As colleagues know you.">
                <Input defaultValue={name} maxLength={100} autoComplete="name" />
              </Field>
            ) : null}
            <Field
              label="Password"
              name="password"
              required
              hint={`At least ${PASSWORD_MIN} characters. Three or four words do well.`}
            >
              <PasswordInput autoComplete="new-password" minLength={PASSWORD_MIN} />
            </Field>
          </>
        )}
      </FormErrors>
      <RefusedAlert result={result} />
      <Button type="submit" size="lg" variant="primary" pending={pending || result?.ok === true}>
        {confirmLabel}
      </Button>
    </form>
  );
}
