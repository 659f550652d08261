import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();

function subscribe(changed: () => void): () => void {
  listeners.add(changed);
  return () => listeners.delete(changed);
}

/** Keeps a choice for the life of a browser tab: the device of this bench, say. */
export function remember(labSlug: string, what: string, value: string): void {
  try {
    sessionStorage.setItem(`benchwatch.${labSlug}.${what}`, value);
  } catch {
    // A browser that keeps nothing asks again.
  }
  for (const changed of listeners) changed();
}

/** What was kept, or nothing. */
export function remembered(labSlug: string, what: string): string {
  try {
    return sessionStorage.getItem(`benchwatch.${labSlug}.${what}`) ?? '';
  } catch {
    return '';
  }
}

/** The same for a component, which follows it. */
export function useRemembered(labSlug: string, what: string): string {
  return useSyncExternalStore(
    subscribe,
    () => remembered(labSlug, what),
    () => '',
  );
}
