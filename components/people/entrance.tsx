import type { ReactNode } from 'react';
import { Brand } from '@/components/shell/brand';

/** The frame of the pages before the portal: what this is on one side, the way in on the other. */
export function Entrance({ children }: { children: ReactNode }) {
  return (
    <div className="grid min-h-dvh lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)]">
      <header className="flex flex-col gap-8 border-b bg-sunken px-6 py-5 lg:justify-between lg:border-r lg:border-b-0 lg:px-14 lg:py-12">
        <Brand className="text-lg" />
        <div className="max-w-md max-lg:hidden">
          <p className="text-3xl/10 font-semibold tracking-tight text-balance">
            Every specimen has a place and a time.
          </p>
          <p className="mt-4 text-base/6 text-pretty text-ink-soft">
            Benchwatch shows where each one is, how long each test takes, and what is about to be
            late, before somebody calls to ask.
          </p>
        </div>
        <div className="max-lg:hidden">
          <div aria-hidden="true" className="graduated h-4 w-full" />
          <p className="mt-3 text-xs text-muted">
            Specimen numbers and assays only. No patient names are kept here.
          </p>
        </div>
      </header>
      <main
        id="content"
        className="flex flex-col items-center px-6 py-8 sm:py-12 lg:justify-center lg:px-12"
      >
        <div className="w-full max-w-md">{children}</div>
      </main>
    </div>
  );
}
