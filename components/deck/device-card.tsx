'use client';

import Link from 'next/link';
import { TextLink } from '@/components/ui/link-button';
import { Badge } from '@/components/ui/badge';
import type { DeckDevice } from '@/lib/containers/deck/deck';
import { deviceHref } from '@/components/containers/addresses';
import { KINDS } from '@/components/metrics/uptime-words';
import { PositionGrid } from './position-grid';

/** One device with its state, how full it is, and its positions. */
export function DeviceCard({
  labSlug,
  device,
  conflicts,
  found,
  open,
}: {
  labSlug: string;
  device: DeckDevice;
  conflicts: ReadonlySet<number> | undefined;
  found: ReadonlySet<number> | undefined;
  open: number | null;
}) {
  const { name, type, slots, state, from, to } = device;
  const taken = device.containers + device.lids;
  const part = to - from < slots;
  const kind = state && state.since !== null ? KINDS[state.limited ? 'limited' : state.kind] : null;
  // The code tells what is wrong; of what works it tells nothing more.
  const works = state !== null && !state.limited && ['up', 'idle'].includes(state.kind);
  const code = works ? null : (state?.code ?? null);
  return (
    <section aria-labelledby={`deck-${device.id}`} className="rounded-lg border bg-surface">
      <header className="flex flex-wrap items-center gap-x-2 gap-y-1 px-3 pt-2.5 pb-2">
        <div className="min-w-0 grow basis-28">
          <h2 id={`deck-${device.id}`} className="truncate text-sm font-semibold">
            <Link
              href={deviceHref(labSlug, name)}
              title={name}
              className="rounded-sm hover:text-accent hover:underline"
            >
              {name}
            </Link>
          </h2>
          <p className="truncate text-xs text-muted">{type}</p>
        </div>
        {kind ? (
          <Badge tone={kind.tone}>
            {kind.label}
            {code === null ? null : <span className="font-mono">{code}</span>}
          </Badge>
        ) : null}
        <p className="text-right text-xs text-muted">
          <span className="block text-dense font-medium text-ink">
            {taken.toLocaleString('en')}/{slots.toLocaleString('en')}
          </span>
          {taken === slots ? 'full' : `${(slots - taken).toLocaleString('en')} free`}
        </p>
      </header>
      {part ? <FillBar taken={taken} slots={slots} /> : null}
      <div className="px-3 pb-3">
        <PositionGrid device={device} conflicts={conflicts} found={found} open={open} />
        {part ? (
          <p className="mt-2 text-xs text-muted">
            Positions {from} to {to - 1} of {slots.toLocaleString('en')}.{' '}
            <TextLink href={deviceHref(labSlug, name)}>All of {name}</TextLink>
          </p>
        ) : null}
      </div>
    </section>
  );
}

function FillBar({ taken, slots }: { taken: number; slots: number }) {
  return (
    <div aria-hidden="true" className="mx-3 mb-2.5 h-1.5 overflow-hidden rounded-sm bg-sunken">
      <div className="h-full bg-accent" style={{ width: `${(100 * taken) / slots}%` }} />
    </div>
  );
}
