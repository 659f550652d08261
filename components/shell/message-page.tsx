import type { ReactNode } from 'react';
import { Brand } from './brand';

/** A whole page that says one thing: not found, an error, signed out. */
export function MessagePage({
  title,
  children,
  actions,
  requestId,
}: {
  title: string;
  children: ReactNode;
  actions?: ReactNode;
  requestId?: string;
}) {
  return (
    <main
      id="content"
      className="mx-auto flex min-h-dvh max-w-xl flex-col justify-center px-6 py-12"
    >
      <Brand />
      <div aria-hidden="true" className="mt-6 h-2.5 w-full graduated" />
      <h1 className="mt-6 text-2xl/8 font-semibold tracking-tight">{title}</h1>
      <div className="mt-2 space-y-2 text-sm text-pretty text-ink-soft">{children}</div>
      {actions ? <div className="mt-6 flex flex-wrap gap-2">{actions}</div> : null}
      {requestId ? (
        <p className="mt-8 text-xs text-muted">
          Request <code className="font-mono break-all">{requestId}</code>
        </p>
      ) : null}
    </main>
  );
}
