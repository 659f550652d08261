import Link from 'next/link';
import { containerHref } from '@/components/containers/addresses';
import '@/components/deck/deck.css';
import { cn } from '@/components/ui/class-names';
import type { Position } from '@/lib/containers/contract';
import { labelOf } from '@/lib/containers/deck/deck';
import { PositionKeys } from './position-keys';

/** Up to so many positions each says what stands there; of more it is said by hovering. */
const IN_WORDS = 48;

/** What a position says under the barcode of what stands there. */
function aboutOf({ container, lid }: Position): string | null {
  if (lid) return 'its lid';
  if (!container) return null;
  const { barcode, name } = container;
  return barcode === null ? 'barcode not read' : barcode === name ? null : name;
}

/** What stands on a position, in a sentence. */
function cellText({ position, container, lid }: Position): string {
  if (container) {
    const { name, barcode, filled, lidded } = container;
    const parts = [
      barcode === null || barcode === name ? name : `${barcode}, ${name}`,
      ...(filled ? ['filled'] : []),
      ...(lidded ? ['with its lid'] : []),
    ];
    return `Position ${position}: ${parts.join(', ')}`;
  }
  if (lid) return `Position ${position}: the lid of ${labelOf(lid)}`;
  return `Position ${position}: free`;
}

function Cell({
  at,
  words,
  stop,
  labSlug,
}: {
  at: Position;
  words: boolean;
  /** Whether the tab key stops here. */
  stop: boolean;
  labSlug: string;
}) {
  const { position, container, lid } = at;
  const thing = container ?? lid;
  const about = aboutOf(at);
  const on = (is: boolean) => (is ? '' : undefined);
  const inside = (
    <>
      <span>{position}</span>
      {words ? (
        <>
          <span className="deck-label">{thing ? labelOf(thing) : 'free'}</span>
          {about === null ? null : <span className="deck-about">{about}</span>}
        </>
      ) : null}
    </>
  );
  if (thing === null) {
    return (
      <span className="deck-cell" title={cellText(at)}>
        {inside}
      </span>
    );
  }
  return (
    <Link
      href={containerHref(labSlug, thing.id)}
      prefetch={false}
      tabIndex={stop ? undefined : -1}
      className="deck-cell"
      data-thing={container ? 'container' : 'lid'}
      data-filled={on(container?.filled ?? false)}
      data-lidded={on(container?.lidded ?? false)}
      aria-label={cellText(at)}
      title={cellText(at)}
    >
      {inside}
    </Link>
  );
}

/** The positions of a device as on the deck; what stands there leads to its page. */
export function DevicePositions({
  positions,
  labSlug,
}: {
  positions: readonly Position[];
  labSlug: string;
}) {
  const words = positions.length <= IN_WORDS;
  const first = positions.find(({ empty }) => !empty);
  const list = (
    <ul
      aria-label="Positions"
      data-wide={words ? '' : undefined}
      className={cn(
        'deck-grid',
        words
          ? 'grid-cols-[repeat(auto-fill,minmax(8.5rem,1fr))]!'
          : 'grid-cols-[repeat(auto-fill,minmax(2.75rem,1fr))]!',
      )}
    >
      {positions.map((at) => (
        <li key={at.position} className="grid min-w-0">
          <Cell at={at} words={words} stop={words || at === first} labSlug={labSlug} />
        </li>
      ))}
    </ul>
  );
  return words ? list : <PositionKeys>{list}</PositionKeys>;
}
