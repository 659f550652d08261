import { MapPin } from 'lucide-react';
import type { ReactNode } from 'react';
import { Card } from '@/components/ui/card';
import { LabTime } from '@/components/ui/lab-time';
import { TextLink } from '@/components/ui/link-button';
import type { SpecimenPlaces } from '@/lib/containers/contents/containers-of-specimen';
import type { SpecimenPlace } from '@/lib/containers/contents/contract';
import { containerHref, deckFindHref } from './addresses';
import { PlaceLink } from './place-link';

type Look = { labSlug: string; timeZone: string; number: string };

/** The container of a place, unless it is just the tube with the specimen's own number. */
function InContainer({ labSlug, number, place }: Look & { place: SpecimenPlace }) {
  const { container, well } = place;
  const label = container.barcode ?? container.name;
  return (
    <span>
      in{' '}
      <TextLink href={containerHref(labSlug, container.id)} className="break-all">
        {label === number ? 'its tube' : label}
      </TextLink>
      {well === null ? null : (
        <>
          , well <span className="font-mono">{well}</span>
        </>
      )}
    </span>
  );
}

/** Where a specimen is on the platform, since when; where it was before is folded. */
export function SpecimenPlacesCard({
  places: { now, earlier, more },
  actions,
  ...look
}: Look & { places: SpecimenPlaces; actions: ReactNode }) {
  const { labSlug, timeZone, number } = look;
  if (now.length === 0 && earlier.length === 0 && !actions) return null;
  return (
    <Card title="Where it is" actions={actions}>
      {now.length === 0 ? (
        <p className="text-sm text-muted">In no place of the platform.</p>
      ) : (
        <ul aria-label="Where it is" className="space-y-2">
          {now.map((place) => (
            <li
              key={`${place.container.id} ${place.well ?? ''}`}
              className="flex flex-wrap items-baseline gap-x-3 gap-y-0.5 text-sm"
            >
              <span className="font-medium">
                <MapPin aria-hidden="true" className="mr-1.5 inline size-4 text-accent" />
                <PlaceLink labSlug={labSlug} place={place} />
              </span>
              <InContainer {...look} place={place} />
              <span className="text-muted">
                since <LabTime time={place.since} timeZone={timeZone} />
              </span>
            </li>
          ))}
          <li className="text-dense">
            <TextLink href={deckFindHref(labSlug, number)}>Show on the deck</TextLink>
          </li>
        </ul>
      )}
      {earlier.length === 0 ? null : (
        <details className="mt-3">
          <summary className="w-fit rounded-sm text-dense text-accent underline decoration-1 underline-offset-3 max-md:py-2">
            Where it was before: {earlier.length}
            {more ? ' and more' : ''}
          </summary>
          <ul className="mt-2 space-y-1 text-dense">
            {earlier.map((place) => (
              <li
                key={`${place.container.id} ${place.well ?? ''} ${place.since}`}
                className="flex flex-wrap gap-x-3"
              >
                <PlaceLink labSlug={labSlug} place={place} />
                <InContainer {...look} place={place} />
                <span className="text-muted">
                  <LabTime time={place.since} timeZone={timeZone} /> to{' '}
                  <LabTime time={place.until} timeZone={timeZone} />
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Card>
  );
}
