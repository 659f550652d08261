'use client';

import { MessagePage } from '@/components/shell/message-page';
import { Button } from '@/components/ui/button';
import { LinkButton } from '@/components/ui/link-button';

/** What a page shows when it failed while being drawn. `digest` is what the server's log calls this failure. */
export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <MessagePage
      title="This page could not be drawn"
      requestId={error.digest}
      actions={
        <>
          <Button variant="primary" onClick={reset}>
            Try again
          </Button>
          <LinkButton href="/">Go to the start</LinkButton>
        </>
      }
    >
      <p>
        Nothing you entered elsewhere is lost. If it happens again, tell your administrator the
        number below.
      </p>
    </MessagePage>
  );
}
