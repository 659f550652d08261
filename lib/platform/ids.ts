import { v7 } from 'uuid';

/** A new UUIDv7: unique, and sorted by the millisecond it was made. */
export function newId(): string {
  return v7();
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether the text is a UUID, so that a wrong one is a 404 and not a database error. */
export function isId(text: string): boolean {
  return UUID.test(text);
}
