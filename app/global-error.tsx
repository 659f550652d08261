'use client';

import './globals.css';
import { MessagePage } from '@/components/shell/message-page';
import { Button } from '@/components/ui/button';

/** The last resort: the root layout itself failed, so this brings its own document. */
export default function GlobalError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <html lang="en">
      <body>
        <title>Error · Benchwatch</title>
        <MessagePage
          title="Benchwatch could not answer"
          requestId={error.digest}
          actions={
            <Button variant="primary" onClick={reset}>
              Try again
            </Button>
          }
        >
          <p>
            The server may be starting or its database out of reach. Try again in a moment;
            /api/health says what is missing.
          </p>
        </MessagePage>
      </body>
    </html>
  );
}
