'use client';

import { LabTime } from '@/components/ui/lab-time';
import type { Handled } from './handled';

/** What was handled here a moment ago, to open again. */
export function HandledList({
  handled,
  timeZone,
  onOpen,
}: {
  handled: Handled;
  timeZone: string;
  onOpen: (number: string) => void;
}) {
  return (
    <section aria-labelledby="handled" className="min-w-0 print:hidden">
      <h2 id="handled" className="text-xs text-muted">
        Just handled
      </h2>
      {handled.length === 0 ? (
        <p className="mt-2 text-dense text-muted">What you act on is listed here.</p>
      ) : (
        <ul className="mt-1 divide-y">
          {handled.map((one) => (
            <li key={one.number}>
              <button
                type="button"
                onClick={() => onOpen(one.number)}
                className="group flex w-full items-baseline gap-2 py-2 text-left text-dense focus-visible:-outline-offset-2 max-md:py-3"
              >
                <span className="min-w-0 grow">
                  <span className="block truncate font-mono font-medium group-hover:text-accent">
                    {one.number}
                  </span>
                  <span className="text-muted">{one.what}</span>
                </span>
                <LabTime
                  time={one.at}
                  timeZone={timeZone}
                  shape="clock"
                  className="text-xs text-muted"
                />
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
