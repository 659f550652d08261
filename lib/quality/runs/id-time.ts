const LATEST_MS = 2 ** 48 - 1;

/** The least UUIDv7 of a moment: ids made before it are below, later ones are not. */
export function firstIdAt(at: Date): string {
  const ms = Math.min(Math.max(at.getTime(), 0), LATEST_MS);
  const hex = ms.toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}
