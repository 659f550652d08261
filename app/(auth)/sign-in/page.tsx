import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { DemoSignIn } from '@/components/people/demo-sign-in';
import { Entrance } from '@/components/people/entrance';
import { SignInForm } from '@/components/people/sign-in-form';
import { readRefusal } from '@/components/people/start-session';
import { Alert } from '@/components/ui/alert';
import { signedInPerson } from '@/lib/entry/page';
import { demoOffer, demoRequest, isFromLoopback, realAdminExists } from '@/lib/people/demo-mode';
import { demoPeople } from '@/lib/people/demo-people';
import { ownAddress } from '@/lib/people/own-address';
import { safePath } from '@/lib/people/safe-path';
import { env } from '@/lib/platform/env';

export const metadata: Metadata = { title: 'Sign in' };

type Search = Promise<Record<string, string | string[] | undefined>>;

function only(value: string | string[] | undefined): string | null {
  return typeof value === 'string' ? value : null;
}

export default async function SignInPage({ searchParams }: { searchParams: Search }) {
  const search = await searchParams;
  const next = safePath(only(search.next)) ?? '/';
  if (await signedInPerson()) redirect(next);

  const sent = await headers();
  const path = next === '/' ? '/sign-in' : `/sign-in?next=${encodeURIComponent(next)}`;
  const address = ownAddress(sent.get('host'), env().APP_URL, path);
  if (address !== null) redirect(address);

  const request = demoRequest(sent, env());
  const people = await demoPeople(demoOffer(request, await realAdminExists()));
  const error = only(search.error);
  const refused = error === null ? undefined : readRefusal(error);
  const demo = people.length > 0;

  return (
    <Entrance>
      <h1 className="text-2xl/8 font-semibold tracking-tight">Sign in</h1>
      {demo ? (
        <>
          <p className="mt-1.5 text-sm text-pretty text-ink-soft">
            This is the demo lab with made-up specimens. Choose whose eyes to look through; no
            password is needed.
          </p>
          {isFromLoopback(request) ? null : (
            <Alert tone="warning" title="Open to this network" className="mt-4">
              Anybody who reaches this address can sign in here. Keep no real data in this
              installation.
            </Alert>
          )}
          <div className="mt-5">
            <DemoSignIn people={people} next={next} />
          </div>
          <details className="group mt-6" open={refused !== undefined}>
            <summary className="rounded-sm text-sm font-medium text-accent underline underline-offset-3 hover:text-accent-strong">
              Sign in with an account of your own
            </summary>
            <div className="mt-4">
              <SignInForm next={next} refused={refused} primary={false} />
            </div>
          </details>
        </>
      ) : (
        <>
          <p className="mt-1.5 text-sm text-ink-soft">
            With the email and password of your lab account.
          </p>
          <div className="mt-6">
            <SignInForm next={next} refused={refused} />
          </div>
          <p className="mt-6 text-dense text-pretty text-muted">
            No account yet? An admin of your lab can invite you by a link.
          </p>
        </>
      )}
      <noscript>
        <p className="mt-6 text-sm text-danger">Signing in needs JavaScript.</p>
      </noscript>
    </Entrance>
  );
}
