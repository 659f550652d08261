import type { Place } from '@/lib/containers/contract';

/** A place as people read it: “Hotel, position 3”. Positions count from 0, as on the platform. */
export function placeText({ device, position }: Place): string {
  return `${device}, position ${position}`;
}
