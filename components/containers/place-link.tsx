import { TextLink } from '@/components/ui/link-button';
import type { Place } from '@/lib/containers/contract';
import { deviceHref } from './addresses';

/** A place, with the device leading to its page. */
export function PlaceLink({ labSlug, place }: { labSlug: string; place: Place }) {
  return (
    <span>
      <TextLink href={deviceHref(labSlug, place.device)}>{place.device}</TextLink>, position{' '}
      {place.position}
    </span>
  );
}
