/** Where the inbox is, with filters if any. */
export function inboxHref(labSlug: string, filters: Record<string, string> = {}): string {
  const query = new URLSearchParams(filters);
  return `/${labSlug}/inbox${query.size === 0 ? '' : `?${query}`}`;
}

/** Where a message's page is. */
export function messageHref(labSlug: string, id: string): string {
  return `/${labSlug}/inbox/${id}`;
}

/** Where a device is connected: its address, secrets, keys and MLLP peers. */
export function connectHref(labSlug: string, device: string): string {
  return `/${labSlug}/connections/${encodeURIComponent(device)}`;
}

/** Where it is said how a device's messages are read. */
export function mappingHref(labSlug: string, device: string): string {
  return `${connectHref(labSlug, device)}/mapping`;
}

/** Where what instruments proposed waits for a supervisor; of one specimen, if named. */
export function waitingHref(labSlug: string, specimen?: string): string {
  const query = specimen === undefined ? '' : `?${new URLSearchParams({ specimen })}`;
  return `/${labSlug}/waiting${query}`;
}
