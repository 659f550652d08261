'use client';

import { ArrowRight } from 'lucide-react';
import { useState } from 'react';
import { Alert } from '@/components/ui/alert';
import { Spinner } from '@/components/ui/spinner';
import type { Role } from '@/lib/platform/access/roles';
import { ROLE_DUTIES, ROLE_LABELS } from '@/lib/people/role-words';
import { startSession } from './start-session';

export type DemoChoice = { email: string; name: string; role: Role };

/** The demo lab's people, one button each. */
export function DemoSignIn({ people, next }: { people: readonly DemoChoice[]; next: string }) {
  const [pending, setPending] = useState<string>();
  const [failed, setFailed] = useState(false);

  async function choose(email: string) {
    setPending(email);
    setFailed(false);
    const outcome = await startSession('demo', { email }, next);
    if (outcome.ok) {
      window.location.assign(outcome.url);
      return;
    }
    setPending(undefined);
    setFailed(true);
  }

  return (
    <div className="grid gap-3">
      {failed ? (
        <Alert tone="danger" title="Signing in did not work" live>
          Demo mode has ended, or the server did not answer. Reload the page.
        </Alert>
      ) : null}
      <ul className="divide-y overflow-hidden rounded-lg border bg-surface">
        {people.map(({ email, name, role }) => (
          <li key={email}>
            <button
              type="button"
              aria-label={`Sign in as ${ROLE_LABELS[role]}: ${name}`}
              aria-busy={pending === email || undefined}
              disabled={pending !== undefined}
              onClick={() => void choose(email)}
              className="group flex min-h-14 w-full items-center gap-3 px-4 py-2 text-left hover:bg-accent-soft focus-visible:-outline-offset-2 disabled:cursor-wait"
            >
              <span className="min-w-0 grow">
                <span className="block text-sm font-semibold">Sign in as {ROLE_LABELS[role]}</span>
                <span className="block text-dense text-pretty text-muted">
                  {name} · {ROLE_DUTIES[role]}
                </span>
              </span>
              {pending === email ? (
                <Spinner />
              ) : (
                <ArrowRight
                  aria-hidden="true"
                  className="size-4 shrink-0 text-muted transition-transform group-hover:translate-x-0.5 group-hover:text-accent-strong"
                />
              )}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
