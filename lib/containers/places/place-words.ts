import type { Container } from '../contract';

/** A container in a sentence: “Plate 7” (P-0007), or its name alone. */
export function named({ name, barcode }: Pick<Container, 'name' | 'barcode'>): string {
  return barcode === null ? `“${name}”` : `“${name}” (${barcode})`;
}

/** What stands on a place, in a sentence. */
export function occupantText(occupant: {
  thing: 'container' | 'lid';
  container: Container;
}): string {
  const who = named(occupant.container);
  return occupant.thing === 'lid' ? `the lid of ${who}` : who;
}

export function placeText(device: string, position: number): string {
  return `${device} position ${position}`;
}

/** Where a container stands, in a sentence. */
export function whereText({ device, position }: Pick<Container, 'device' | 'position'>): string {
  return device === null || position === null
    ? 'was removed from the platform'
    : `stands on ${placeText(device, position)}`;
}
