import { TextLink } from '@/components/ui/link-button';
import type { Place } from '@/lib/containers/contract';
import { deviceHref } from './addresses';

/** A place as people read it: “Hotel, position 3”. Positions count from 0, as on the platform. */
export function placeText({ device, position }: Place): string {
  return `${device}, position ${position}`;
}

/** The same, with the device leading to its page. */
export function PlaceLink({ labSlug, place }: { labSlug: string; place: Place }) {
  return (
    <span>
      <TextLink href={deviceHref(labSlug, place.device)}>{place.device}</TextLink>, position{' '}
      <span className="font-mono">{place.position}</span>
    </span>
  );
}
