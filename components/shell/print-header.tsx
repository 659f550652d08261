'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useEffect, useState } from 'react';
import { labTimeText } from '@/components/ui/lab-time';

/**
 * The head of a printed page, seen on paper only: the lab, when it was printed, and the address,
 * which holds period and filters. Printing also takes the light theme, for charts are drawn in it.
 */
export function PrintHeader({
  lab,
  now,
}: {
  lab: { name: string; timeZone: string };
  /** The server's clock as ISO text, until the page is printed. */
  now: string;
}) {
  const [printedAt, setPrintedAt] = useState(now);
  const query = useSearchParams().toString();
  const address = `${usePathname()}${query === '' ? '' : `?${query}`}`;

  useEffect(() => {
    const root = document.documentElement;
    let chosen: string | undefined;
    const before = () => {
      setPrintedAt(new Date().toISOString());
      chosen = root.dataset['theme'];
      root.dataset['theme'] = 'light';
    };
    const after = () => {
      if (chosen === undefined) delete root.dataset['theme'];
      else root.dataset['theme'] = chosen;
    };
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', after);
    return () => {
      window.removeEventListener('beforeprint', before);
      window.removeEventListener('afterprint', after);
    };
  }, []);

  return (
    <div className="mb-4 hidden border-b pb-2 text-xs text-muted print:block" data-print-header>
      <p className="flex justify-between gap-4">
        <span className="font-medium text-ink">{lab.name}</span>
        <span>
          Printed {labTimeText(printedAt, lab.timeZone)}, {lab.timeZone.replaceAll('_', ' ')}
        </span>
      </p>
      <p className="wrap-anywhere">{address}</p>
    </div>
  );
}
