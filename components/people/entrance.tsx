import type { ReactNode } from 'react';
import { Brand } from '@/components/shell/brand';

/** The frame of the pages before the portal: what this is on one side, the way in on the other. */
export function Entrance({ children }: { children: ReactNode }) {
  return (
    <div className="grid min-h-dvh grid-rows-[auto_1fr] lg:grid-cols-[minmax(0,5fr)_minmax(0,6fr)] lg:grid-rows-1">
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
        <div className="overflow-hidden max-lg:hidden">
          <TimesOnScale />
          <div aria-hidden="true" className="h-4 w-full graduated" />
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

/** How many dots stand on each mark: many soon, few late. */
const STACKS = [0, 2, 6, 9, 8, 6, 5, 3, 3, 2, 1, 1, 0, 1];

/** An ornament: finished work along the scale, the one late tube marked. */
function TimesOnScale() {
  const late = STACKS.length - 1;
  return (
    <svg
      viewBox="0 0 560 150"
      aria-hidden="true"
      className="mb-1 block h-[9.375rem] w-[35rem] max-w-none"
    >
      {STACKS.flatMap((height, mark) =>
        Array.from({ length: height }, (_, row) => (
          <circle
            key={`${mark}-${row}`}
            cx={mark * 40 + 0.5}
            cy={142 - row * 15}
            r="5"
            fill={mark === late ? 'var(--color-accent)' : 'var(--color-line-strong)'}
            fillOpacity={mark === late ? 1 : 0.55}
          />
        )),
      )}
    </svg>
  );
}
