'use client';

import { ProblemNotice } from '@/components/ui/problem-notice';
import { Button } from '@/components/ui/button';

/** A page of the lab failed; the navigation stays. */
export default function LabError({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <div className="mx-auto max-w-xl pt-10">
      <h1 className="sr-only">This page could not be drawn</h1>
      <ProblemNotice
        title="This page could not be drawn"
        detail="Nothing you entered elsewhere is lost. If it happens again, tell your admin the number below."
        requestId={error.digest}
        actions={
          <Button variant="primary" onClick={reset}>
            Try again
          </Button>
        }
      />
    </div>
  );
}
