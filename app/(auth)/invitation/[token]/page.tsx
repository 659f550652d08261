import type { Metadata } from 'next';
import { Entrance } from '@/components/people/entrance';
import { SignInForm } from '@/components/people/sign-in-form';
import { TakeUpForm } from '@/components/people/take-up-form';
import { Alert } from '@/components/ui/alert';
import { Button } from '@/components/ui/button';
import { LinkButton } from '@/components/ui/link-button';
import { signedInPerson } from '@/lib/entry/page';
import { findInvitation } from '@/lib/people/find-invitation';
import { ROLE_LABELS } from '@/lib/people/role-words';
import { signOut } from '../../../(portal)/account/actions';
import { takeUp } from './actions';

// The address is a secret: it must not reach another site as a referrer.
export const metadata: Metadata = { title: 'Invitation', referrer: 'no-referrer' };

export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const found = await findInvitation(token, new Date());
  if (!found) {
    return (
      <Entrance>
        <h1 className="text-2xl/8 font-semibold tracking-tight">
          This link does not work any more
        </h1>
        <p className="mt-2 text-sm text-pretty text-ink-soft">
          It has been used, withdrawn, or is out of date. Ask whoever sent it for a new one.
        </p>
        <LinkButton href="/sign-in" className="mt-6">
          Go to the sign-in page
        </LinkButton>
      </Entrance>
    );
  }
  const person = await signedInPerson();
  const other = person !== null && person.userId !== found.userId;
  const joining = found.purpose === 'join';
  return (
    <Entrance>
      <h1 className="text-2xl/8 font-semibold tracking-tight">
        {joining ? `Join ${found.lab.name}` : 'Choose a password'}
      </h1>
      <p className="mt-1.5 mb-6 text-sm text-pretty text-ink-soft">
        {joining && found.role !== null
          ? `${found.madeBy} invites you as ${ROLE_LABELS[found.role]}.`
          : `For ${found.email} at ${found.lab.name}. You are signed out everywhere else then.`}
      </p>
      {other ? (
        <Alert tone="warning" title={`You are signed in as ${person.email}`}>
          <p>This link is for {found.email}. Sign out first, then open it again.</p>
          <form action={signOut} className="mt-3">
            <Button type="submit">Sign out</Button>
          </form>
        </Alert>
      ) : found.needs !== 'sign_in' ? (
        <TakeUpForm
          token={token}
          needs={found.needs}
          email={found.email}
          name={found.name}
          takeUp={takeUp}
          confirmLabel={joining ? 'Join' : 'Choose this password'}
        />
      ) : person ? (
        <TakeUpForm
          token={token}
          needs="nothing"
          email={found.email}
          name={found.name}
          takeUp={takeUp}
          confirmLabel={`Join as ${person.name}`}
        />
      ) : (
        <>
          <p className="mb-4 text-sm text-ink-soft">
            You have an account already. Sign in with its password to go on.
          </p>
          <SignInForm next={`/invitation/${token}`} email={found.email} />
        </>
      )}
    </Entrance>
  );
}
