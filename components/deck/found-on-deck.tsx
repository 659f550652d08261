import { MapPin } from 'lucide-react';
import { containerHref } from '@/components/containers/addresses';
import { Button } from '@/components/ui/button';
import { LabTime } from '@/components/ui/lab-time';
import { TextLink } from '@/components/ui/link-button';
import { labelOf, type DeckFound, type DeckHit } from '@/lib/containers/deck/deck';
import { hitText } from './deck-words';

/** Where what was looked for is, in words. */
export function FoundOnDeck({
  labSlug,
  timeZone,
  found,
  onShow,
  onClear,
}: {
  labSlug: string;
  timeZone: string;
  found: DeckFound;
  onShow: (hit: DeckHit) => void;
  onClear: () => void;
}) {
  const { hits, more, text } = found;
  return (
    <div
      role="status"
      aria-label="Found"
      className="flex flex-wrap items-start gap-x-4 gap-y-2 rounded-lg border bg-surface px-4 py-3 text-sm"
    >
      <div className="min-w-0 grow self-center">
        {hits.length === 0 ? (
          <Nothing labSlug={labSlug} timeZone={timeZone} found={found} />
        ) : (
          <>
            {hits.length > 1 ? (
              <p className="mb-1.5 font-medium">
                {more ? `More than ${hits.length}` : hits.length} containers match “{text}”
              </p>
            ) : null}
            <ul className="grid max-h-60 gap-1 overflow-y-auto">
              {hits.map((hit) => (
                <li key={hit.id} className="flex flex-wrap items-center gap-x-3 gap-y-1">
                  <MapPin aria-hidden="true" className="size-4 shrink-0 text-warning" />
                  <span className="min-w-0 break-words">{hitText(hit)}.</span>
                  {hit.place ? (
                    <Button
                      variant="link"
                      className="font-normal max-md:min-h-9 max-md:px-1"
                      onClick={() => onShow(hit)}
                    >
                      Show<span className="sr-only"> {labelOf(hit)} on the deck</span>
                    </Button>
                  ) : null}
                  <TextLink
                    href={containerHref(labSlug, hit.id)}
                    className="max-md:px-1 max-md:py-2"
                  >
                    Open<span className="sr-only"> {labelOf(hit)}</span>
                  </TextLink>
                </li>
              ))}
            </ul>
            {more ? <p className="mt-1.5 text-muted">Type more of it to see fewer.</p> : null}
          </>
        )}
      </div>
      <Button size="sm" onClick={onClear}>
        Clear
      </Button>
    </div>
  );
}

function Nothing({
  labSlug,
  timeZone,
  found: { text, removed, specimen },
}: {
  labSlug: string;
  timeZone: string;
  found: DeckFound;
}) {
  if (removed) {
    return (
      <p>
        <TextLink href={containerHref(labSlug, removed.id)}>{labelOf(removed)}</TextLink> is not on
        the platform any more: it was removed <LabTime time={removed.at} timeZone={timeZone} />.
      </p>
    );
  }
  if (specimen !== null) {
    return (
      <p>
        <TextLink href={`/${labSlug}/specimens/${encodeURIComponent(specimen)}`}>
          {specimen}
        </TextLink>{' '}
        is a specimen of this lab, in no container of the platform.
      </p>
    );
  }
  return <p>Nothing on the deck has “{text}” as a barcode, in its name, or as a specimen in it.</p>;
}
