/** Where a container's page is. */
export function containerHref(labSlug: string, id: string): string {
  return `/${labSlug}/containers/${id}`;
}

/** The deck with that barcode, container name or specimen found on it. */
export function deckFindHref(labSlug: string, text: string): string {
  return `/${labSlug}/deck?find=${encodeURIComponent(text)}`;
}

/** Where a device's page is. */
export function deviceHref(labSlug: string, name: string): string {
  return `/${labSlug}/devices/${encodeURIComponent(name)}`;
}
