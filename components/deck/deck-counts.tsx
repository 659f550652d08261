import type { Deck } from '@/lib/containers/deck/deck';

/** How much stands on the deck, and how much room there is. */
export function DeckCounts({ deck }: { deck: Deck }) {
  const { devices, positions, containers, lids } = deck;
  const counts: [number, string][] = [
    [devices.length, devices.length === 1 ? 'device' : 'devices'],
    [containers, containers === 1 ? 'container' : 'containers'],
    [lids, lids === 1 ? 'lid' : 'lids'],
    [positions - containers - lids, 'free positions'],
  ];
  return (
    <ul aria-label="On the deck" className="flex flex-wrap gap-x-5 gap-y-1 text-sm text-muted">
      {counts.map(([count, what]) => (
        <li key={what}>
          <span className="text-base font-semibold text-ink">{count.toLocaleString('en')}</span>{' '}
          {what}
        </li>
      ))}
    </ul>
  );
}
