import type { ReactNode } from 'react';
import { Alert } from './alert';
import { CopyButton } from './copy-button';

/** An error for people: what happened, what to do, and the request id support will ask for. */
export function ProblemNotice({
  title = 'That did not work',
  detail,
  requestId,
  actions,
}: {
  title?: string;
  detail?: ReactNode;
  requestId?: string | null;
  actions?: ReactNode;
}) {
  return (
    <Alert tone="danger" title={title} live actions={actions}>
      {detail ? <p>{detail}</p> : null}
      {requestId ? (
        <p className="mt-1 flex flex-wrap items-center gap-1 text-xs">
          Request <code className="font-mono break-all">{requestId}</code>
          <CopyButton value={requestId} label="Copy the request id" />
        </p>
      ) : null}
    </Alert>
  );
}
