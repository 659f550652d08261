import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { MessagePage } from '@/components/shell/message-page';
import { Button } from '@/components/ui/button';
import { LinkButton } from '@/components/ui/link-button';
import { requirePerson } from '@/lib/entry/page';
import { signOut } from './(portal)/account/actions';

export const metadata: Metadata = { title: 'No lab' };

/** Leads to the person's first lab; whoever belongs to none is told so. */
export default async function Start() {
  const person = await requirePerson();
  const first = person.memberships[0];
  if (first) redirect(`/${first.lab.slug}`);
  return (
    <MessagePage
      title="You belong to no lab"
      actions={
        <>
          <LinkButton href="/account">Your account</LinkButton>
          <form action={signOut}>
            <Button type="submit">Sign out</Button>
          </form>
        </>
      }
    >
      <p>
        You are signed in as {person.email}, but no lab counts you among its people now. Its admin
        can invite you by a link.
      </p>
    </MessagePage>
  );
}
