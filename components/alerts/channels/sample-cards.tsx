'use client';

import type { Sample } from '@/lib/alerts/channels/sample-payload';
import { PayloadView } from '../payload-view';

/** They appear below what is in sight. */
const bringIntoSight = (node: HTMLElement | null) => {
  node?.scrollIntoView({ block: 'start' });
};

/** What a channel would be sent, of things that are made up. */
export function SampleCards({ samples }: { samples: readonly Sample[] }) {
  return (
    <section
      ref={bringIntoSight}
      aria-label="Sample cards"
      className="grid grid-cols-[minmax(0,1fr)] gap-3"
    >
      {samples.map(({ title, payload }) => (
        <div key={title} className="grid grid-cols-[minmax(0,1fr)] gap-1.5">
          <h3 className="text-dense font-medium">{title}</h3>
          <PayloadView payload={payload} label={title} />
        </div>
      ))}
    </section>
  );
}
