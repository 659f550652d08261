import type { Metadata } from 'next';
import { MessagePage } from '@/components/shell/message-page';
import { LinkButton } from '@/components/ui/link-button';
import { requestFacts } from '@/components/ui/request-facts';

export const metadata: Metadata = { title: 'Not found' };

export default async function NotFound() {
  const { requestId } = await requestFacts();
  return (
    <MessagePage
      title="There is nothing at this address"
      requestId={requestId}
      actions={
        <LinkButton href="/" variant="primary">
          Go to the start
        </LinkButton>
      }
    >
      <p>
        The address may be mistyped, or what it names belongs to another lab. A specimen is found by
        the number on its label, typed exactly, in the search box of its lab.
      </p>
    </MessagePage>
  );
}
