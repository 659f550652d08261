'use client';

import { useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { PasswordInput } from './password-input';
import { type SignInOutcome, startSession } from './start-session';
import { useCountdown, waitWords } from './use-countdown';

type Refused = Exclude<SignInOutcome, { ok: true }>;

/** Email and password. `next` is the page to go on to. */
export function SignInForm({
  next,
  email,
  refused: refusedBefore,
  primary = true,
}: {
  next: string;
  email?: string;
  refused?: Refused;
  /** Whether this is the way in that the page puts first. */
  primary?: boolean;
}) {
  const [refused, setRefused] = useState<Refused | undefined>(refusedBefore);
  const [pending, setPending] = useState(false);
  const [secondsLeft, wait] = useCountdown();

  async function submit(data: FormData) {
    setPending(true);
    const fields = { email: String(data.get('email')), password: String(data.get('password')) };
    const outcome = await startSession('password', fields, next);
    if (outcome.ok) {
      window.location.assign(outcome.url);
      return;
    }
    setPending(false);
    setRefused(outcome);
    if (outcome.reason === 'wait') wait(outcome.seconds);
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
      {refused ? <RefusedNotice refused={refused} /> : null}
      <Field label="Email" name="email" required>
        <Input type="email" autoComplete="username" defaultValue={email} maxLength={254} />
      </Field>
      <Field label="Password" name="password" required>
        <PasswordInput autoComplete="current-password" />
      </Field>
      <Button
        type="submit"
        size="lg"
        variant={primary ? 'primary' : 'secondary'}
        pending={pending}
        disabled={secondsLeft > 0}
      >
        {secondsLeft > 0 ? `Wait ${waitWords(secondsLeft)}` : 'Sign in'}
      </Button>
    </form>
  );
}

function RefusedNotice({ refused }: { refused: Refused }) {
  if (refused.reason === 'wait') {
    return (
      <Alert tone="warning" title="Too many attempts" live>
        Wait {waitWords(refused.seconds)}, then try again. A right password ends the waiting.
      </Alert>
    );
  }
  if (refused.reason === 'wrong') {
    return (
      <Alert tone="danger" title="Email or password is wrong" live>
        Check both. If you have forgotten the password, an admin of your lab can give you a link to
        choose a new one.
      </Alert>
    );
  }
  return (
    <Alert tone="danger" title="Signing in did not work" live>
      The server did not answer as expected. Reload the page and try again.
    </Alert>
  );
}
