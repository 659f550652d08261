import type { Metadata } from 'next';
import { MessagePage } from '@/components/shell/message-page';
import { LinkButton } from '@/components/ui/link-button';
import { requestFacts } from '@/components/ui/request-facts';

export const metadata: Metadata = { title: 'Not allowed' };

export default async function Forbidden() {
  const { requestId } = await requestFacts();
  return (
    <MessagePage
      title="Your role does not reach this far"
      requestId={requestId}
      actions={
        <LinkButton href="/" variant="primary">
          Go to the start
        </LinkButton>
      }
    >
      <p>
        You are signed in, but this page needs a higher role in this lab. An admin of the lab can
        give it to you.
      </p>
    </MessagePage>
  );
}
